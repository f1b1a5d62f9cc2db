/** The hall screen: who is called and where to, read from the back row and heard. */

import { html } from "/static/vendor/preact.js";
import { LANGUAGES, language, loadLanguage, setLanguage } from "/static/shared/i18n.js";
import { tabMemory } from "/static/shared/memory.js";
import { readPage } from "/static/shared/page.js";
import { now } from "/static/shared/time.js";
import { mount } from "/static/shared/ui.js";
import { Announced } from "/static/display/announced.js";
import { createAnnouncer } from "/static/display/announcer.js";
import { callsIn } from "/static/display/board_state.js";
import { followHall } from "/static/display/follow_hall.js";
import { HallScreen } from "/static/display/hall_screen.js";
import { otherLanguage, secondLanguage } from "/static/display/second_language.js";
import { createVoice } from "/static/display/voice.js";

/** Clocks, and calls that stop being fresh, move on without an event. */
const REDRAW_MS = 1_000;

const page = readPage();
const announced = new Announced(tabMemory(), page.hall);

/** @type {Parameters<typeof HallScreen>[0]} */
const shown = {
  known: { hall: null, board: null, live: "connecting", lost_ms: null },
  voice: { sound: "ready", speaking: null, spoken: [], unspoken: new Set() },
  second: null,
  other: null,
};

/** @type {ReturnType<typeof followHall> | null} */
let connection = null;

// Chinese first, whatever the language of the machine behind the screen.
await setLanguage(page.asked ?? "zh-CN", ["display"]);
await Promise.all(LANGUAGES.map(({ code }) => loadLanguage(code, ["display"])));
document.body.classList.add("night");

const voice = createVoice(createAnnouncer, (state) => {
  const changed = state.sound !== shown.voice.sound;
  shown.voice = state;
  if (changed) tellSound();
  draw();
});

connection = followHall(page.hall, {
  onChange(known) {
    const backAgain = known.live === "live" && shown.known.live !== "live";
    shown.known = known;
    if (backAgain) tellSound();
    draw();
  },
  onBoard: (board) => voice.announce(announced.fromSnapshot(board.calls, now())),
  onEvent: (event) => voice.announce(announced.fromEvents(callsIn([event]))),
  onMissed: (events) => voice.announce(announced.fromSnapshot(callsIn(events), now())),
});

// A browser that keeps sound for those who touched it first: any touch or key will do.
document.addEventListener("pointerdown", () => voice.unlock());
document.addEventListener("keydown", () => voice.unlock());
setInterval(draw, REDRAW_MS);

/** The manager's page shows a hall whose screen cannot be heard. */
function tellSound() {
  connection?.emit("sound", { state: shown.voice.sound });
}

function draw() {
  const languages = shown.known.hall?.languages ?? [];
  shown.second = secondLanguage(languages, { first: language(), ours: LANGUAGES.map(({ code }) => code) });
  shown.other = otherLanguage(languages, { first: language(), now_ms: now() });
  mount(html`<${HallScreen} ...${shown} />`);
}
