/** The citizen's phone: my number, when it is my turn, and where to go. */

import { html } from "/static/vendor/preact.js";
import { language, pick, setLanguage, t } from "/static/shared/i18n.js";
import { readPage } from "/static/shared/page.js";
import { mount } from "/static/shared/ui.js";
import { App } from "/static/citizen/app.js";
import { TicketLink } from "/static/citizen/follow_ticket.js";
import { Reminder } from "/static/citizen/reminder.js";
import { isNewCall } from "/static/citizen/visit.js";

/** Waits grow without news. */
const REDRAW_MS = 5_000;

const page = readPage();
const chosen = new URLSearchParams(location.search).get("language");
await setLanguage(page.language, ["citizen"]);

const reminder = new Reminder();
const link = new TicketLink(page.secret, async (known, before) => {
  // The language that the number was taken in, once it is known.
  if (known.visit && !before.visit && !chosen) await setLanguage(known.visit.language, ["citizen"]);
  if (known.visit && isNewCall(before.visit, known.visit)) reminder.remind();
  draw();
});
setInterval(draw, REDRAW_MS);
draw();

/** @param {string} code */
async function speak(code) {
  await setLanguage(code, ["citizen"]);
  draw();
}

function draw() {
  const { visit } = link.known;
  document.body.classList.toggle("called", visit?.state === "called");
  document.title = visit ? titleOf(visit) : t("title");
  mount(html`<${App} link=${link} known=${link.known} reminder=${reminder} onLanguage=${speak} language=${language()} onChange=${draw} />`);
}

/** What one reads of a page that lies behind others. @param {import("/static/citizen/visit.js").Visit} visit */
function titleOf(visit) {
  if (visit.state === "called") return t("title.called", { number: visit.number, counter: visit.counter ?? "" });
  return `${visit.number} · ${pick(visit.service_name)}`;
}
