import assert from "node:assert/strict";
import test from "node:test";

import { Announced } from "/static/display/announced.js";
import { concerns, spokenIn } from "/static/display/spoken.js";
import { turnsIn } from "/static/display/turns.js";
import { createVoice, onSpeaking } from "/static/display/voice.js";
import { VoiceFeed } from "/static/display/voice_feed.js";
import { mannerAt } from "/static/display/voice_hours.js";
import { NINE, aCall, aNotice, aheadOf, settled } from "./spoken_builders.js";

const HALL = { timezone: "Asia/Shanghai", voice: { repeats: 1 } };
const SPEAKS = { speaks: true };
const called = (sequence, more) => ({ kind: "ticket_called", ...aCall(sequence, more) });

function aMemory() {
  const items = new Map();
  return { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) };
}

function aFeed({ now_ms = NINE, clock = () => 0 } = {}) {
  const said = [];
  const feed = new VoiceFeed({ announced: new Announced(aMemory(), "guangdong"), now: () => now_ms, clock });
  feed.into({
    announce: (items, age_ms = 0) => said.push(...items.map(({ sequence }) => [sequence, age_ms])),
    withdraw: (number) => said.push(["undone", number]),
    review: () => undefined,
  });
  return { feed, said };
}

function manner(voice, time, speaks = true) {
  const { aloud, volume } = mannerAt({ voice, speaks, timezone: "Asia/Shanghai", now_ms: Date.parse(`2026-11-23T${time}:00+08:00`) });
  return [aloud, volume];
}

test("nothing is said before the hall's clock and the screen are known, and it grows old meanwhile", () => {
  let clock_ms = 0;
  const { feed, said } = aFeed({ clock: () => clock_ms });
  feed.board({ calls: [aCall(1, { seconds: -31 }), aCall(2, { seconds: -29 })] });
  feed.event(called(3));
  clock_ms = 2_000;
  feed.learn({ hall: HALL });
  const before = said.length;
  feed.learn({ screen: SPEAKS });

  assert.deepEqual([before, said], [0, [[2, 0], [3, 2_000]]]);
});

test("what a gap swallowed is said unless it is older than thirty seconds or was undone", () => {
  const { feed, said } = aFeed();
  feed.learn({ hall: HALL, screen: SPEAKS });
  feed.missed([
    called(1, { seconds: -31 }), called(2), called(3),
    { kind: "ticket_put_back", sequence: 4, number: "A002" }, { ...aNotice(5), kind: "notice_spoken" },
  ]);

  assert.deepEqual(said, [[3, 0], [5, 0]]);
});

test("a call that is undone is taken back", () => {
  const { feed, said } = aFeed();
  feed.learn({ hall: HALL, screen: SPEAKS });
  feed.event({ kind: "ticket_cancelled", sequence: 4, number: "A002", at: "" });
  feed.event({ kind: "action_undone", was: "ticket_called", sequence: 5, number: "A003", at: "" });
  feed.event({ kind: "action_undone", was: "ticket_missed", sequence: 6, number: "A004", at: "" });

  assert.deepEqual(said, [["undone", "A002"], ["undone", "A003"]]);
});

test("a zone says its own calls, and what is for everyone", () => {
  const zone = { services: ["B"], counters: [3, 4] };

  assert.deepEqual(
    [
      concerns(aCall(1, { service: "B" }), zone),
      concerns(aCall(1, { service: "A" }), zone),
      concerns(aCall(1, { service: "B", counter: 5 }), zone),
      concerns(aheadOf(2, ["A001", "B001"]), zone),
      concerns(aheadOf(2, ["A001"]), zone),
      concerns(aNotice(3), zone),
      concerns(aNotice(3, 5), zone),
      concerns(aCall(1, { counter: 5 }), { counter: 5 }),
    ],
    [true, false, false, true, false, true, false, true],
  );
});

test("calls, calls ahead and notices are what is said of events, and nothing else", () => {
  const events = [
    called(1), { kind: "ticket_issued", sequence: 2 }, { ...aheadOf(3, ["A001"]), kind: "tickets_precalled" },
    { ...aNotice(4), kind: "notice_spoken" }, { kind: "notice_spoken", sequence: 5 },
  ];

  assert.deepEqual(spokenIn(events).map(({ kind, sequence }) => [kind, sequence]), [["call", 1], ["ahead", 3], ["notice", 4]]);
});

test("a hall is as loud as its hours want, by its own time", () => {
  const voice = { volume: 80, volumes: [{ from: "12:00", to: "13:00", percent: 40 }, { from: "18:00", to: "19:00", percent: 0 }] };

  assert.deepEqual(
    [manner(undefined, "09:00"), manner(voice, "11:59"), manner(voice, "12:00"), manner(voice, "13:00"), manner(voice, "18:30")],
    [[true, 1], [true, 0.8], [true, 0.4], [true, 0.8], [false, 0]],
  );
});

test("quiet hours may end with the day or go over midnight", () => {
  const evening = { quiet: [["20:00", "24:00"]] };
  const night = { quiet: [["22:00", "06:00"]] };

  assert.deepEqual(
    [manner(evening, "19:59"), manner(evening, "23:59"), manner(night, "21:59"), manner(night, "05:59"), manner(night, "06:00")].map(
      ([aloud]) => aloud,
    ),
    [true, false, true, false, true],
  );
});

test("a screen that does not speak is never aloud", () => {
  assert.deepEqual(manner(undefined, "09:00", false)[0], false);
});

test("others hear when this page begins and ends to speak", () => {
  const told = [];
  let callbacks;
  createVoice((given) => ((callbacks = given), { announce() {}, unlock() {} }), () => undefined);
  const stop = onSpeaking((speaking) => told.push(speaking));
  callbacks.onState("speaking");
  callbacks.onSpoken(aCall(1), true);
  callbacks.onSaid(aCall(1), "bank");
  callbacks.onSpoken(aCall(2), false);
  stop();
  callbacks.onSpoken(aCall(3), true);

  assert.deepEqual(told, [true, false]);
});

test("what was shown and is said later stands in the record once, and by what it was said is known", () => {
  let callbacks;
  let voice;
  createVoice((given) => ((callbacks = given), { announce() {}, unlock() {} }), (state) => (voice = state));
  [false, true].forEach((aloud) => callbacks.onSpoken(aCall(1), aloud));
  callbacks.onSaid(aCall(1), "chime");

  assert.deepEqual([voice.spoken.length, voice.speaking, voice.spoke], [1, null, { sequence: 1, by: "chime" }]);
});

test("a clip counts as missing while it cannot be had, and not because it was late", async () => {
  const told = [];
  let callbacks;
  let gone = ["zh-CN/pair/12", "zh-CN/counter/3"];
  const announcer = { announce() {}, unlock() {}, lacks: async (clips) => clips.filter((clip) => gone.includes(clip)) };
  const voice = createVoice((given) => ((callbacks = given), announcer), ({ missing }) => told.push(missing));
  callbacks.onMissing(aCall(1), ["zh-CN/pair/12", "zh-CN/ticket/A0"]);
  await settled();
  callbacks.onMissing(aCall(2), ["zh-CN/counter/3"]);
  await settled();
  await voice.lookAgain(); // nothing was put there: nothing is told
  gone = ["zh-CN/counter/3"];
  await voice.lookAgain();

  assert.deepEqual(told, [["zh-CN/pair/12"], ["zh-CN/pair/12", "zh-CN/counter/3"], ["zh-CN/counter/3"]]);
});

test("two screens of one browser take turns, and say a call once", async () => {
  const pages = [];
  let turn = Promise.resolve();
  const locks = { request: (_name, _options, speak) => (turn = turn.then(speak)) };
  const aScreen = () => {
    const channel = {
      onmessage: null,
      postMessage: (data) => pages.filter((page) => page !== channel).forEach((page) => page.onmessage({ data })),
    };
    pages.push(channel);
    return turnsIn("guangdong", { locks, channel });
  };
  const heard = [];
  const [one, other] = [aScreen(), aScreen()];
  const speak = (who) => async (said) => {
    heard.push(`${who} ${said ? "shows" : "begins"}`);
    await new Promise((resolve) => setImmediate(resolve));
    if (!said) heard.push(`${who} ends`);
  };
  await Promise.all([one("1@9", speak("one")), other("1@9", speak("other")), other("2@9", speak("other"))]);

  assert.deepEqual(heard, ["one begins", "one ends", "other shows", "other begins", "other ends"]);
});

test("where a browser gives no locks a screen speaks as if alone", async () => {
  const heard = [];
  await turnsIn("guangdong", { locks: null })("1@9", async (said) => void heard.push(said));

  assert.deepEqual(heard, [false]);
});
