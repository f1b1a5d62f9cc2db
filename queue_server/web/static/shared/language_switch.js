/** The languages, each in its own name; a page begins in the one that was chosen last. */

import { html } from "/static/vendor/preact.js";

import { LANGUAGES, language, setLanguage, t } from "./i18n.js";
import { browserMemory } from "./memory.js";
import { readPage } from "./page.js";

/** The language of the address, else the one chosen here before, else the shell's. @param {import("./page.js").Page} page */
export function firstLanguage(page) {
  return page.asked ?? browserMemory().getItem(keyOf(page)) ?? page.language;
}

export function LanguageSwitch() {
  const page = readPage();
  const choose = async (/** @type {Event} */ event) => {
    const code = /** @type {HTMLSelectElement} */ (event.target).value;
    browserMemory().setItem(keyOf(page), code);
    await setLanguage(code);
  };
  return html`<select class="button quiet language-switch" aria-label=${t("language")} value=${language()} onChange=${choose}>
    ${LANGUAGES.map(({ code, name }) => html`<option key=${code} value=${code} lang=${code} selected=${code === language()}>${name}</option>`)}
  </select>`;
}

/** @param {import("./page.js").Page} page */
function keyOf(page) {
  return `lunhou.language.${page.page}`;
}
