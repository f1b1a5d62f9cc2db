import assert from "node:assert/strict";
import test from "node:test";

import { AT_RISK, atRisk, busiest, counterCards, countStates, forgotten, keptTone, longest, waiters } from "/static/manager/floor.js";

const NINE = Date.parse("2026-11-23T01:00:00.000Z");
const minutesAfter = (minutes) => new Date(NINE + minutes * 60_000).toISOString();
const TEN = NINE + 3_600_000;

function aTicket(number, { waited = 0, promise = 30, state = "waiting", ...more } = {}) {
  return { number, state, clock: minutesAfter(60 - waited), promise_s: promise * 60, called_at: null, started_at: null, ...more };
}

function aCounter(number, { state = "open", ticket = null, ...more } = {}) {
  return { number, state, ticket, officer: null, reason: null, ...more };
}

const numbers = (line) => line.map(({ ticket }) => ticket.number);

test("the fullest bar stands first, whatever its promise", () => {
  const line = waiters([aTicket("A001", { waited: 20 }), aTicket("A002", { waited: 4, promise: 5 }), aTicket("A003", { waited: 45 })], TEN);

  assert.deepEqual(numbers(line), ["A003", "A002", "A001"]);
});

test("the bar moves with the clock, not with the server's answer", () => {
  const ticket = aTicket("A001", { waited: 15, share: 0 });

  assert.deepEqual(waiters([ticket], TEN).map(({ share, waited_s, left_s }) => ({ share, waited_s, left_s })), [
    { share: 0.5, waited_s: 900, left_s: 900 },
  ]);
});

test("an appointment before its slot has not begun to wait", () => {
  const [early] = waiters([aTicket("C001", { waited: -10 })], TEN);

  assert.deepEqual([early.waited_s, early.share < 0], [0, true]);
});

test("only who waits is in the line", () => {
  const line = waiters([aTicket("A001", { state: "serving" }), aTicket("A002", { state: "called" }), aTicket("A003")], TEN);

  assert.deepEqual(numbers(line), ["A003"]);
});

test("a ticket is at risk from three quarters of its promise on", () => {
  const line = waiters([aTicket("A001", { waited: 22 }), aTicket("A002", { waited: 30 * AT_RISK }), aTicket("A003", { waited: 31 })], TEN);

  assert.deepEqual(numbers(atRisk(line)), ["A003", "A002"]);
});

test("the longest wait may belong to a bar that is not the fullest", () => {
  const line = waiters([aTicket("A001", { waited: 20 }), aTicket("A002", { waited: 5, promise: 5 })], TEN);

  assert.deepEqual([numbers(line)[0], longest(line).ticket.number], ["A002", "A001"]);
  assert.equal(longest([]), null);
});

test("the busiest service is the one most wait for, and none when nobody waits", () => {
  const waiting = (a, b) => [{ service: "A", count: a, forecast: null }, { service: "B", count: b, forecast: null }];

  assert.equal(busiest(waiting(3, 8)).service, "B");
  assert.equal(busiest(waiting(0, 0)), null);
  assert.equal(busiest([]), null);
});

test("a counter says what it does and since when", () => {
  const tickets = [
    aTicket("A001", { state: "serving", called_at: minutesAfter(50), started_at: minutesAfter(52) }),
    aTicket("A002", { state: "called", called_at: minutesAfter(59) }),
  ];
  const counters = [
    aCounter(3, { state: "paused", since: minutesAfter(40) }), aCounter(1, { ticket: "A001" }),
    aCounter(2, { ticket: "A002" }), aCounter(4, { since: minutesAfter(1) }), aCounter(5, { state: "closed", since: minutesAfter(0) }),
  ];

  assert.deepEqual(counterCards(counters, tickets).map(({ counter, doing, since_ms }) => [counter.number, doing, since_ms === null ? null : (since_ms - NINE) / 60_000]), [
    [1, "serving", 52], [2, "called", 59], [3, "paused", 40], [4, "idle", null], [5, "closed", 0],
  ]);
});

test("where service starts on the call, the called one is being served", () => {
  const [card] = counterCards([aCounter(1, { ticket: "A001" })], [aTicket("A001", { state: "called", called_at: minutesAfter(50), started_at: minutesAfter(50) })]);

  assert.equal(card.doing, "serving");
});

test("a paused counter still shows whom it is serving", () => {
  const [card] = counterCards([aCounter(1, { state: "paused", ticket: "A001" })], [aTicket("A001", { state: "serving" })]);

  assert.deepEqual([card.doing, card.ticket.number], ["paused", "A001"]);
});

test("counters are counted by their state", () => {
  const counters = [aCounter(1), aCounter(2), aCounter(3, { state: "paused" }), aCounter(4, { state: "closed" })];

  assert.deepEqual(countStates(counters), { open: 2, paused: 1, closed: 1 });
});

test("promises kept are jade from nine in ten, amber from three in four", () => {
  assert.deepEqual([1, 0.9, 0.89, 0.75, 0.74].map(keptTone), ["", "", "warm", "warm", "over"]);
});

test("a held one whose reminder nobody followed for a minute is told at its counter", () => {
  const held = (/** @type {string} */ number, /** @type {number} */ minutes, counter = 3) =>
    aTicket(number, { state: "held", counter, remind_at: minutesAfter(minutes) });
  const tickets = [held("A001", 10), held("A002", 20), held("A003", 10, 4), aTicket("A004", { state: "held", counter: 3 })];

  assert.deepEqual([10, 11, 21].map((minutes) => forgotten(tickets, 3, NINE + minutes * 60_000)), [[], ["A001"], ["A001", "A002"]]);
});
