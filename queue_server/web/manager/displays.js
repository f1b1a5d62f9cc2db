/** The hall's screens as they say of themselves: who needs a hand first. Pure. */

/**
 * @typedef {Object} Display
 * @property {string} screen
 * @property {string | null} device null for a page that was opened without being paired
 * @property {string | null} name
 * @property {boolean} connected
 * @property {string | null} seen_at
 * @property {number} behind
 * @property {string} sound
 * @property {{sequence: number, by: string} | null} spoke
 * @property {string[]} missing clips that its voice needs and cannot play
 * @property {number} clock_off_s
 * @property {string} version
 * @property {"lost" | "behind" | "mute" | "clips" | "two_voices" | "clock" | null} alarm
 */

/** @type {Display["alarm"][]} */
const ORDER = ["lost", "behind", "mute", "clips", "two_voices", "clock", null];

/** The worst first, then by name. @param {Display[]} displays */
export function inOrder(displays) {
  const rank = (/** @type {Display} */ { device, alarm }) => ORDER.indexOf(alarm) + (device ? 0 : ORDER.length);
  const name = (/** @type {Display} */ each) => each.name ?? each.screen;
  return [...displays].sort((a, b) => rank(a) - rank(b) || name(a).localeCompare(name(b), "zh-CN", { numeric: true }));
}

/** Those worth a manager's look now: of a page that somebody only opened, nothing but a second voice. @param {Display[]} displays */
export function alarming(displays) {
  return inOrder(displays).filter(({ device, alarm }) => alarm !== null && (device !== null || alarm === "two_voices"));
}

/** What an alarm's words are filled with. @param {Display} display */
export function figuresOf({ behind, clock_off_s, missing }) {
  return { behind, seconds: Math.round(Math.abs(clock_off_s)), clips: missing.length };
}
