/** The rating pad on a window's desk: who was served says how it was, in five grades, freely. */

import { html } from "/static/vendor/preact.js";
import { loadLanguage, setLanguage } from "/static/shared/i18n.js";
import { FIRST, supported } from "/static/shared/languages.js";
import { pageToken, readPage } from "/static/shared/page.js";
import { mount } from "/static/shared/ui.js";
import { App, SECOND } from "/static/rate/app.js";
import { Pad } from "/static/rate/pad.js";

const OURS = ["rate"];
const page = readPage();
pageToken(page);
// Chinese first while nobody stands there; then the language of who was served.
await setLanguage(page.asked ?? FIRST, OURS);
await loadLanguage(SECOND, OURS);

const pad = new Pad({ hall: page.hall, counter: page.counter ?? 0, onChange: draw });
/** Whom the page was last turned to. */
let turnedTo = "";
draw();
pad.begin();

function draw() {
  const { to_rate } = pad.known;
  const person = to_rate ? `${to_rate.number}/${to_rate.stage}` : "";
  // Who has just rated reads the thanks in their own language.
  if (person !== turnedTo && (person || !pad.said)) {
    turnedTo = person;
    void speak(page.asked ?? to_rate?.language ?? FIRST);
  }
  mount(html`<${App} pad=${pad} onLanguage=${speak} />`);
}

/** @param {string} language */
async function speak(language) {
  // Without a catalogue from the lost server the language stays what it is.
  await setLanguage(supported(language), OURS).catch(() => undefined);
  mount(html`<${App} pad=${pad} onLanguage=${speak} />`);
}
