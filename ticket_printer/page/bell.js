/** What the bell of a kiosk says. Pure. */

/**
 * @typedef {Object} Bell
 * @property {string | null} asked_at
 * @property {string | null} answered_at
 * @property {{badge: string | null, name: string | null} | null} helper
 */

/** @typedef {"silent" | "rings" | "comes"} BellState `comes`: somebody is on the way */

/** Who was told that somebody comes need not read it for the rest of the day. */
const SHOWN_MS = 5 * 60_000;

/**
 * @param {Bell | null | undefined} bell @param {number} now milliseconds
 * @returns {BellState}
 */
export function bellState(bell, now) {
  if (!bell?.asked_at) return "silent";
  if (!bell.answered_at) return "rings";
  return now - Date.parse(bell.answered_at) < SHOWN_MS ? "comes" : "silent";
}

const OUT = new Set(["paper_out", "cover_open", "offline", "error"]);

/** Whether paper cannot be expected from a printer that says this of itself. @param {string | undefined} printer */
export function isPaperless(printer) {
  return OUT.has(printer ?? "");
}
