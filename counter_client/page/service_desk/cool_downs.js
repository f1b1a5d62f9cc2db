/** People who get no number yet because they did not come; the desk forgives them, with a reason. */

import { html, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { errorText, t } from "/static/shared/i18n.js";
import { clock, longDate } from "/static/shared/time.js";
import { Num } from "/static/shared/ui.js";

/** @param {{hall: string, coolDowns: import("./follow_desk.js").CoolDown[], onLifted: () => void}} props */
export function CoolDowns({ hall, coolDowns, onLifted }) {
  if (coolDowns.length === 0) return null;
  return html`<details class="card cool-downs">
    <summary>${t("sd.cool", { count: coolDowns.length })}</summary>
    <ul>${coolDowns.map((each) => html`<${One} key=${each.id} hall=${hall} coolDown=${each} onLifted=${onLifted} />`)}</ul>
  </details>`;
}

/** @param {{hall: string, coolDown: import("./follow_desk.js").CoolDown, onLifted: () => void}} props */
function One({ hall, coolDown: { id, last4, until, lost }, onLifted }) {
  const [reason, setReason] = useState("");
  const [error, setError] = useState("");
  /** @param {Event} event */
  async function lift(event) {
    event.preventDefault();
    if (!reason.trim()) return;
    try {
      await api.post(`/halls/${hall}/cool-downs/${id}/liftings`, { reason: reason.trim() });
    } catch (refusal) {
      setError(errorText(/** @type {any} */ (refusal)));
    }
    onLifted();
  }
  return html`<li>
    <span>${t("sd.last4", { last4: last4 ?? "–" })} <${Num}>${lost.map(({ number }) => number).join(" ")}<//> <small class="muted">${t("sd.cool.until", { until: `${longDate(until)} ${clock(until)}` })}</small></span>
    <form onSubmit=${lift}>
      <input value=${reason} maxlength="64" autocomplete="off" aria-label=${t("sd.reason")} placeholder=${t("sd.reason")} onInput=${(/** @type {any} */ event) => setReason(event.target.value)} />
      <button class="button" disabled=${!reason.trim()}>${t("sd.cool.lift")}</button>
    </form>
    ${error && html`<p class="form-error" role="alert">${error}</p>`}
  </li>`;
}
