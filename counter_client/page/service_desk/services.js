/** Which services give numbers now; a pause stops kiosks and phones, and nobody who waits. */

import { html, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { errorText, pick, t } from "/static/shared/i18n.js";

/** @param {{hall: import("./order.js").Hall, onChanged: () => void}} props */
export function Services({ hall, onChanged }) {
  const [error, setError] = useState("");
  /** @param {string} letter @param {boolean} paused */
  async function set(letter, paused) {
    setError("");
    try {
      await api.put(`/halls/${hall.hall}/services/${letter}/status`, { state: paused ? "paused" : "open" });
    } catch (refusal) {
      setError(errorText(/** @type {any} */ (refusal)));
    }
    onChanged();
  }
  const services = /** @type {(import("/static/shared/types.js").Service & {paused?: boolean})[]} */ (hall.services);
  return html`<details class="card pauses">
    <summary>${t("sd.pauses")}${services.some(({ paused }) => paused) && html` <b>${t("sd.pauses.some")}</b>`}</summary>
    <p class="muted">${t("sd.pauses.hint")}</p>
    <ul>${services.map(({ letter, name, paused = false }) => html`<li key=${letter}>
      <label class="check"><input type="checkbox" checked=${!paused} onChange=${() => set(letter, !paused)} /> <b class="num">${letter}</b> ${pick(name)}${paused && html` <b>${t("sd.paused")}</b>`}</label>
    </li>`)}</ul>
    <p class="form-error" role="alert">${error}</p>
  </details>`;
}
