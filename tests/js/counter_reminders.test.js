import assert from "node:assert/strict";
import { test } from "node:test";
import { dueReminders, isNews } from "/static/counter/reminders.js";
import { isLong, isOver } from "/static/counter/ticket_card.js";
import { statusRequest } from "/static/counter/verbs.js";
import { aCounter, aTicket } from "./counter_builders.js";

const NINE = Date.parse("2026-11-23T01:00:00.000Z");

/** @param {string} number @param {number | null} minutes after nine @param {object} [changes] */
function held(number, minutes, changes = {}) {
  const remind_at = minutes === null ? null : new Date(NINE + minutes * 60_000).toISOString();
  return aTicket(number, { state: "held", counter: 3, remind_at, ...changes });
}

/** @param {number} minutes after nine @param {object[]} tickets */
function dueAfter(minutes, tickets) {
  return dueReminders(aCounter({ held: tickets }), NINE + minutes * 60_000);
}

test("a held one is due from its time on, at the counter that held it, the longest first", () => {
  const tickets = [held("A001", 20), held("A002", 10), held("A003", null), held("A004", 5, { counter: 4 })];

  assert.deepEqual([9, 10, 20].map((minutes) => dueAfter(minutes, tickets).map(({ number }) => number)), [[], ["A002"], ["A002", "A001"]]);
});

test("a reminder rings once, also after a reload, and the next one rings again", () => {
  /** @type {Map<string, string>} */ const kept = new Map();
  const memory = { getItem: (/** @type {string} */ key) => kept.get(key) ?? null, setItem: kept.set.bind(kept), removeItem: kept.delete.bind(kept) };
  const first = [held("A002", 10)];
  const both = [...first, held("A001", 20)];

  assert.deepEqual([[], first, first, both, first, both].map((due) => isNews(due, memory)), [false, true, false, true, false, false]);
});

test("the clock asks for a look once the usual range is passed", () => {
  const since = (/** @type {number} */ minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
  const usual = { from_s: 480, to_s: 660 };
  const long = (/** @type {object} */ facts) => isLong(aTicket("A001", { usual, ...facts }), { start_on_call: false });

  assert.deepEqual(
    [long({ state: "serving", started_at: since(10) }), long({ state: "serving", started_at: since(12) }), long({ state: "called", called_at: since(12) })],
    [false, true, false],
  );
});

test("a pause is over when its time has come, and one without a time never is", () => {
  const paused = (/** @type {string | null} */ expected_at) => aCounter({ state: "paused", expected_at });
  const ago = new Date(Date.now() - 1_000).toISOString();
  const ahead = new Date(Date.now() + 60_000).toISOString();

  assert.deepEqual([isOver(paused(ago)), isOver(paused(ahead)), isOver(paused(null)), isOver(aCounter({ expected_at: ago }))], [true, false, false, false]);
});

test("a pause says why and for how long, where that was said", () => {
  assert.deepEqual(
    [statusRequest("x", 3, "open").body, statusRequest("x", 3, "paused", { reason: "meal", expected_s: 1800 }).body],
    [{ state: "open" }, { state: "paused", reason: "meal", expected_s: 1800 }],
  );
});
