/** The kiosk: choose a service, take a number. */

import { html } from "/static/vendor/preact.js";
import { api, newKey } from "/static/shared/api.js";
import { language, setLanguage } from "/static/shared/i18n.js";
import { spokenHere } from "/static/shared/languages.js";
import { pageToken, readPage } from "/static/shared/page.js";
import { now } from "/static/shared/time.js";
import { mount } from "/static/shared/ui.js";
import { App } from "/static/kiosk/app.js";
import { bellState, isPaperless } from "/static/kiosk/bell.js";
import { CardReader } from "/static/kiosk/card_reader.js";
import { guidance } from "/static/kiosk/guidance.js";
import { Guide } from "/static/kiosk/guide.js";
import { followHall } from "/static/kiosk/hall_link.js";
import { Kiosk } from "/static/kiosk/kiosk.js";
import { paperToExpect } from "/static/kiosk/paper.js";
import { Scanner, appointmentCode } from "/static/kiosk/scanner.js";
import { SelfLink } from "/static/kiosk/self_link.js";
import { shownScreen } from "/static/kiosk/shown.js";
import { stepOf } from "/static/kiosk/step.js";

/** Countdowns move on without a press. */
const REDRAW_MS = 500;

const page = readPage();
await setLanguage(page.language, ["kiosk"]);
/** @type {Parameters<typeof App>[0]["known"]} */
let known = { hall: null, live: "connecting", answers: true };

/** @type {import("/static/kiosk/kiosk.js").Outside} */
const outside = {
  get: api.get,
  post: api.post,
  newKey,
  clock: Date.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  language,
  speak: (code) => setLanguage(code, ["kiosk"]),
  draw,
};
const kiosk = new Kiosk({ hall: page.hall, firstLanguage: language() }, outside);

const link = new SelfLink(api, draw, page.agent);
const reader = new CardReader((path) => fetch(path), heardOf, outside.sleep);
const scanner = new Scanner(scanned);
const guide = new Guide();

followHall(
  page.hall,
  (news) => {
    const first = known.hall ? null : news.hall;
    known = news;
    if (first) void beginIn(first);
    draw();
  },
  (event) => link.hear(event),
);
// Whom no program serves and who has no token is no device: it has no bell. A reader is the program's.
if (page.agent || pageToken()) {
  void link.ask();
  if (page.agent) void reader.listen();
}
for (const sign of ["pointerdown", "keydown"]) document.addEventListener(sign, () => kiosk.touch());
document.addEventListener("keydown", (event) => scanner.key(event, event.timeStamp) && event.preventDefault(), true);
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

/** A reader told of a document, or of a code that a person laid on it. @param {import("/static/kiosk/card_reader.js").Read} read */
function heardOf({ card, code, fault }) {
  if (card) void kiosk.readCard(card);
  if (fault) kiosk.missCard();
  if (code) scanned(code);
}

/** What a scanner typed: an appointment's code is ours; anything else the agent looks at, which keeps it to itself. @param {string} text */
function scanned(text) {
  const code = appointmentCode(text);
  if (code) void kiosk.scan(code);
  else if (reader.isThere) void fetch("/local/typed", { method: "POST", body: text });
}

function draw() {
  const { senior, contrast, low } = kiosk.flow;
  for (const [name, on] of Object.entries({ senior, contrast, low })) document.body.classList.toggle(name, on);
  mount(html`<${App} kiosk=${kiosk} known=${known} link=${link} hasReader=${reader.isThere} onRepeat=${() => guide.again()} />`);
  if (senior && known.hall) guideThrough(known.hall);
  else guide.forget();
}

/** Say what stands on the screen now. @param {import("/static/kiosk/offers.js").Hall} hall */
function guideThrough(hall) {
  const { flow } = kiosk;
  const { self } = link;
  const paperless = isPaperless(self?.printer);
  const phrases = guidance({
    screen: shownScreen(flow, known),
    since_s: (Date.now() - kiosk.shownAt) / 1_000,
    asks: kiosk.patience().asks,
    help: flow.help,
    bell: self && !self.alone ? bellState(self.help, now()) : null,
    hasReader: reader.isThere,
    paperless,
    step: stepOf(flow, hall, reader.isThere),
    paper: paperToExpect(kiosk.paper(), paperless),
    alone: flow.ticket?.alone ?? false,
    printed: flow.printed,
  });
  guide.say(phrases, language(), flow.ticket?.number ?? flow.number);
}
