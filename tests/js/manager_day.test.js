import assert from "node:assert/strict";
import test from "node:test";

import { daySpan, issuedByHalfHour, waitingCurve } from "/static/manager/day_curve.js";
import { hoursOf } from "/static/manager/hour_picture.js";
import { moved, periodOf, presetOf, shifted } from "/static/manager/periods.js";
import { linePaths, ticks } from "/static/manager/scale.js";

const MIDNIGHT = Date.parse("2026-11-22T16:00:00.000Z");
const at = (clock) => MIDNIGHT + clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0) * 60_000;
const iso = (clock) => (clock ? new Date(at(clock)).toISOString() : null);
const HOURS = [["09:00", "12:00"], ["13:00", "17:00"]];

const aTicket = (issued, { called = null, ended = null, state = called ? "completed" : "waiting" } = {}) =>
  ({ issued_at: iso(issued), called_at: iso(called), ended_at: iso(ended), state });
const span = (tickets, now) => {
  const { from_ms, to_ms } = daySpan(HOURS, MIDNIGHT, tickets, at(now));
  return [from_ms, to_ms].map((ms) => new Date(ms - MIDNIGHT).toISOString().slice(11, 16));
};

test("the picture shows the hall's hours", () => {
  assert.deepEqual(span([], "08:00"), ["09:00", "17:00"]);
  assert.deepEqual(span([aTicket("09:10")], "10:24"), ["09:00", "17:00"]);
});

test("who came early or still waits after hours makes the picture wider", () => {
  assert.deepEqual(span([aTicket("08:41")], "17:20"), ["08:30", "17:30"]);
});

test("a hall without hours today shows when people were there", () => {
  const { from_ms, to_ms } = daySpan([], MIDNIGHT, [aTicket("10:10")], at("10:50"));

  assert.deepEqual([from_ms, to_ms], [at("10:00"), at("11:00")]);
});

test("a hall that never closes is shown from its first number on", () => {
  const { from_ms, to_ms } = daySpan([["00:00", "23:59"]], MIDNIGHT, [aTicket("08:40"), aTicket("09:10")], at("10:50"));

  assert.deepEqual([from_ms, to_ms], [at("08:30"), at("17:00")]);
});

test("numbers are counted in the half hour in which they were taken", () => {
  const tickets = ["09:00", "09:29", "09:30", "10:59"].map((issued) => aTicket(issued));

  assert.deepEqual(issuedByHalfHour(tickets, { from_ms: at("09:00"), to_ms: at("11:00") }).map(({ issued }) => issued), [2, 1, 0, 1]);
});

test("the curve rises with each number taken and falls with each called or given up", () => {
  const tickets = [
    aTicket("09:00", { called: "09:10" }), aTicket("09:05"), aTicket("09:05", { ended: "09:20", state: "cancelled" }),
  ];
  const curve = waitingCurve(tickets, { from_ms: at("09:00"), to_ms: at("17:00") }, at("09:22"));

  assert.deepEqual(curve.map(({ at_ms, waiting }) => [(at_ms - at("09:00")) / 60_000, waiting]), [[0, 1], [5, 3], [10, 2], [15, 2], [20, 1], [22, 1]]);
});

test("a restored ticket waits, though it was called before", () => {
  const curve = waitingCurve([aTicket("09:00", { called: "09:05", state: "waiting" })], { from_ms: at("09:00"), to_ms: at("17:00") }, at("09:10"));

  assert.deepEqual(curve.map(({ waiting }) => waiting), [1, 1, 1]);
});

test("before the doors open there is no curve", () => {
  assert.deepEqual(waitingCurve([aTicket("09:00")], { from_ms: at("09:00"), to_ms: at("17:00") }, at("08:00")), []);
  assert.deepEqual(waitingCurve([], { from_ms: at("09:00"), to_ms: at("17:00") }, at("10:00")), []);
});

test("the axis has round steps and holds the largest value", () => {
  assert.deepEqual(ticks(46), [0, 20, 40, 60]);
  assert.deepEqual(ticks(8), [0, 2, 4, 6, 8]);
  assert.deepEqual(ticks(1), [0, 1]);
  assert.deepEqual(ticks(0), [0, 1]);
  assert.deepEqual(ticks(0.4), [0, 1]);
});

test("a line has ground under it, and no points make no line", () => {
  assert.deepEqual(linePaths([{ x: 0, y: 10 }, { x: 5, y: 4 }], 20), { line: "M0.0 10.0L5.0 4.0", area: "M0.0 10.0L5.0 4.0L5.0 20L0.0 20Z" });
  assert.deepEqual(linePaths([], 20), { line: "", area: "" });
});

test("an hour in which nobody came has its place between the others", () => {
  const group = (hour, issued) => ({ hour, issued, wait: { count: 1, p50_s: 60, p90_s: 120 } });

  assert.deepEqual(hoursOf([group(9, 4), group(11, 2)]), [
    { hour: 9, issued: 4, p50: 1, p90: 2 }, { hour: 10, issued: 0, p50: null, p90: null }, { hour: 11, issued: 2, p50: 1, p90: 2 },
  ]);
  assert.deepEqual(hoursOf([]), []);
});

test("a week begins on Monday, a month on its first", () => {
  assert.deepEqual(periodOf("week", "2026-11-29"), { from: "2026-11-23", to: "2026-11-29" });
  assert.deepEqual(periodOf("week", "2026-11-23"), { from: "2026-11-23", to: "2026-11-23" });
  assert.deepEqual(periodOf("month", "2026-11-23"), { from: "2026-11-01", to: "2026-11-23" });
  assert.deepEqual(periodOf("yesterday", "2026-03-01"), { from: "2026-02-28", to: "2026-02-28" });
});

test("a period is recognised by its name", () => {
  assert.equal(presetOf({ from: "2026-11-25", to: "2026-11-25" }, "2026-11-25"), "today");
  assert.equal(presetOf({ from: "2026-11-23", to: "2026-11-25" }, "2026-11-25"), "week");
  assert.equal(presetOf({ from: "2026-11-24", to: "2026-11-25" }, "2026-11-25"), null);
});

test("an end moved past the other takes it along, and none goes past today", () => {
  const period = { from: "2026-11-10", to: "2026-11-12" };

  assert.deepEqual(moved(period, { from: "2026-11-11" }, "2026-11-23"), { from: "2026-11-11", to: "2026-11-12" });
  assert.deepEqual(moved(period, { from: "2026-11-15" }, "2026-11-23"), { from: "2026-11-15", to: "2026-11-15" });
  assert.deepEqual(moved(period, { to: "2026-11-03" }, "2026-11-23"), { from: "2026-11-03", to: "2026-11-03" });
  assert.deepEqual(moved(period, { to: "2026-12-03" }, "2026-11-23"), { from: "2026-11-10", to: "2026-11-23" });
  assert.equal(shifted("2026-12-31", 1), "2027-01-01");
});
