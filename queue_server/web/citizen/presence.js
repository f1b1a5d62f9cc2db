/** The hall's code of the minute on a screen: to be scanned or typed by who took a number from a phone. */

import { html } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { pick, setLanguage, t, tIn } from "/static/shared/i18n.js";
import { companion } from "/static/shared/languages.js";
import { browserMemory } from "/static/shared/memory.js";
import { pageToken, readPage } from "/static/shared/page.js";
import { NOTHING, followCode, qrSource } from "/static/shared/presence.js";
import { Notice, Num, Skeleton, mount } from "/static/shared/ui.js";
import { bringFontsIfNeeded } from "/static/citizen/install.js";

const page = readPage();
/** @type {import("/static/shared/presence.js").Held} */
let held = NOTHING;
/** @type {string | null} */
let second = null;
borrowToken();
await setLanguage(page.asked ?? "zh-CN", ["citizen"]);
document.body.classList.add("night");
draw();
bringFontsIfNeeded();
await learnHall();
followCode(page.hall, (next) => {
  held = next;
  draw();
});

/** A screen or kiosk of the hall has been given a token already. */
function borrowToken() {
  if (pageToken()) return;
  const memory = browserMemory();
  const found = ["display", "kiosk"].map((each) => memory.getItem(`lunhou.token.${each}.${page.hall}`)).find(Boolean);
  if (found) memory.setItem(`lunhou.token.${page.page}.${page.hall}`, found);
}

async function learnHall() {
  try {
    const hall = await api.get(`/halls/${page.hall}`);
    second = companion(hall.languages, "zh-CN");
    if (second) await setLanguage(second, ["citizen"]);
    await setLanguage(page.asked ?? "zh-CN", ["citizen"]);
    document.title = pick(hall.name);
  } catch {
    // One language will do until the page is loaded again.
  }
}

function draw() {
  mount(html`<main class="presence"><${Face} /></main>`);
}

function Face() {
  const { code, trouble } = held;
  if (trouble === "refused") return html`<${Notice} icon="alert" title=${t("presence.not_paired")} hint=${t("presence.not_paired.hint")} />`;
  if (trouble) return html`<${Notice} icon="connection_lost" title=${t("away")} hint=${t("presence.away.hint")} />`;
  if (!code) return html`<${Skeleton} lines=${4} label=${t("loading")} />`;
  return html`<h1>${t("presence.title")}${second && html`<small lang=${second}>${tIn(second, "presence.title")}</small>`}</h1>
    <img alt=${t("presence.qr")} src=${qrSource(code)} />
    <p class="presence-or">${t("presence.or")}${second && html`<small lang=${second}>${tIn(second, "presence.or")}</small>`}</p>
    <${Num} tag="p" class="presence-code">${code.code}<//>`;
}
