/** What the pad offers, and which of its faces it shows. Pure. */

import { isBad } from "/static/shared/rating.js";

/** @typedef {import("/static/shared/types.js").Officer} Officer */
/** @typedef {import("/static/shared/types.js").Texts} Texts */

/**
 * @typedef {Object} ToRate what was served last at the window, and may be rated until a moment
 * @property {string} number
 * @property {number} stage
 * @property {Texts} service_name
 * @property {string} language
 * @property {Officer | null} officer
 * @property {string} until
 */
/** @typedef {{number: string, grade: number, reasons: string[]}} Chosen */
/** @typedef {"stranger" | "said" | "kept" | "reasons" | "grades" | "idle"} Face */

/**
 * @param {{known: {stranger: boolean, to_rate: ToRate | null}, said: string | null, isKept: boolean, chosen: Chosen | null}} pad
 * @returns {Face}
 */
export function faceOf({ known, said, isKept, chosen }) {
  if (isKept) return "kept";
  if (said) return "said";
  if (known.stranger) return "stranger";
  if (chosen) return "reasons";
  return known.to_rate ? "grades" : "idle";
}

/** The body to send: reasons only where they were asked for. @param {Chosen} chosen */
export function bodyOf({ number, grade, reasons }) {
  return { number, grade, reasons: isBad(grade) ? reasons : [] };
}

/** How long it is still offered, by the server's own clock. @param {ToRate} offer @param {string} now */
export function leftMs({ until }, now) {
  return Math.max(0, Date.parse(until) - Date.parse(now));
}

/**
 * Whether an event may change what is offered here. Of a rating nobody is told whose it is: who may still
 * be rated asks.
 *
 * @param {{kind: string, counter?: number | null}} event @param {number} counter @param {ToRate | null} offer
 */
export function isOfWindow(event, counter, offer) {
  return event.counter === counter || (offer !== null && event.kind === "ticket_rated");
}
