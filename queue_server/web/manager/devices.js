/** Devices as a manager looks at them: who asks to be let in first, then who needs a hand. Pure but for the order of names. */

import { language } from "/static/shared/i18n.js";
import { localeOf } from "/static/shared/languages.js";

/**
 * @typedef {Object} Device
 * @property {string} id
 * @property {string} kind
 * @property {string} name
 * @property {"pending" | "approved" | "revoked"} state
 * @property {number | null} counter
 * @property {string} asked_at
 * @property {string | null} seen_at
 * @property {Record<string, string>} status what it last said of itself: printer, sound, version
 */

/** A device reports twice a minute; one that was silent for longer is away. */
export const AWAY_AFTER_S = 120;

/** Printer states that need a hand, and those that only ask for one soon. */
const PRINTER_TROUBLE = new Set(["paper_out", "cover_open", "offline", "error"]);
const PRINTER_SOON = new Set(["paper_low", "unknown"]);

/** @typedef {"pending" | "bad" | "away" | "unseen" | "soon" | "good" | "revoked"} Health */

/** @param {Device} device @param {number} now_ms @returns {Health} */
export function healthOf({ state, seen_at, status }, now_ms) {
  if (state !== "approved") return state;
  if (!seen_at) return "unseen";
  if (now_ms - Date.parse(seen_at) > AWAY_AFTER_S * 1_000) return "away";
  if (PRINTER_TROUBLE.has(status.printer ?? "") || status.sound === "blocked") return "bad";
  return PRINTER_SOON.has(status.printer ?? "") ? "soon" : "good";
}

/** @type {Health[]} */
const ORDER = ["pending", "bad", "away", "unseen", "soon", "good", "revoked"];

/** Who needs the manager first, then by name. @param {Device[]} devices @param {number} now_ms */
export function inOrder(devices, now_ms) {
  const rank = (/** @type {Device} */ each) => ORDER.indexOf(healthOf(each, now_ms));
  return [...devices].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, localeOf(language()), { numeric: true }));
}

/** @param {Device[]} devices @param {number} now_ms */
export function summary(devices, now_ms) {
  const all = devices.map((each) => healthOf(each, now_ms));
  const count = (/** @type {Health[]} */ ...which) => all.filter((each) => which.includes(each)).length;
  return { good: count("good"), attention: count("bad", "away", "unseen", "soon"), pending: count("pending") };
}
