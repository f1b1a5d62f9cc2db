/** The citizen's phone: my number, when it is my turn, and where to go. */

import { html } from "/static/vendor/preact.js";
import { language, pick, setLanguage, t } from "/static/shared/i18n.js";
import { readPage } from "/static/shared/page.js";
import { mount } from "/static/shared/ui.js";
import { App } from "/static/citizen/app.js";
import { TicketLink } from "/static/citizen/follow_ticket.js";
import { bringFontsIfNeeded, keepForLater } from "/static/citizen/install.js";
import { Reminder } from "/static/citizen/reminder.js";
import { isNewCall, isNewlyReady } from "/static/citizen/visit.js";

/** Waits grow without news. */
const REDRAW_MS = 5_000;

const page = readPage();
/** The shell that is kept for when there is no network is nobody's: the address says whose ticket it is. */
const secret = page.secret || decodeURIComponent(location.pathname.split("/")[2] ?? "");
const chosen = new URLSearchParams(location.search).get("language");
await setLanguage(page.language, ["citizen"]);

const reminder = new Reminder();
const link = new TicketLink(secret, async (known, before) => {
  // The language that the number was taken in, once it is known.
  if (known.visit && !before.visit && !chosen) await setLanguage(known.visit.language, ["citizen"]);
  if (known.visit && isNewCall(before.visit, known.visit)) reminder.call();
  else if (known.visit && isNewlyReady(before.visit, known.visit)) reminder.prepare();
  draw();
});
setInterval(draw, REDRAW_MS);
draw();
bringFontsIfNeeded();
void keepForLater(document.body.dataset.version ?? "");

/** @param {string} code */
async function speak(code) {
  await setLanguage(code, ["citizen"]);
  draw();
}

function draw() {
  const { visit, unknown, lost } = link.known;
  const first = document.querySelector(".first");
  // What the server has drawn stands until there is something newer.
  if (first && !visit && !unknown && !lost) return;
  first?.remove();
  document.body.classList.toggle("called", visit?.state === "called");
  document.title = visit ? titleOf(visit) : t("title");
  mount(html`<${App} link=${link} known=${link.known} reminder=${reminder} onLanguage=${speak} language=${language()} onChange=${draw} />`);
}

/** What one reads of a page that lies behind others. @param {import("/static/citizen/visit.js").Visit} visit */
function titleOf(visit) {
  if (visit.state === "called") return t("title.called", { number: visit.number, counter: visit.counter ?? "" });
  if (visit.precalled) return t("title.ready", { number: visit.number });
  return `${visit.number} · ${pick(visit.service_name)}`;
}
