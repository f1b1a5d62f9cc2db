/** One text in the hall's languages: Chinese is needed, the others fall back to it. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { LANGUAGES } from "/static/shared/languages.js";
import { NEEDED } from "./texts.js";

/** @typedef {import("/static/shared/types.js").Texts} Texts */

/** @param {{label: string, languages: readonly string[], texts: Texts, long?: boolean, onChange: (texts: Texts) => void}} props */
export function TextsFields({ label, languages, texts, long = false, onChange }) {
  return html`<fieldset class="texts"><legend>${label}</legend>
    ${languages.map((code) => {
      const change = (/** @type {any} */ event) => onChange({ ...texts, [code]: event.target.value });
      const name = `${label} · ${nameOf(code)}`;
      return html`<label class="field" key=${code}><span>${nameOf(code)}${code !== NEEDED && html` <small class="muted">${t("optional")}</small>`}</span>
        ${long
          ? html`<textarea lang=${code} rows="2" maxlength="500" aria-label=${name} value=${texts[code] ?? ""} onInput=${change}></textarea>`
          : html`<input lang=${code} maxlength="60" aria-label=${name} value=${texts[code] ?? ""} onInput=${change} />`}
      </label>`;
    })}
  </fieldset>`;
}

/** @param {string} code */
function nameOf(code) {
  return LANGUAGES.find((each) => each.code === code)?.name ?? code;
}
