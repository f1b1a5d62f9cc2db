/** One who comes back with papers on another day says the code: it is typed where numbers are found. */

import { html, useState } from "/static/vendor/preact.js";
import { api, newKey } from "/static/shared/api.js";
import { errorText, t } from "/static/shared/i18n.js";
import { Button, Num } from "/static/shared/ui.js";

const CODE = /^[A-HJ-NP-Z2-9]{8}$/;

/** @param {string} typed @returns {string | null} */
export function readCode(typed) {
  const code = typed.replace(/\s/g, "").toUpperCase();
  return CODE.test(code) ? code : null;
}

/** @param {{hall: string, code: string, onBack: (number: string) => void}} props */
export function Comeback({ hall, code, onBack }) {
  const [why, setWhy] = useState("");
  const [key] = useState(newKey);
  const back = async () => {
    try {
      const ticket = await api.post(`/halls/${hall}/comebacks`, { code }, { key });
      onBack(ticket.number);
    } catch (refusal) {
      setWhy(errorText(/** @type {any} */ (refusal)));
    }
  };
  return html`<div class="comeback">
    <${Button} kind="primary" icon="come_back" onPress=${back}>${t("sd.comeback")} <${Num}>${code}<//><//>
    <p class="form-error" role="alert">${why}</p>
  </div>`;
}
