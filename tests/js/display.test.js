import assert from "node:assert/strict";
import test from "node:test";

import { Announced } from "/static/display/announced.js";
import { afterEvent, callsIn, fromBoard } from "/static/display/board_state.js";
import { otherLanguage, secondLanguage } from "/static/display/second_language.js";
import { visibleCalls } from "/static/display/visible_calls.js";
import { createVoice } from "/static/display/voice.js";
import { windowState } from "/static/display/window_state.js";

const NINE = Date.parse("2026-11-23T01:00:00.000Z");
const at = (seconds) => new Date(NINE + seconds * 1_000).toISOString();

function aCall(sequence, { number = `A${String(sequence).padStart(3, "0")}`, seconds = 0, counter = 3 } = {}) {
  return { sequence, number, counter, attempt: 1, at: at(seconds), service: "A", language: "zh-CN", announcement: [] };
}

function aBoard({ calls = [], counters = [] } = {}) {
  return fromBoard({ hall: "guangdong", sequence: 10, at: at(0), calls, waiting: [], counters, notices: [] });
}

/** Five lines, else two columns of six, else three. */
const USUAL = { rows: 5, crowded: { columns: 2, rows: 6 }, flooded: { columns: 3, rows: 6 } };

function aMemory() {
  const items = new Map();
  return { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) };
}

const numbers = (calls) => calls.map(({ number }) => number);
const sequences = (calls) => calls.map(({ sequence }) => sequence);

test("a call goes to the top", () => {
  const state = afterEvent(aBoard({ calls: [aCall(9)] }), { kind: "ticket_called", ...aCall(11) });

  assert.deepEqual(numbers(state.calls), ["A011", "A009"]);
});

test("a recall moves its ticket up and never shows it twice", () => {
  const calls = [aCall(9, { number: "A002" }), aCall(8, { number: "A001" })];
  const state = afterEvent(aBoard({ calls }), { kind: "ticket_called", ...aCall(11, { number: "A001" }), attempt: 2 });

  assert.deepEqual(state.calls.map(({ number, attempt }) => [number, attempt]), [["A001", 2], ["A002", 1]]);
});

test("a call made by mistake leaves the screen", () => {
  const state = afterEvent(aBoard({ calls: [aCall(9)] }), { kind: "ticket_put_back", number: "A009" });

  assert.deepEqual(state.calls, []);
});

test("a press that was taken back leaves the screen as it was before", () => {
  const counters = [{ number: 3, state: "open", ticket: "A009", ticket_state: "called", officer: null }];
  const back = { kind: "action_undone", counter: 3 };
  const called = aBoard({ calls: [aCall(9)], counters });
  const withdrawn = afterEvent(called, { ...back, number: "A009", was: "ticket_called", state: "waiting" });
  const served = afterEvent(withdrawn, { ...back, number: "A008", was: "service_completed", state: "serving" });
  const paused = afterEvent(served, { ...back, was: "counter_opened", state: "paused" });

  assert.deepEqual([withdrawn.calls, withdrawn.counters[0].ticket], [[], null]);
  assert.deepEqual([served.counters[0].ticket, served.counters[0].ticket_state, paused.counters[0].state], ["A008", "serving", "paused"]);
  assert.deepEqual(afterEvent(called, { ...back, number: "A001", was: "ticket_missed", state: "called" }).calls, called.calls);
});

test("a counter follows its ticket from the call to the end", () => {
  const counters = [{ number: 3, state: "open", ticket: null, officer: null }];
  const called = afterEvent(aBoard({ counters }), { kind: "ticket_called", ...aCall(11) });
  const serving = afterEvent(called, { kind: "service_started", sequence: 12, counter: 3, number: "A011" });
  const free = afterEvent(serving, { kind: "service_completed", sequence: 13, counter: 3, number: "A011" });

  assert.deepEqual(
    [called, serving, free].map((state) => windowState(state.counters[0], false).kind),
    ["called", "serving", "idle"],
  );
});

test("a paused counter says why, and until when", () => {
  const counters = [{ number: 3, state: "open", ticket: null, officer: null }];
  const state = afterEvent(aBoard({ counters }), { kind: "counter_paused", counter: 3, reason: "meal", expected_at: "2026-11-23T05:30:00Z" });

  assert.deepEqual(windowState(state.counters[0], false), { kind: "paused", number: null, reason: "meal", until: "2026-11-23T05:30:00Z" });
});

test("opening a counter names its officer, closing it does not", () => {
  const officer = { badge: "020334", name: "李晓雯" };
  const counters = [{ number: 3, state: "closed", ticket: null, officer: null }];
  const opened = afterEvent(aBoard({ counters }), { kind: "counter_opened", counter: 3, officer });
  const closed = afterEvent(opened, { kind: "counter_closed", counter: 3, reason: null });

  assert.deepEqual([opened, closed].map((state) => state.counters[0].officer), [officer, null]);
});

test("a changed notice takes the place of the old ones", () => {
  const state = afterEvent(aBoard(), { kind: "notice_changed", notices: [{ en: "New" }] });

  assert.deepEqual(state.notices, [{ en: "New" }]);
});

test("where service starts on the call, the person is asked to come until the end", () => {
  const counter = { number: 3, state: "open", ticket: "A001", ticket_state: "serving", officer: null };

  assert.equal(windowState(counter, true).kind, "called");
});

test("old calls leave the newest and five lines", () => {
  const calls = [9, 8, 7, 6, 5, 4, 3].map((sequence) => aCall(sequence));
  const shown = visibleCalls(calls, { now_ms: NINE + 60_000, unspoken: new Set(), ...USUAL });

  assert.deepEqual([shown.newest.number, sequences(shown.lines), shown.shape], ["A009", [8, 7, 6, 5, 4], "lines"]);
});

test("a burst stays on the screen until it is no longer fresh", () => {
  const calls = [9, 8, 7, 6, 5, 4, 3].map((sequence) => aCall(sequence, { seconds: sequence }));
  const shown = visibleCalls(calls, { now_ms: NINE + 10_000, unspoken: new Set(), ...USUAL });

  assert.deepEqual([sequences(shown.lines), shown.shape], [[8, 7, 6, 5, 4, 3], "crowded"]);
});

test("an old call stays while the voice still owes it", () => {
  const calls = [9, 8, 7, 6, 5, 4, 3].map((sequence) => aCall(sequence));
  const shown = visibleCalls(calls, { now_ms: NINE + 60_000, unspoken: new Set([3]), ...USUAL });

  assert.deepEqual(sequences(shown.lines), [8, 7, 6, 5, 4, 3]);
});

test("sixteen calls at once are all shown: what stands beside them gives way", () => {
  const calls = Array.from({ length: 16 }, (_, index) => aCall(16 - index, { seconds: 16 - index }));
  const shown = visibleCalls(calls, { now_ms: NINE + 20_000, unspoken: new Set(), ...USUAL });

  assert.deepEqual([shown.newest.sequence, shown.lines.length, shown.shape], [16, 15, "flooded"]);
});

test("a call that its voice did not reach in a minute and a half waits no longer", () => {
  const calls = Array.from({ length: 20 }, (_, index) => aCall(20 - index));
  const shown = visibleCalls(calls, { now_ms: NINE + 90_000, unspoken: new Set(sequences(calls)), ...USUAL });

  assert.deepEqual([shown.lines.length, shown.shape], [5, "lines"]);
});

test("a voice that is far behind keeps its calls, and what stands beside them", () => {
  const calls = Array.from({ length: 20 }, (_, index) => aCall(20 - index));
  const unspoken = new Set(sequences(calls));
  const shown = visibleCalls(calls, { now_ms: NINE + 60_000, unspoken, ...USUAL });

  assert.deepEqual([shown.lines.length, shown.shape], [12, "crowded"]);
});

test("who was told to get ready is so until the call", () => {
  const told = afterEvent(aBoard(), { kind: "tickets_precalled", numbers: ["A012", "A013"], area: { en: "East" }, at: at(0) });
  const called = afterEvent(told, { kind: "ticket_called", ...aCall(12) });
  const all = afterEvent(called, { kind: "ticket_called", ...aCall(13) });

  assert.deepEqual([told, called, all].map(({ ready }) => ready?.numbers ?? null), [["A012", "A013"], ["A013"], null]);
});

test("whose step is done is told where to go, until the number is heard of again", () => {
  const sent = afterEvent(aBoard(), { kind: "ticket_transferred", number: "A012", service: "D", completed: "C", at: at(0) });
  const other = afterEvent(sent, { kind: "ticket_transferred", number: "A013", service: "D", at: at(1) });
  const called = afterEvent(other, { kind: "ticket_called", ...aCall(12) });

  const told = { number: "A012", service: "D", at: at(0) };
  assert.deepEqual([sent, other, called].map(({ moved }) => moved), [told, told, null]);
});

test("who is called is not coming any more", () => {
  const coming = [{ number: "A012", service: "A", counters: [3] }, { number: "A013", service: "A", counters: [3] }];
  const state = afterEvent({ ...aBoard(), coming }, { kind: "ticket_called", ...aCall(12) });

  assert.deepEqual(numbers(state.coming), ["A013"]);
});

test("each call is announced once, over a reload of the page", () => {
  const memory = aMemory();
  const before = new Announced(memory, "guangdong").fromEvents([aCall(1)]);
  const after = new Announced(memory, "guangdong").fromEvents([aCall(1), aCall(2)]);

  assert.deepEqual([sequences(before), sequences(after)], [[1], [2]]);
});

test("a recall is announced though its number was", () => {
  const announced = new Announced(aMemory(), "guangdong");
  announced.fromEvents([aCall(1, { number: "A001" })]);

  assert.deepEqual(sequences(announced.fromEvents([aCall(2, { number: "A001" })])), [2]);
});

test("after a reconnect the calls of the last 30 seconds are announced, oldest first", () => {
  const announced = new Announced(aMemory(), "guangdong");
  const calls = [aCall(4, { seconds: 95 }), aCall(3, { seconds: 80 }), aCall(2, { seconds: 69 })];

  assert.deepEqual(sequences(announced.fromSnapshot(calls, NINE + 100_000)), [3, 4]);
});

test("a record begun anew is announced though it counts the same sequences", () => {
  const announced = new Announced(aMemory(), "guangdong");
  announced.fromEvents([aCall(1, { seconds: 0 })]);

  assert.deepEqual(sequences(announced.fromEvents([aCall(1, { seconds: 500 })])), [1]);
});

test("only calls have something to say", () => {
  assert.deepEqual(sequences(callsIn([{ kind: "ticket_issued", sequence: 1 }, { kind: "ticket_called", ...aCall(2) }])), [2]);
});

test("the voice owes a call until it is spoken", () => {
  let callbacks;
  let voice;
  const { announce } = createVoice(
    (given) => {
      callbacks = given;
      return { announce() {}, unlock() {} };
    },
    (state) => {
      voice = state;
    },
  );
  announce([aCall(1), aCall(2)]);
  callbacks.onSpoken(aCall(1));

  assert.deepEqual([[...voice.unspoken], sequences(voice.spoken)], [[2], [1]]);
});

test("our words stand in the hall's next language that we speak", () => {
  const ours = ["zh-CN", "en"];

  assert.deepEqual(
    [
      secondLanguage(["zh-CN", "yue", "en"], { first: "zh-CN", ours }),
      secondLanguage(["zh-CN", "en"], { first: "en", ours }),
      secondLanguage(["zh-CN"], { first: "zh-CN", ours }),
      secondLanguage(["zh-CN", "zh-Hant", "ko"], { first: "zh-CN", ours: [...ours, "zh-Hant", "ko"] }),
      secondLanguage(["zh-CN", "yue"], { first: "ko", ours: ["zh-Hant"] }),
    ],
    ["en", "zh-CN", null, "ko", "zh-Hant"],
  );
});

test("the hall's own texts take turns in its languages", () => {
  const languages = ["zh-CN", "en", "ko", "ru"];
  const turns = [0, 8_000, 16_000, 24_000].map((now_ms) => otherLanguage(languages, { first: "zh-CN", now_ms }));

  assert.deepEqual(turns, ["en", "ko", "ru", "en"]);
});

test("Traditional Chinese is no second language under Chinese", () => {
  const ours = ["zh-CN", "zh-Hant", "en"];

  assert.equal(secondLanguage(["zh-CN", "zh-Hant", "en"], { first: "zh-CN", ours }), "en");
});

test("another Chinese is no second language under Chinese", () => {
  assert.equal(otherLanguage(["zh-CN", "yue", "zh-Hant", "en"], { first: "zh-CN", now_ms: 0 }), "en");
});
