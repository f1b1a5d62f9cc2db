/** What the kiosk says in senior mode: which sentences, by which clips, and when it falls silent. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { START, chooseService, declare, show } from "/static/kiosk/flow.js";
import { PHRASES, clipsFor, guidance } from "/static/kiosk/guidance.js";
import { Guide } from "/static/kiosk/guide.js";
import { paperToExpect } from "/static/kiosk/paper.js";
import { FINISHING, shownScreen } from "/static/kiosk/shown.js";
import { stepOf } from "/static/kiosk/step.js";

/** @typedef {import("/static/kiosk/guidance.js").Seen} Seen */

const SCREENS = /** @type {const} */ (["welcome", "priority", "confirm", "urgent", "appointment", "taking", "done", "already", "failed", "away", "closed", "no_check_in"]);

/** @param {Partial<Seen>} differs @returns {Seen} */
function seen(differs = {}) {
  return {
    ...{ screen: "welcome", since_s: 3, asks: false, help: false, bell: null, hasReader: false, paperless: false },
    ...{ step: "ready", paper: "printing", alone: false, printed: false },
    ...differs,
  };
}

// -- which sentences

test("every screen asks for something, and every sentence is said somewhere", () => {
  const said = SCREENS.flatMap((screen) => guidance(seen({ screen })));
  const others = [
    ...guidance(seen({ asks: true })),
    ...[null, "silent", "rings", "comes"].flatMap((bell) => guidance(seen({ help: true, bell: /** @type {any} */ (bell) }))),
    ...["closed", "card", "who"].flatMap((step) => guidance(seen({ screen: "confirm", step: /** @type {any} */ (step) }))),
    ...["take", "missing"].flatMap((paper) => guidance(seen({ screen: "done", alone: true, paper: /** @type {any} */ (paper) }))),
    ...guidance(seen({ screen: "appointment", hasReader: true })),
    ...guidance(seen({ paperless: true })),
  ];

  assert.deepEqual([...new Set([...said, ...others])].sort(), [...PHRASES, "number"].sort());
  assert.deepEqual(SCREENS.map((screen) => guidance(seen({ screen })).length > 0), SCREENS.map(() => true));
});

test("the number comes first, then what to do, and the paper when it is known what became of it", () => {
  const done = (/** @type {Partial<Seen>} */ differs) => guidance(seen({ screen: "done", ...differs }));

  assert.deepEqual(done({}), ["number", "done"]);
  assert.deepEqual(done({ paper: "take" }), ["number", "done", "paper_take"]);
  assert.deepEqual(done({ paper: "missing", alone: true }), ["number", "done_alone", "paper_missing"]);
});

test("who had a number already hears which one, and after another paper to take it", () => {
  assert.deepEqual(guidance(seen({ screen: "already" })), ["number", "already"]);
  assert.deepEqual(guidance(seen({ screen: "already", printed: true })), ["number", "paper_take"]);
});

test("what lies over a screen speaks instead of it, and the question whether somebody is there before all", () => {
  assert.deepEqual(guidance(seen({ help: true, bell: "silent" })), ["help"]);
  assert.deepEqual(guidance(seen({ help: true, bell: null })), ["help_desk"]);
  assert.deepEqual(guidance(seen({ help: true, asks: true })), ["still_there"]);
});

test("a number that comes at once needs no word of waiting", () => {
  assert.deepEqual(guidance(seen({ screen: "taking", since_s: 0.4 })), []);
  assert.deepEqual(guidance(seen({ screen: "taking", since_s: 1.2 })), ["taking"]);
});

// -- what stands there

const normal = { code: "normal", who: "everyone" };
const elderly = { code: "elderly", who: "declared" };

/** @param {object} [service] @param {object} [more] */
function hall(service = {}, more = {}) {
  return /** @type {any} */ ({ open: true, services: [{ letter: "A", kiosk: true, classes: null, ...service }], classes: [normal, elderly], ...more });
}

test("the first thing that is wanted is asked for: the document, then the class, then the press", () => {
  const chosen = chooseService(START, "A");
  const carded = show(chosen, { hash: "a".repeat(64), last4: "1234" });
  const asking = hall({ identity: "required", classes: ["elderly"] });

  assert.deepEqual(
    [stepOf(chosen, asking, true), stepOf(chosen, asking, false), stepOf(carded, asking, true), stepOf(declare(carded, "elderly"), asking, true)],
    ["card", "no_reader", "who", "ready"],
  );
  assert.deepEqual([stepOf(chosen, hall({ paused: true }), true), stepOf(START, hall(), true)], ["closed", "closed"]);
});

test("where no number can be had another screen stands there, but not for who is getting one", () => {
  const known = (/** @type {any} */ hall) => /** @type {any} */ ({ hall, answers: true, live: "live" });
  const at = (/** @type {any} */ screen) => ({ ...START, screen });

  assert.deepEqual(
    [
      shownScreen(at("confirm"), known(hall())),
      shownScreen(at("confirm"), known(hall({}, { open: false }))),
      shownScreen(at("confirm"), { ...known(hall()), answers: false, live: "lost" }),
      shownScreen(at("appointment"), known(hall({}, { alone: { why_not: null, waiting: 0 } }))),
    ],
    ["confirm", "closed", "away", "no_check_in"],
  );
  assert.deepEqual([...FINISHING].map((screen) => shownScreen(at(screen), known(hall({}, { open: false })))), [...FINISHING]);
});

test("nobody is told to wait for the paper of a printer that has none", () => {
  assert.deepEqual([paperToExpect("printing", true), paperToExpect("printing", false), paperToExpect("take", true)], ["missing", "printing", "take"]);
});

// -- which clips

test("the number is said as the hall's voice will call it, in each voice's own way", () => {
  const clips = (/** @type {string} */ language, /** @type {string} */ number, /** @type {string[]} */ ...bank) => clipsFor("number", language, number, new Set(bank));
  const zh = ["zh-CN/ticket/A0", "zh-CN/ticket/A1", "zh-CN/digit/0", "zh-CN/pair/12", "zh-CN/pair/00"];
  const yue = ["yue/letter/A", "yue/ticket/A", "yue/digit/0", "yue/digit/1", "yue/phrase/number"];

  assert.deepEqual(clips("zh-CN", "A012", ...zh), ["zh-CN/ticket/A0", "zh-CN/pair/12"]);
  assert.deepEqual(clips("zh-CN", "A1000", ...zh), ["zh-CN/ticket/A1", "zh-CN/digit/0", "zh-CN/pair/00"]);
  assert.deepEqual(clips("zh-Hant", "A010", ...yue), ["yue/ticket/A", "yue/digit/0", "yue/digit/1", "yue/digit/0", "yue/phrase/number"]);
  assert.deepEqual(clips("ru", "A01", "ru/letter/A", "ru/digit/0", "ru/digit/1"), ["ru/letter/A", "ru/digit/0", "ru/digit/1"]);
  assert.deepEqual(clips("en", "A012", "en/ticket/A0"), []);
});

test("a sentence is its clip, and nothing where the bank lacks it", () => {
  const bank = new Set(["yue/phrase/kiosk_welcome"]);

  assert.deepEqual([clipsFor("welcome", "zh-Hant", null, bank), clipsFor("welcome", "en", null, bank)], [["yue/phrase/kiosk_welcome"], []]);
});

// -- when

/** What is played, in order; `end` lets the newest come to its end. @type {FakeAudio[]} */
let played = [];

class FakeAudio extends EventTarget {
  /** @param {string} address */
  constructor(address) {
    super();
    this.clip = address.replace("/sounds/", "").replace(".mp3", "");
    this.isCutOff = false;
    played.push(this);
  }

  play() {
    return Promise.resolve();
  }

  pause() {
    this.isCutOff = true;
    this.dispatchEvent(new Event("pause"));
  }
}

const CLIPS = { "en/phrase/kiosk_welcome": {}, "en/phrase/kiosk_confirm": {}, "en/phrase/kiosk_done": {}, "en/phrase/kiosk_paper_take": {}, "ko/phrase/kiosk_welcome": {} };

beforeEach(() => {
  played = [];
  Object.assign(globalThis, { Audio: FakeAudio, fetch: () => Promise.resolve({ json: () => Promise.resolve({ clips: CLIPS }) }) });
});

/** Let what was promised happen. */
const settle = () => new Promise((resolve) => setTimeout(resolve));
const names = () => played.map(({ clip }) => clip.replace("phrase/kiosk_", ""));

async function end() {
  played.at(-1)?.dispatchEvent(new Event("ended"));
  await settle();
}

test("a screen that is drawn again says nothing, and one that has more to say goes on", async () => {
  const guide = new Guide();
  guide.say(["done"], "en", "A012");
  await settle();
  guide.say(["done"], "en", "A012");
  guide.say(["done", "paper_take"], "en", "A012");
  await settle();

  assert.deepEqual([names(), played[0]?.isCutOff], [["en/done"], false]);
  await end();
  assert.deepEqual(names(), ["en/done", "en/paper_take"]);
});

test("more to say after the last word is said at once", async () => {
  const guide = new Guide();
  guide.say(["done"], "en", "A012");
  await settle();
  await end();

  guide.say(["done", "paper_take"], "en", "A012");
  await settle();

  assert.deepEqual(names(), ["en/done", "en/paper_take"]);
});

test("another screen and another language cut the sentence off", async () => {
  const guide = new Guide();
  guide.say(["welcome"], "en", null);
  await settle();
  guide.say(["confirm"], "en", null);
  await settle();
  guide.say(["welcome"], "ko", null);
  await settle();

  assert.deepEqual(names(), ["en/welcome", "en/confirm", "ko/welcome"]);
  assert.deepEqual(played.map(({ isCutOff }) => isCutOff), [true, true, false]);
});

test("asked to, it says all of it once more from the beginning", async () => {
  const guide = new Guide();
  guide.say(["done", "paper_take"], "en", "A012");
  await settle();
  await end();

  guide.again();
  await settle();
  await end();

  assert.deepEqual(names(), ["en/done", "en/paper_take", "en/done", "en/paper_take"]);
});

test("when nobody is guided any more there is silence, and the next person hears the welcome", async () => {
  const guide = new Guide();
  guide.say(["welcome"], "en", null);
  await settle();
  guide.forget();
  await settle();
  assert.deepEqual([names(), played[0]?.isCutOff], [["en/welcome"], true]);

  guide.say(["welcome"], "en", null);
  await settle();
  assert.deepEqual(names(), ["en/welcome", "en/welcome"]);
});

test("without a bank there is silence, and it is asked for again", async () => {
  const guide = new Guide();
  Object.assign(globalThis, { fetch: () => Promise.reject(new Error("away")) });
  guide.say(["welcome"], "en", null);
  await settle();
  assert.deepEqual(names(), []);

  Object.assign(globalThis, { fetch: () => Promise.resolve({ json: () => Promise.resolve({ clips: CLIPS }) }) });
  guide.say(["confirm"], "en", null);
  await settle();
  assert.deepEqual(names(), ["en/confirm"]);
});
