/** Opening a case: what it is about, why it could not be done, what was said, how to reach the person. */

import { html, useRef, useState, useEffect } from "/static/vendor/preact.js";
import { api, newKey } from "/static/shared/api.js";
import { errorText, t } from "/static/shared/i18n.js";
import { Icon } from "/static/shared/ui.js";
import { dayText } from "./words.js";

const KINDS = ["undone", "complaint", "suggestion"];
const WHYS = ["materials", "not_entitled", "rules_unclear", "other_office", "system", "other"];
export const LONGEST_TEXT = 2_000;
/** What the window hears when a case was opened on this page. */
export const OPENED = "lunhou-case-opened";

/** @typedef {{kind: string, why: string, text: string, contact: string, number: string}} Draft */

/** @param {{hall: string, number?: string, onOpened?: (opened: import("./words.js").Case) => void}} props `number` of the ticket that it is about */
export function OpenForm({ hall, number = "", onOpened }) {
  const [draft, setDraft] = useState(/** @type {Draft} */ ({ kind: "undone", why: "", text: "", contact: "", number }));
  const [opened, setOpened] = useState(/** @type {import("./words.js").Case | null} */ (null));
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const ref = useRef(/** @type {HTMLFormElement | null} */ (null));
  // The same press sent again opens no second case.
  const key = useRef(newKey());
  useEffect(() => ref.current?.querySelector("input")?.focus(), []);
  if (opened) return html`<${Opened} of=${opened} />`;

  const change = (/** @type {Partial<Draft>} */ part) => setDraft((before) => ({ ...before, ...part }));
  const isWhole = draft.text.trim() !== "" && (draft.kind !== "undone" || draft.why !== "");
  async function submit(/** @type {Event} */ event) {
    event.preventDefault();
    if (!isWhole || busy) return;
    setBusy(true);
    setError("");
    try {
      const made = await api.post(pathOf(hall, draft), bodyOf(draft), { key: key.current });
      setOpened(made);
      onOpened?.(made);
      window.dispatchEvent(new Event(OPENED));
    } catch (refusal) {
      key.current = newKey();
      setError(errorText(/** @type {any} */ (refusal)));
    }
    setBusy(false);
  }
  return html`<form class="case-form" ref=${ref} onSubmit=${submit}>
    <${Picks} legend=${t("case.kind")} name="kind" of=${KINDS} prefix="case.kind." chosen=${draft.kind} onPick=${(/** @type {string} */ kind) => change({ kind })} />
    ${draft.kind === "undone" && html`<${Picks} legend=${t("case.why")} name="why" of=${WHYS} prefix="case.why." chosen=${draft.why} onPick=${(/** @type {string} */ why) => change({ why })} />`}
    <label>${t(`case.what.${draft.kind}`)}<textarea rows="4" maxlength=${LONGEST_TEXT} value=${draft.text} onInput=${(/** @type {any} */ event) => change({ text: event.target.value })}></textarea></label>
    <div class="case-form-row">
      <label>${t("case.ticket")}<input name="ticket" value=${draft.number} maxlength="8" autocomplete="off" placeholder=${t("case.ticket.none")} onInput=${(/** @type {any} */ event) => change({ number: event.target.value })} /></label>
      <label>${t("case.contact")}<input name="contact" value=${draft.contact} maxlength="128" autocomplete="off" placeholder=${t("case.contact.hint")} onInput=${(/** @type {any} */ event) => change({ contact: event.target.value })} /></label>
    </div>
    <p class="form-error" role="alert">${error}</p>
    <button class="button primary" disabled=${!isWhole} aria-busy=${busy}>${t("case.open")}</button>
  </form>`;
}

/** Told to the person: the number, the day, and for who has no ticket the code. @param {{of: import("./words.js").Case}} props */
function Opened({ of }) {
  return html`<div class="case-opened" role="status">
    <p><${Icon} name="check" size="1.5em" /> ${t("case.opened")}</p>
    <p class="case-number num">${of.number}</p>
    <p>${t("case.opened.due", { day: dayText(of.due) })}</p>
    ${of.code ? html`<p>${t("case.opened.code")} <b class="num">${of.code}</b></p>` : html`<p class="muted">${t("case.opened.page")}</p>`}
  </div>`;
}

/** One of some; by keyboard as any radio buttons. @param {{legend: string, name: string, of: string[], prefix: string, chosen: string, onPick: (each: string) => void}} props */
export function Picks({ legend, name, of, prefix, chosen, onPick }) {
  return html`<fieldset class="case-picks">
    <legend>${legend}</legend>
    ${of.map((each) => html`<label key=${each} class="case-pick"><input type="radio" name=${name} value=${each} checked=${chosen === each} onChange=${() => onPick(each)} /><span>${t(prefix + each)}</span></label>`)}
  </fieldset>`;
}

/** @param {string} hall @param {Draft} draft */
function pathOf(hall, { number }) {
  const said = number.normalize("NFKC").replace(/\s/g, "").toUpperCase();
  return said ? `/halls/${hall}/tickets/${encodeURIComponent(said)}/cases` : `/halls/${hall}/cases`;
}

/** @param {Draft} draft */
function bodyOf({ kind, why, text, contact }) {
  return { kind, text: text.trim(), ...(kind === "undone" ? { why } : {}), ...(contact.trim() ? { contact: contact.trim() } : {}) };
}
