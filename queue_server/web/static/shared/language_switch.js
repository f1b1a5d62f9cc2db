/** The other language, in its own name; a page begins in the one that was chosen last. */

import { html } from "/static/vendor/preact.js";

import { LANGUAGES, language, setLanguage } from "./i18n.js";
import { browserMemory } from "./memory.js";
import { readPage } from "./page.js";

/** The language of the address, else the one chosen here before, else the shell's. @param {import("./page.js").Page} page */
export function firstLanguage(page) {
  return page.asked ?? browserMemory().getItem(keyOf(page)) ?? page.language;
}

export function LanguageSwitch() {
  const page = readPage();
  const others = LANGUAGES.filter(({ code }) => code !== language());
  const choose = async (/** @type {string} */ code) => {
    browserMemory().setItem(keyOf(page), code);
    await setLanguage(code, [page.page]);
  };
  return html`${others.map(
    ({ code, name }) => html`<button type="button" key=${code} class="button quiet language-switch" lang=${code}
      onClick=${() => choose(code)}>${name}</button>`,
  )}`;
}

/** @param {import("./page.js").Page} page */
function keyOf(page) {
  return `lunhou.language.${page.page}`;
}
