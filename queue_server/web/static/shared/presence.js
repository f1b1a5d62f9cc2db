/** The hall's code of the minute, for whoever shows it: asked for anew as its minute ends, and never shown for longer. */

import { api } from "./api.js";

/** @typedef {{code: string, valid_s: number, link: string, qr: string}} Code */

/**
 * @typedef {Object} Held
 * @property {Code | null} code
 * @property {"" | "away" | "refused"} trouble why there is none
 * @property {number} since_ms of what is held
 * @property {number} ask_ms when to ask again
 */

const LOOK_MS = 500;
/** A little after the minute, so that the server has the next one; spread, so that screens do not ask together. */
const LATER_MS = 300;
const SPREAD_MS = 1_500;
const RETRY_MS = 3_000;
/** The next one may be so late: the server takes the last minute's for a minute more. */
const GRACE_MS = 5_000;

/** @type {Held} */
export const NOTHING = { code: null, trouble: "", since_ms: 0, ask_ms: 0 };

/**
 * @param {Code} code
 * @param {number} asked_ms counted from the question, so that a slow answer is never held for too long
 * @param {number} [share] of the spread, 0 to 1
 * @returns {Held}
 */
export function told(code, asked_ms, share = 0) {
  return { code, trouble: "", since_ms: asked_ms, ask_ms: asked_ms + code.valid_s * 1_000 + LATER_MS + share * SPREAD_MS };
}

/** An old code is worse than none. @param {number} status of the refusal; 0 is nobody @param {number} now_ms @returns {Held} */
export function refused(status, now_ms) {
  const trouble = status === 401 || status === 403 ? "refused" : "away";
  return { code: null, trouble, since_ms: now_ms, ask_ms: now_ms + RETRY_MS };
}

/** Whether to ask; also where the clock was set back. @param {Held} held @param {number} now_ms */
export function isDue({ since_ms, ask_ms }, now_ms) {
  return now_ms >= ask_ms || now_ms < since_ms;
}

/** Whether a code must not stand there any more. @param {Held} held @param {number} now_ms */
export function isStale({ code, since_ms }, now_ms) {
  return code !== null && (now_ms < since_ms || now_ms > since_ms + code.valid_s * 1_000 + GRACE_MS);
}

/**
 * Hold the hall's code for as long as the page lives. It looks at the clock again and again instead of counting
 * minutes: a machine that slept wakes up with an old code and must not show it.
 *
 * @param {string} hall
 * @param {(held: Held) => void} onChange
 * @param {() => boolean} [isWanted] without it nothing is asked and nothing held
 */
export function followCode(hall, onChange, isWanted = () => true) {
  let held = NOTHING;
  let asking = false;

  /** @param {Held} next */
  function hold(next) {
    held = next;
    onChange(held);
  }

  async function ask() {
    asking = true;
    const asked_ms = Date.now();
    const next = await api.get(`/halls/${hall}/presence-code`).then(
      (code) => told(code, asked_ms, Math.random()),
      (error) => refused(error.status, Date.now()),
    );
    asking = false;
    if (isWanted()) hold(next);
  }

  function look() {
    if (!isWanted()) return held === NOTHING ? undefined : hold(NOTHING);
    if (isStale(held, Date.now())) hold({ ...held, code: null, trouble: "away" });
    if (!asking && isDue(held, Date.now())) void ask();
  }

  setInterval(look, LOOK_MS);
  look();
}

/** The code's picture as an address. @param {Code} code */
export function qrSource({ qr }) {
  return `data:image/svg+xml,${encodeURIComponent(qr)}`;
}
