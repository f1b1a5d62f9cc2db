/** Counters and tickets with defaults: a test writes out what matters to it. */

/** @param {string} number @param {object} [changes] */
export function aTicket(number, changes = {}) {
  return {
    id: number, hall: "guangdong", day: "2026-11-23", number, service: number[0] ?? "A", class: "normal",
    state: "waiting", language: "zh-CN", channel: "kiosk", party_size: 1,
    issued_at: "2026-11-23T02:00:00.000Z", clock: "2026-11-23T02:00:00.000Z", promise_s: 1800,
    due_at: "2026-11-23T02:30:00.000Z", share: 0.5, ahead: 0, forecast: null, called_at: null, started_at: null,
    ended_at: null, counter: null, attempt: 0, reason: null, since: null, remark: null, print: "printed", ...changes,
  };
}

/** @param {object} [changes] */
export function aCounter(changes = {}) {
  return {
    number: 3, kind: "acceptance", name: { "zh-CN": "受理窗口" }, state: "open", reason: null,
    officer: { badge: "020334", name: "李晓雯" }, services: [], since: null, current: null, next: [], waiting: 0,
    held: [], missed: [], away: [], today: { completed: 0, service_mean_s: null }, ...changes,
  };
}

export const GUANGDONG = { hall: "guangdong", start_on_call: false };
export const LINKOU = { hall: "linkou", start_on_call: true };
export const A012 = { called: aTicket("A012", { state: "called" }), serving: aTicket("A012", { state: "serving" }) };
export const B046 = aTicket("B046");
