/** The answer for somebody without a number, by the code that was given instead. */

import { html, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { errorText, pick, setLanguage, t } from "/static/shared/i18n.js";
import { LanguageSwitch, firstLanguage } from "/static/shared/language_switch.js";
import { readPage } from "/static/shared/page.js";
import { mount, useLanguage } from "/static/shared/ui.js";
import { One } from "/static/citizen/case_panel.js";
import { bringFontsIfNeeded } from "/static/citizen/install.js";

const page = readPage();
await setLanguage(firstLanguage(page), ["citizen"]);
const hall = await api.get(`/halls/${page.hall}`).catch(() => null);
mount(html`<${Answer} />`);
bringFontsIfNeeded();

function Answer() {
  useLanguage();
  const [code, setCode] = useState("");
  const [found, setFound] = useState(/** @type {import("/static/citizen/case_panel.js").MyCase | null} */ (null));
  const [trouble, setTrouble] = useState("");
  async function look(/** @type {Event} */ event) {
    event.preventDefault();
    setTrouble("");
    setFound(null);
    try {
      setFound(await api.get(`/halls/${page.hall}/case-answers/${encodeURIComponent(code.trim())}`));
    } catch (error) {
      const refusal = /** @type {any} */ (error);
      setTrouble(refusal.code === "not_found" ? t("case.code.unknown") : errorText(refusal));
    }
  }
  return html`<main class="phone answer">
    <header><span>${pick(hall?.name)}</span><${LanguageSwitch} /></header>
    <form class="card" onSubmit=${look}>
      <h1>${t("case.code.title")}</h1>
      <label>${t("case.code")}<input class="contact num" maxlength="16" required autocomplete="off" autocapitalize="characters" value=${code} onInput=${(/** @type {any} */ event) => setCode(event.target.value)} /></label>
      <button class="button primary">${t("case.code.look")}</button>
      ${trouble && html`<p class="said wrong" role="alert">${trouble}</p>`}
    </form>
    ${found && html`<section class="card rating" role="status"><${One} of=${found} /></section>`}
  </main>`;
}
