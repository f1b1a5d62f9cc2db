/** What was said with a number and what was answered; a form for more. */

import { html, useEffect, useRef, useState } from "/static/vendor/preact.js";
import { api, newKey } from "/static/shared/api.js";
import { errorText, language, t } from "/static/shared/i18n.js";
import { localeOf } from "/static/shared/languages.js";
import { Button, Skeleton } from "/static/shared/ui.js";

/** @typedef {{number: string, kind: string, state: string, due: string, text: string | null, answer: string | null}} MyCase */

const KINDS = ["complaint", "suggestion"];
const LONGEST_TEXT = 2_000;
const AGAIN_MS = 60_000;

/** @param {{secret: string}} props */
export function CasePanel({ secret }) {
  const path = `/tickets/${encodeURIComponent(secret)}/cases`;
  const [mine, setMine] = useState(/** @type {{cases: MyCase[], left: number} | null} */ (null));
  const [trouble, setTrouble] = useState("");
  const look = () => api.get(path).then(setMine, () => mine ?? setTrouble(t("case.away")));
  useEffect(() => {
    void look();
    const again = setInterval(look, AGAIN_MS);
    return () => clearInterval(again);
  }, []);
  return html`<section class="card rating cases" aria-labelledby="cases">
    <h2 id="cases">${t("case.offer")}</h2>
    ${!mine && (trouble ? html`<p class="said" role="alert">${trouble}</p>` : html`<${Skeleton} lines=${3} label=${t("loading")} />`)}
    ${mine?.cases.map((each) => html`<${One} key=${each.number} of=${each} />`)}
    ${mine && (mine.left > 0 ? html`<${Form} path=${path} onSent=${look} />` : html`<p class="muted">${t("case.enough")}</p>`)}
  </section>`;
}

/** One case and what was answered. @param {{of: MyCase}} props */
export function One({ of }) {
  const day = new Intl.DateTimeFormat(localeOf(language()), { month: "long", day: "numeric", timeZone: "UTC" }).format(Date.parse(of.due));
  return html`<article class="my-case">
    <p><b>${t(`case.kind.${of.kind}`)}</b> <span class="muted">${t("case.number", { number: of.number })}${of.state === "closed" && ` · ${t("case.closed")}`}</span></p>
    ${of.text && html`<p class="case-words">${of.text}</p>`}
    ${of.answer ? html`<p class="said case-words"><b>${t("case.answer")}</b> ${of.answer}</p>` : of.state === "open" && html`<p class="muted">${t("case.due", { day })}</p>`}
  </article>`;
}

/** @param {{path: string, onSent: () => Promise<void>}} props */
function Form({ path, onSent }) {
  const [kind, setKind] = useState("");
  const [said, setSaid] = useState({ text: "", contact: "" });
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const key = useRef(newKey());
  const isWhole = kind !== "" && said.text.trim() !== "";
  async function send() {
    setBusy(true);
    setTrouble("");
    const contact = said.contact.trim();
    try {
      await api.post(path, { kind, text: said.text.trim(), ...(contact ? { contact } : {}) }, { key: key.current });
      setKind("");
      setSaid({ text: "", contact: "" });
      await onSent();
    } catch (error) {
      setTrouble(errorText(/** @type {any} */ (error)));
    }
    key.current = newKey();
    setBusy(false);
  }
  const change = (/** @type {"text" | "contact"} */ name) => (/** @type {any} */ event) => setSaid({ ...said, [name]: event.target.value });
  return html`<p class="muted">${t("case.hint")}</p>
    <div class="reasons" role="radiogroup" aria-labelledby="cases">
      ${KINDS.map((each) => html`<button type="button" role="radio" key=${each} class="button" aria-checked=${kind === each} onClick=${() => setKind(each)}>${t(`case.kind.${each}`)}</button>`)}
    </div>
    ${kind && html`<label class="comment">${t("case.text")}<textarea rows="4" maxlength=${LONGEST_TEXT} value=${said.text} onInput=${change("text")}></textarea></label>
    <label class="comment">${t("case.contact")}<input type="tel" class="contact" maxlength="64" autocomplete="tel" value=${said.contact} onInput=${change("contact")} /><small class="muted">${t("case.contact.hint")}</small></label>
    ${trouble && html`<p class="said wrong" role="alert">${trouble}</p>`}
    <${Button} kind="primary" busy=${busy} disabled=${!isWhole} onPress=${send}>${t("case.send")}<//>`}`;
}
