/** A screen of the hall: who is called and where to, read from the back row and heard. Its address says which one. */

import { html } from "/static/vendor/preact.js";
import { LANGUAGES, language, loadLanguage, setLanguage } from "/static/shared/i18n.js";
import { tabMemory } from "/static/shared/memory.js";
import { pageToken, readPage } from "/static/shared/page.js";
import { followCode } from "/static/shared/presence.js";
import { now } from "/static/shared/time.js";
import { mount } from "/static/shared/ui.js";
import { Announced } from "/static/display/announced.js";
import { createAnnouncer } from "/static/display/announcer.js";
import { SAMPLE_CODE, wantsCode } from "/static/display/check_in.js";
import { followHall, nothingKnown } from "/static/display/follow_hall.js";
import { Frame } from "/static/display/frame.js";
import { followSample } from "/static/display/sample.js";
import { screenId } from "/static/display/screen.js";
import { otherLanguage, secondLanguage } from "/static/display/second_language.js";
import { turnsIn } from "/static/display/turns.js";
import { createVoice } from "/static/display/voice.js";
import { VoiceFeed } from "/static/display/voice_feed.js";

/** Clocks, and calls that stop being fresh, move on without an event. */
const REDRAW_MS = 1_000;
/** Quiet hours begin and end without an event. */
const REVIEW_MS = 5_000;
/** A clip that was missing may be put there while the screen runs. */
const LOOK_AGAIN_MS = 60_000;

const page = readPage();
const address = new URLSearchParams(location.search);
const id = screenId({ asked: address.get("screen"), counter: page.counter });
/** A test picture with made-up calls, which speaks when it is asked to. */
const sample = address.has("sample");
const feed = new VoiceFeed({ announced: new Announced(tabMemory(), page.hall), now, speaks });

/** @type {import("/static/display/frame.js").Shown} */
const shown = {
  id,
  sample,
  known: nothingKnown(),
  voice: { sound: "ready", speaking: null, aloud: false, spoken: [], unspoken: new Set(), spoke: null, missing: [] },
  code: null,
  second: null,
  other: null,
};
/** @type {ReturnType<typeof createVoice> | null} of a screen that speaks or has captions */
let voice = null;
let withSound = false;
/** What the server knows of the sound. @type {string | null} */
let told = null;
/** @type {ReturnType<typeof followHall> | null} */
let connection = null;

// Chinese first, whatever the language of the machine behind the screen.
await setLanguage(page.asked ?? "zh-CN", ["display"]);
await Promise.all(LANGUAGES.map(({ code }) => loadLanguage(code, ["display"])));
document.body.classList.add("night");

connection = (sample ? followSample : followHall)(page.hall, id, {
  onChange(known) {
    const before = shown.known;
    shown.known = known;
    if (sample) shown.code = wantsCode(known) ? SAMPLE_CODE : null;
    if (known.screen) begin(known.screen);
    feed.learn({ hall: known.hall, screen: known.screen });
    if (known.live === "live" && before.live !== "live") {
      tellSound();
      void voice?.lookAgain(); // what the server could not bring while it was away is not missing
    }
    draw();
  },
  onBoard: (board) => feed.board(board),
  onEvent: (event) => feed.event(event),
  onMissed: (events) => feed.missed(events),
});

// Only what the hall enrolled may show its code: a screen that somebody opened has no token, and does not ask.
if (!sample) followCode(page.hall, showCode, () => pageToken() !== null && wantsCode(shown.known));

// A browser that keeps sound for those who touched it first: any touch or key will do.
document.addEventListener("pointerdown", () => voice?.unlock());
document.addEventListener("keydown", () => voice?.unlock());
addEventListener("resize", draw);
setInterval(draw, REDRAW_MS);
setInterval(() => voice?.review(), REVIEW_MS);
setInterval(() => voice?.lookAgain(), LOOK_AGAIN_MS);

/** @param {import("/static/shared/presence.js").Held} held */
function showCode({ code }) {
  shown.code = code;
  draw();
}

/** A screen that is to speak opens its sound; another has captions alone, and over a window none. @param {import("/static/shared/types.js").Screen} screen */
function begin(screen) {
  if (voice) return speaks(screen) && !withSound ? location.reload() : undefined;
  if (!speaks(screen) && screen.layout === "window") return;
  withSound = speaks(screen);
  const how = { manner: () => feed.manner(), takeTurn: turnsIn(page.hall), ...(withSound ? {} : { context: null }) };
  voice = createVoice((hearers) => createAnnouncer({ ...hearers, ...how }), heard);
  feed.into(voice);
}

/** @param {{speaks: boolean}} screen */
function speaks(screen) {
  return screen.speaks && (!sample || address.has("speak"));
}

/** @param {import("/static/display/voice.js").Voice} state */
function heard(state) {
  const { spoke, missing } = state;
  if (spoke && spoke !== shown.voice.spoke) connection?.spoke(spoke.sequence, spoke.by);
  if (missing !== shown.voice.missing) connection?.missing(missing);
  shown.voice = state;
  if (state.sound !== told) tellSound();
  draw();
}

/** The manager's page shows a hall whose screen cannot be heard. */
function tellSound() {
  if (!voice || !connection) return;
  told = shown.voice.sound;
  connection.emit("sound", { state: told });
}

function draw() {
  const languages = shown.known.hall?.languages ?? [];
  shown.second = secondLanguage(languages, { first: language(), ours: LANGUAGES.map(({ code }) => code) });
  shown.other = otherLanguage(languages, { first: language(), now_ms: now() });
  mount(html`<${Frame} ...${shown} />`);
}
