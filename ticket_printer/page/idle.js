/** How long a screen waits for a person who may have gone, and when it says so. Pure. */

/** @typedef {import("/static/kiosk/flow.js").Flow} Flow */

/** Seconds without a touch until a screen gives way to the welcome. Taking a number ends by itself. */
const PATIENCE_S = { welcome: 60, priority: 45, confirm: 45, urgent: 45, appointment: 75, taking: Infinity, done: 20, already: 45, failed: 45 };
/** A number without paper has to be written down or scanned. */
const PATIENCE_WITHOUT_PAPER_S = 60;
/** Before the end the screen asks whether somebody is still there. */
export const WARNING_S = 15;
const SENIOR_FACTOR = 2;

/**
 * @typedef {Object} Patience
 * @property {number} left_s  until the welcome; Infinity where nothing waits
 * @property {boolean} asks   whether to ask "are you still there?"
 * @property {boolean} over
 */

/**
 * @param {Flow} flow
 * @param {number} quiet_s       since the last touch or change of screen
 * @param {{onPaper: boolean, touched: boolean}} about
 *   whether the number is on paper; whether the welcome differs from how the next person should find it
 * @returns {Patience}
 */
export function patience(flow, quiet_s, { onPaper, touched }) {
  if (flow.screen === "welcome" && !touched) return { left_s: Infinity, asks: false, over: false };
  const left_s = Math.max(0, patienceOf(flow, onPaper) - quiet_s);
  const silent = flow.screen === "done" || flow.screen === "welcome";
  return { left_s, asks: !silent && left_s <= WARNING_S, over: left_s === 0 };
}

/** @param {Flow} flow @param {boolean} onPaper */
function patienceOf(flow, onPaper) {
  const usual = flow.screen === "done" && !onPaper ? PATIENCE_WITHOUT_PAPER_S : PATIENCE_S[flow.screen];
  return flow.senior ? usual * SENIOR_FACTOR : usual;
}
