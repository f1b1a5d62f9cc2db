// What the phone says of a ticket: the bar, the reasons, the rating, and when to ring.
import assert from "node:assert/strict";
import { test } from "node:test";

import { EMPTY, asksWhy, bodyOf, toggle } from "/static/citizen/rating_form.js";
import { canCancel, expectedFor, howSure, isEnded, isNewCall, isNewlyReady, shareAt, startsIn } from "/static/citizen/visit.js";
import { linesOf } from "/static/citizen/why.js";

const STATES = /** @type {const} */ (["waiting", "called", "serving", "held", "missed", "away", "completed", "cancelled", "abandoned"]);
const NINE = Date.parse("2026-11-23T01:00:00Z");
const visit = (/** @type {object} */ changes = {}) =>
  /** @type {any} */ ({ state: "waiting", clock: "2026-11-23T01:00:00Z", promise_s: 1800, counter: null, attempt: 0, ...changes });

test("a number can be given back until it is being served or has ended", () => {
  assert.deepEqual(STATES.filter(canCancel), ["waiting", "called", "held", "missed", "away"]);
  assert.deepEqual(STATES.filter(isEnded), ["completed", "cancelled", "abandoned"]);
});

test("the bar fills with the clock, and is empty before it starts", () => {
  const minutes = [-10, 0, 15, 30, 45];

  assert.deepEqual(minutes.map((minute) => shareAt(visit(), NINE + minute * 60_000)), [0, 0, 0.5, 1, 1.5]);
  assert.deepEqual(minutes.map((minute) => startsIn(visit(), NINE + minute * 60_000)), [600, 0, 0, 0, 0]);
});

test("nobody is expected before the waiting begins to count", () => {
  const forecast = { p10_s: 0, p50_s: 300, p90_s: 900 };

  assert.deepEqual(expectedFor(visit({ forecast }), NINE - 600_000), { p10_s: 600, p50_s: 600, p90_s: 900 });
  assert.deepEqual(expectedFor(visit({ forecast }), NINE), forecast);
  assert.equal(expectedFor(visit({ forecast: null }), NINE), null);
});

test("a call rings once, a repeated call again, nothing else does", () => {
  const first = visit({ state: "called", counter: 3, attempt: 1 });

  assert.deepEqual(
    [
      isNewCall(null, first),
      isNewCall(visit(), first),
      isNewCall(first, first),
      isNewCall(first, { ...first, attempt: 2 }),
      isNewCall(first, { ...first, counter: 4 }),
      isNewCall(first, visit({ state: "serving" })),
    ],
    [true, true, false, true, true, false],
  );
});

test("getting ready rings once, also when a call is undone; who is told anew later hears it again", () => {
  const ready = visit({ precalled: true });
  const called = visit({ state: "called", precalled: false });

  assert.deepEqual(
    [
      isNewlyReady(visit({ precalled: false }), ready),
      isNewlyReady(ready, ready),
      isNewlyReady(ready, called),
      isNewlyReady(called, ready),
      isNewlyReady(visit({ state: "serving", precalled: false }), ready),
      isNewlyReady(ready, visit({ precalled: false })),
    ],
    [true, false, false, false, true, false],
  );
});

test("who went before is gathered by reason, and by class where the class is the reason", () => {
  const before = (/** @type {string} */ number, /** @type {string} */ why, code = "normal", promise_s = 1800) =>
    ({ number, why, class: code, class_name: { en: code }, promise_s, share: 0.5, called_at: null });

  assert.deepEqual(
    linesOf([
      before("A015", "shorter_promise", "elderly", 300),
      before("A016", "appointment", "appointment", 600),
      before("A017", "shorter_promise", "student", 1200),
      before("A018", "shorter_promise", "elderly", 300),
      before("A019", "shorter_promise", "elderly", 300),
      before("A020", "shorter_promise", "elderly", 300),
    ]),
    [
      { why: "shorter_promise", class_name: { en: "elderly" }, promise_s: 300, numbers: ["A015", "A018", "A019"], count: 4 },
      { why: "appointment", class_name: { en: "appointment" }, promise_s: 600, numbers: ["A016"], count: 1 },
      { why: "shorter_promise", class_name: { en: "student" }, promise_s: 1200, numbers: ["A017"], count: 1 },
    ],
  );
});

test("reasons are asked for with the last two grades, and sent with them alone", () => {
  const grades = [5, 4, 3, 2, 1];
  const told = toggle(toggle(toggle({ ...EMPTY, grade: 2 }, "slow"), "waiting"), "slow");

  assert.deepEqual(grades.filter((grade) => asksWhy({ ...EMPTY, grade })), [2, 1]);
  assert.deepEqual(bodyOf({ ...told, comment: " 太久 " }), { grade: 2, reasons: ["waiting"], comment: "太久" });
  assert.equal(bodyOf({ ...told, contact: " 138 " }).contact, "138");
  assert.deepEqual(bodyOf({ ...told, contact: "138", grade: 4 }), { grade: 4, reasons: [] });
  assert.equal(asksWhy(EMPTY), false);
});

test("the wider the range, the less is promised in words", () => {
  const forecasts = [8, 12, 13, 30, 31].map((minutes) => ({ p10_s: 300, p50_s: 400, p90_s: 300 + minutes * 60 }));

  assert.deepEqual(forecasts.map(howSure), ["good", "good", "fair", "fair", "poor"]);
});
