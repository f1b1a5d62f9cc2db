import assert from "node:assert/strict";
import test from "node:test";

import { HeldKey } from "/static/counter/held_key.js";
import { HelpCaller } from "/static/counter/help_caller.js";
import { inOrder, toneOf } from "/static/shared/help_calls.js";

const NINE = Date.parse("2026-11-23T01:00:00Z");

/** A colleague is called at nine, and should be answered within a minute. */
function aCall(facts = {}) {
  return {
    counter: 3, call: 812, whom: "colleague", officer: null, caller: { badge: "020331", name: "陈" },
    asked_at: "2026-11-23T01:00:00Z", answer_by: "2026-11-23T01:01:00Z", comers: [],
    is_for_me: true, is_coming: false, is_mine: false, ...facts,
  };
}

const COMER = { badge: "020332", name: "王", at: "2026-11-23T01:00:20Z" };

test("a call is late when nobody has answered in time, and never for its caller", () => {
  const tones = [[aCall(), 30], [aCall(), 61], [aCall({ comers: [COMER] }), 61], [aCall({ is_mine: true }), 61], [aCall({ whom: "emergency" }), 0]]
    .map(([call, seconds]) => toneOf(call, NINE + seconds * 1_000));

  assert.deepEqual(tones, ["", "late", "answered", "mine", "emergency"]);
});

test("an emergency that nobody answers stands above all, and what is answered below", () => {
  const calls = [
    aCall({ call: 1, comers: [COMER] }), aCall({ call: 2 }), aCall({ call: 3, asked_at: "2026-11-23T00:59:00Z" }),
    aCall({ call: 4, whom: "emergency" }), aCall({ call: 5, whom: "emergency", comers: [COMER] }),
  ];

  assert.deepEqual(inOrder(calls).map(({ call }) => call), [4, 3, 2, 5, 1]);
});

/** The key E, by a clock of its own; each step is a key that goes down (`+`), up (`-`), or a time in ms. */
function held(t, steps) {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  let count = 0;
  const key = new HeldKey({ letter: "E", onHeld: () => (count += 1) });
  for (const step of steps) {
    if (typeof step === "number") t.mock.timers.tick(step);
    else if (step === "away") key.letGo();
    else key[step[0] === "+" ? "press" : "release"]({ code: `Key${step[1]}`, key: step[1].toLowerCase() });
  }
  return count;
}

for (const [what, steps, count] of [
  ["held for a second", ["+E", 400, "+E", 400, "+E", 300], 1],
  ["held on, once", ["+E", 5_000, "+E", 5_000], 1],
  ["typed", ["+E", 900, "-E", 900], 0],
  ["typed twice", ["+E", 80, "-E", 80, "+E", 80, "-E", 2_000], 0],
  ["held while another key comes", ["+E", 500, "+S", 2_000], 0],
  ["held by what lies on the keyboard", ["+S", "+E", 2_000], 0],
  ["held after a key whose release was never told", ["+S", 3_000, "+E", 1_100], 1],
  ["held while the key before it is let go", ["+S", 200, "+E", 50, "-S", 1_000], 1],
  ["held while the window is left", ["+E", 500, "away", 2_000], 0],
]) {
  test(`an E that is ${what} calls ${count ? "everybody" : "nobody"}`, (t) => {
    assert.equal(held(t, steps), count);
  });
}

test("an emergency does not wait for a call that is on its way", async () => {
  const sent = [];
  const kept = new Map();
  const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
  let answerTheFirst = () => {};
  const command = ({ body }) => {
    sent.push(body.whom);
    return body.whom === "emergency" ? Promise.resolve({}) : new Promise((resolve) => (answerTheFirst = resolve));
  };
  const caller = new HelpCaller({ hall: "guangdong", number: 3, command, storage, newKey: () => "k", onChange: () => {}, onDone: () => {} });

  const first = caller.ask({ whom: "colleague" });
  await caller.ask({ whom: "emergency" });
  answerTheFirst({});
  await first;

  assert.deepEqual(sent, ["colleague", "emergency"]);
  assert.deepEqual([...kept.keys()], []);
});
