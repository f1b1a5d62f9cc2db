/** What the staff do to a case: each act with its few fields, by keyboard. */

import { html, useEffect, useRef, useState } from "/static/vendor/preact.js";
import { api, newKey } from "/static/shared/api.js";
import { errorText, t } from "/static/shared/i18n.js";
import { LONGEST_TEXT, Picks } from "./open_form.js";
import { personText } from "./words.js";

/** @typedef {import("./words.js").Person} Person */
/** @typedef {import("./words.js").WholeCase} WholeCase */
/** @typedef {{text: string, owner: string, due: string, way: string, outcome: string}} Draft */
/** @typedef {{name: string, root: string, of: WholeCase, me: import("./app.js").Person, onDone: () => void, onStale: () => void}} Props */

/** @type {Record<string, {key: string, path: string, fields: (keyof Draft)[], needs: (keyof Draft)[]}>} */
const ACTS = {
  answer: { key: "A", path: "answers", fields: ["text", "way"], needs: ["text", "way"] },
  note: { key: "N", path: "notes", fields: ["text"], needs: ["text"] },
  hand_on: { key: "T", path: "handovers", fields: ["owner", "text"], needs: ["owner"] },
  change_due: { key: "D", path: "due", fields: ["due", "text"], needs: ["due", "text"] },
  close: { key: "C", path: "closings", fields: ["outcome", "text"], needs: ["outcome"] },
  reopen: { key: "R", path: "reopenings", fields: ["text"], needs: ["text"] },
};
const WAYS = ["page", "telephone", "paper", "in_person"];
const OUTCOMES = ["solved", "partly", "not_possible", "withdrawn", "referred"];
/** @type {Record<string, string>} */
export const ICONS = { answer: "complaint", note: "form", hand_on: "transfer", change_due: "clock", close: "check", reopen: "restore" };

/** @param {string} name */
export function keyFor(name) {
  return ACTS[name]?.key ?? "";
}

/** The act of a key, or "". @param {string} key */
export function keyOfAct(key) {
  return Object.keys(ACTS).find((name) => ACTS[name]?.key === key) ?? "";
}

/** @param {Props} props */
export function ActDialog({ name, root, of, me, onDone, onStale }) {
  const [draft, setDraft] = useState(/** @type {Draft} */ ({ text: "", owner: "", due: of.due, way: "page", outcome: "" }));
  const [seen, setSeen] = useState(of.version);
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const ref = useRef(/** @type {HTMLFormElement | null} */ (null));
  useEffect(() => /** @type {HTMLElement | null} */ (ref.current?.querySelector("input, textarea, select"))?.focus(), []);
  const act = ACTS[name];
  if (!act) return null;
  const isWhole = act.needs.every((field) => draft[field].trim() !== "");
  const change = (/** @type {Partial<Draft>} */ part) => setDraft((before) => ({ ...before, ...part }));
  async function submit(/** @type {Event} */ event) {
    event.preventDefault();
    if (!act || !isWhole || busy) return;
    setBusy(true);
    try {
      await send(`${root}/${of.number}/${act.path}`, { ...bodyOf(draft, act.fields), version: seen });
      onDone();
    } catch (refusal) {
      const { code, details } = /** @type {any} */ (refusal);
      // What was written stays; the newer state is shown behind, and the next press means it.
      if (code === "changed_meanwhile") setSeen(Number(details.version));
      setError(errorText(/** @type {any} */ (refusal)));
      onStale();
    }
    setBusy(false);
  }
  return html`<form class="case-form" ref=${ref} onSubmit=${submit}>
    ${act.fields.includes("owner") && html`<${OwnerField} root=${root} of=${of} me=${me} draft=${draft} change=${change} />`}
    ${act.fields.includes("due") && html`<label>${t("case.due.new")}<input type="date" value=${draft.due} onInput=${(/** @type {any} */ event) => change({ due: event.target.value })} /></label>`}
    ${act.fields.includes("way") && html`<${Picks} legend=${t("case.way")} name="way" of=${WAYS} prefix="case.way." chosen=${draft.way} onPick=${(/** @type {string} */ way) => change({ way })} />`}
    ${act.fields.includes("outcome") && html`<${Picks} legend=${t("case.outcome")} name="outcome" of=${OUTCOMES} prefix="case.outcome." chosen=${draft.outcome} onPick=${(/** @type {string} */ outcome) => change({ outcome })} />`}
    <label>${t(`case.says.${name}`)}<textarea rows="5" maxlength=${LONGEST_TEXT} value=${draft.text} onInput=${(/** @type {any} */ event) => change({ text: event.target.value })}></textarea></label>
    <p class="form-error" role="alert">${error}</p>
    <button class="button primary" disabled=${!isWhole} aria-busy=${busy}>${t(`case.act.${name}`)}</button>
  </form>`;
}

/** Everybody to whom it can be handed; oneself first, who takes it over. @param {{root: string, of: WholeCase, me: import("./app.js").Person, draft: Draft, change: (part: Partial<Draft>) => void}} props */
function OwnerField({ root, of, me, draft, change }) {
  const [owners, setOwners] = useState(/** @type {Person[]} */ ([]));
  useEffect(() => {
    api.get(`${root}/owners`).then((found) => setOwners(inOrder(found.owners, me)), () => {});
  }, []);
  return html`<label>${t("case.owner.new")}<select value=${draft.owner} onChange=${(/** @type {any} */ event) => change({ owner: event.target.value })}>
    <option value="" selected=${draft.owner === ""}>${t("case.owner.choose")}</option>
    ${owners.filter(({ name }) => name !== of.owner?.name).map((each) => html`<option key=${each.name} value=${each.name} selected=${draft.owner === each.name}>${each.name === me.name ? t("case.owner.myself", { name: personText(each) }) : personText(each)}</option>`)}
  </select></label>`;
}

/** @param {Person[]} owners @param {import("./app.js").Person} me */
function inOrder(owners, me) {
  return [...owners.filter(({ name }) => name === me.name), ...owners.filter(({ name }) => name !== me.name)];
}

/** @param {string} path @param {Record<string, unknown>} body */
function send(path, body) {
  return path.endsWith("/due") ? api.put(path, body) : api.post(path, body, { key: newKey() });
}

/** @param {Draft} draft @param {(keyof Draft)[]} fields */
function bodyOf(draft, fields) {
  return Object.fromEntries(fields.map((field) => [field, draft[field].trim()]).filter(([, value]) => value !== ""));
}
