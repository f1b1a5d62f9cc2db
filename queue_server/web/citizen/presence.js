/** The hall's code of the minute on a screen: to be scanned or typed by who took a number from a phone. */

import { html } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { pick, setLanguage, t, tIn } from "/static/shared/i18n.js";
import { companion } from "/static/shared/languages.js";
import { browserMemory } from "/static/shared/memory.js";
import { pageToken, readPage } from "/static/shared/page.js";
import { Notice, Num, Skeleton, mount } from "/static/shared/ui.js";
import { bringFontsIfNeeded } from "/static/citizen/install.js";

/** @typedef {{code: string, valid_s: number, link: string, qr: string}} Code */

/** A little after the minute, so that the server has the next one. */
const LATER_MS = 300;
const RETRY_MS = 3_000;
const page = readPage();
/** @type {Code | null} */
let code = null;
/** @type {"" | "away" | "not_paired"} */
let trouble = "";
/** @type {string | null} */
let second = null;
borrowToken();
await setLanguage(page.asked ?? "zh-CN", ["citizen"]);
document.body.classList.add("night");
draw();
bringFontsIfNeeded();
await learnHall();
await refresh();

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

async function refresh() {
  try {
    code = /** @type {Code} */ (await api.get(`/halls/${page.hall}/presence-code`));
    trouble = "";
    setTimeout(refresh, code.valid_s * 1_000 + LATER_MS);
  } catch (error) {
    const status = /** @type {{status?: number}} */ (error).status;
    trouble = status === 401 || status === 403 ? "not_paired" : "away";
    // An old code is worse than none.
    code = null;
    setTimeout(refresh, RETRY_MS);
  }
  draw();
}

function draw() {
  mount(html`<main class="presence"><${Face} /></main>`);
}

function Face() {
  if (trouble === "not_paired") return html`<${Notice} icon="alert" title=${t("presence.not_paired")} hint=${t("presence.not_paired.hint")} />`;
  if (trouble) return html`<${Notice} icon="connection_lost" title=${t("away")} hint=${t("presence.away.hint")} />`;
  if (!code) return html`<${Skeleton} lines=${4} label=${t("loading")} />`;
  return html`<h1>${t("presence.title")}${second && html`<small lang=${second}>${tIn(second, "presence.title")}</small>`}</h1>
    <img alt=${t("presence.qr")} src=${`data:image/svg+xml,${encodeURIComponent(code.qr)}`} />
    <p class="presence-or">${t("presence.or")}${second && html`<small lang=${second}>${tIn(second, "presence.or")}</small>`}</p>
    <${Num} tag="p" class="presence-code">${code.code}<//>`;
}
