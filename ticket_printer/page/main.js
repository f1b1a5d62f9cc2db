/** The kiosk: choose a service, take a number. */

import { html } from "/static/vendor/preact.js";
import { api, newKey } from "/static/shared/api.js";
import { language, setLanguage } from "/static/shared/i18n.js";
import { spokenHere } from "/static/shared/languages.js";
import { readPage } from "/static/shared/page.js";
import { mount } from "/static/shared/ui.js";
import { App } from "/static/kiosk/app.js";
import { followHall } from "/static/kiosk/hall_link.js";
import { Kiosk } from "/static/kiosk/kiosk.js";

/** Countdowns move on without a press. */
const REDRAW_MS = 500;

const page = readPage();
await setLanguage(page.language, ["kiosk"]);
/** @type {Parameters<typeof App>[0]["known"]} */
let known = { hall: null, live: "connecting", answers: true };

const kiosk = new Kiosk(
  { hall: page.hall, firstLanguage: language() },
  {
    get: api.get,
    post: api.post,
    newKey,
    clock: Date.now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    language,
    speak: (code) => setLanguage(code, ["kiosk"]),
    draw,
  },
);

followHall(page.hall, (news) => {
  const first = known.hall ? null : news.hall;
  known = news;
  if (first) void beginIn(first);
  draw();
});
for (const sign of ["pointerdown", "keydown"]) document.addEventListener(sign, () => kiosk.touch());
// A long press on a touch screen is no right click.
document.addEventListener("contextmenu", (event) => event.preventDefault());
setInterval(() => {
  kiosk.tick();
  draw();
}, REDRAW_MS);

/** A kiosk begins in its hall's first language, whatever its browser prefers, unless its address says otherwise. @param {import("/static/kiosk/offers.js").Hall} hall */
async function beginIn(hall) {
  const asked = new URLSearchParams(location.search).get("language");
  const first = spokenHere(hall.languages)[0];
  if (!asked && first) await kiosk.beginIn(first.code);
}

function draw() {
  document.body.classList.toggle("senior", kiosk.flow.senior);
  mount(html`<${App} kiosk=${kiosk} known=${known} />`);
}
