/** How many waited at each time of the day, from its tickets. Pure; times in milliseconds. */

import { isAllDay } from "/static/shared/hours.js";

/** @typedef {import("/static/shared/types.js").Ticket} Ticket */

/** Of a hall that never closes, at least so much is shown from the first number on. */
const SHIFT_MS = 8 * 3_600_000;
const HALF_HOUR_MS = 1_800_000;
const MINUTE_MS = 60_000;

/**
 * The hours that the picture shows: the hall's own, wider where somebody waited outside of them.
 *
 * @param {[string, string][]} hours "09:00", "17:00" in the hall's time
 * @param {number} midnight_ms of the hall's day
 * @param {Ticket[]} tickets
 * @param {number} now_ms
 * @returns {{from_ms: number, to_ms: number}} on half hours
 */
export function daySpan(hours, midnight_ms, tickets, now_ms) {
  const issued = tickets.map(({ issued_at }) => Date.parse(issued_at));
  const times = isAllDay(hours)
    ? issued.map((at_ms) => at_ms + SHIFT_MS).sort(ascending).slice(0, 1)
    : hours.flat().map((text) => midnight_ms + minutesOf(text) * MINUTE_MS);
  const known = [...times, ...issued, ...(issued.length || !times.length ? [now_ms] : [])];
  const from_ms = Math.floor(least(known) / HALF_HOUR_MS) * HALF_HOUR_MS;
  const to_ms = Math.ceil(most(known) / HALF_HOUR_MS) * HALF_HOUR_MS;
  return { from_ms, to_ms: Math.max(to_ms, from_ms + 2 * HALF_HOUR_MS) };
}

/** @param {string} text "09:30" */
function minutesOf(text) {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return hours * 60 + minutes;
}

/** @param {number[]} values */
const least = (values) => values.reduce((a, b) => Math.min(a, b), Infinity);
/** @param {number[]} values */
const most = (values) => values.reduce((a, b) => Math.max(a, b), -Infinity);

/**
 * Numbers taken in each half hour.
 *
 * @param {Ticket[]} tickets
 * @param {{from_ms: number, to_ms: number}} span
 * @returns {{at_ms: number, issued: number}[]}
 */
export function issuedByHalfHour(tickets, { from_ms, to_ms }) {
  const counts = Array.from({ length: Math.round((to_ms - from_ms) / HALF_HOUR_MS) }, () => 0);
  for (const { issued_at } of tickets) {
    const slot = Math.floor((Date.parse(issued_at) - from_ms) / HALF_HOUR_MS);
    if (slot in counts) counts[slot] = (counts[slot] ?? 0) + 1;
  }
  return counts.map((issued, slot) => ({ at_ms: from_ms + slot * HALF_HOUR_MS, issued }));
}

/**
 * How many waited, each `step_ms` from the opening until now. A ticket tells its last call only, so one that
 * was called twice (missed and restored, sent on) counts as waiting until then.
 *
 * @param {Ticket[]} tickets
 * @param {{from_ms: number, to_ms: number}} span
 * @param {number} now_ms
 * @param {number} [step_ms]
 * @returns {{at_ms: number, waiting: number}[]}
 */
export function waitingCurve(tickets, { from_ms, to_ms }, now_ms, step_ms = 5 * MINUTE_MS) {
  const last_ms = Math.min(now_ms, to_ms);
  if (!tickets.length || last_ms <= from_ms) return [];
  const joined = tickets.map(({ issued_at }) => Date.parse(issued_at)).sort(ascending);
  const left = tickets.map(leftLine).sort(ascending);
  const times = Array.from({ length: Math.floor((last_ms - from_ms) / step_ms) + 1 }, (_, step) => from_ms + step * step_ms);
  if (times.at(-1) !== last_ms) times.push(last_ms);
  return times.map((at_ms) => ({ at_ms, waiting: countUntil(joined, at_ms) - countUntil(left, at_ms) }));
}

/** When the ticket left the line; never, while it waits. @param {Ticket} ticket */
function leftLine({ state, called_at, ended_at }) {
  if (state === "waiting") return Infinity;
  return called_at ? Date.parse(called_at) : ended_at ? Date.parse(ended_at) : Infinity;
}

/** @param {number} a @param {number} b */
const ascending = (a, b) => a - b;

/** How many of the sorted values are not after a moment. @param {number[]} sorted @param {number} moment */
function countUntil(sorted, moment) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (/** @type {number} */ (sorted[middle]) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
