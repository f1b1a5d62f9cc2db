/** Take a number from the phone (网上取号); whoever has one and scans the hall's code checks in with it. */

import { html } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { language, onLanguage, pick, setLanguage, t } from "/static/shared/i18n.js";
import { spokenHere } from "/static/shared/languages.js";
import { readPage } from "/static/shared/page.js";
import { setHallClock } from "/static/shared/time.js";
import { Notice, Skeleton, mount } from "/static/shared/ui.js";
import { bringFontsIfNeeded } from "/static/citizen/install.js";
import { ownTickets } from "/static/citizen/kept.js";
import { Offers } from "/static/citizen/offers.js";
import { hallCode } from "/static/citizen/phone.js";

/** @typedef {import("/static/citizen/offers.js").Online} Online */

const AGAIN_MS = 30_000;
const page = readPage();
const code = hallCode();
/** @type {Online | null} */
let online = null;
/** @type {"" | "closed" | "away"} */
let trouble = "";
await setLanguage(page.language, ["citizen"]);
onLanguage(draw);
draw();
bringFontsIfNeeded();
await checkInMine();
await refresh();
setInterval(refresh, AGAIN_MS);

/** The code was scanned in the hall: it is for the number that this phone holds here, if there is one. */
async function checkInMine() {
  const mine = code ? ownTickets(page.hall).find((each) => each.check_in?.length) : undefined;
  if (!mine?.secret) return;
  try {
    await api.post(`/tickets/${encodeURIComponent(mine.secret)}/check-ins`, { code });
  } catch {
    // Too late for this code, or done before: the ticket's page says which, and takes another.
  }
  location.replace(`/t/${encodeURIComponent(mine.secret)}`);
}

async function refresh() {
  try {
    online = /** @type {Online} */ (await api.get(`/halls/${page.hall}/online`));
    setHallClock(online);
    trouble = "";
  } catch (error) {
    trouble = /** @type {{code?: string}} */ (error).code === "online_closed" ? "closed" : "away";
  }
  draw();
}

function draw() {
  document.title = t("online");
  mount(html`<main class="phone online"><${Top} /><${Face} /></main>`);
}

function Face() {
  if (trouble === "closed") return html`<${Notice} icon="clock" title=${t("online.none")} hint=${t("online.none.hint")} />`;
  if (!online && trouble) return html`<${Notice} icon="connection_lost" title=${t("away")} hint=${t("online.away.hint")} />`;
  if (!online) return html`<${Skeleton} lines=${6} label=${t("loading")} />`;
  return html`<${Offers} online=${online} code=${code} mine=${ownTickets(page.hall)} />`;
}

function Top() {
  const offered = online ? spokenHere([...online.languages, language()]) : [];
  const speak = (/** @type {Event} */ event) => setLanguage(/** @type {HTMLSelectElement} */ (event.target).value, ["citizen"]);
  return html`<header>
    <span>${online ? pick(online.name) : ""}</span>
    ${offered.length > 1 && html`<select aria-label=${t("language")} value=${language()} onChange=${speak}>
      ${offered.map(({ code: each, name }) => html`<option key=${each} value=${each} lang=${each}>${name}</option>`)}
    </select>`}
  </header>`;
}
