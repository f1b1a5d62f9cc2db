/** The officer's verbs: when each may be used, and the request that it is. */

import { isServed } from "./primary.js";

/** @typedef {import("/static/shared/types.js").Counter} Counter */
/** @typedef {import("/static/shared/types.js").Ticket} Ticket */

/**
 * @typedef {Object} Request
 * @property {"POST" | "PUT" | "DELETE"} method
 * @property {string} path  after /api/v1
 * @property {Record<string, unknown>} [body]
 */

/** What is done with the person in hand, in the order of the buttons. */
export const HAND_VERBS = ["recall", "miss", "put_back", "cancel", "transfer", "hold", "complete"];

/** @type {Record<string, string>} each is a list of its own under the ticket */
const TICKET_PATHS = {
  recall: "recalls",
  start: "starts",
  miss: "misses",
  restore: "restorations",
  put_back: "returns",
  hold: "holds",
  transfer: "transfers",
  complete: "completions",
  cancel: "cancellations",
  grant: "grants",
};

/** @type {Record<string, (called: boolean, served: boolean) => boolean>} */
const WHILE_IN_HAND = {
  recall: (called) => called,
  miss: (called) => called,
  put_back: (called) => called,
  cancel: (called) => called,
  transfer: () => true,
  hold: (_called, served) => served,
  complete: (_called, served) => served,
};

/**
 * Whether a verb for the person in hand may be used now; the others may be tried at any time.
 *
 * @param {string} verb @param {Counter} counter @param {{start_on_call: boolean}} hall
 */
export function isPossible(verb, counter, hall) {
  const rule = WHILE_IN_HAND[verb];
  if (!rule) return true;
  if (!counter.current) return false;
  return rule(counter.current.state === "called", isServed(counter.current, hall.start_on_call));
}

/**
 * The request for the next: it names whom the officer saw in hand, so that a press made twice,
 * or in two browsers, calls one person.
 *
 * @param {string} hall @param {number} counter @param {Ticket | null} current
 * @returns {Request}
 */
export function nextRequest(hall, counter, current) {
  return { method: "POST", path: `/halls/${hall}/counters/${counter}/calls`, body: { current: current?.number ?? null } };
}

/** A chosen number, a held or a missed one. @param {string} hall @param {number} counter @param {string} number @param {Ticket | null} current @returns {Request} */
export function chooseRequest(hall, counter, number, current) {
  return { method: "POST", path: `/halls/${hall}/counters/${counter}/calls`, body: { number, current: current?.number ?? null } };
}

/**
 * @param {string} hall @param {string} verb one of the ticket's @param {string} number
 * @param {Record<string, unknown>} [body]
 * @returns {Request}
 */
export function ticketRequest(hall, verb, number, body = {}) {
  return { method: "POST", path: `/halls/${hall}/tickets/${number}/${TICKET_PATHS[verb]}`, body };
}

/** @param {string} hall @param {number} counter @param {"open" | "paused" | "closed"} state @param {string} [reason] @returns {Request} */
export function statusRequest(hall, counter, state, reason) {
  return { method: "PUT", path: `/halls/${hall}/counters/${counter}/status`, body: reason ? { state, reason } : { state } };
}

/** A notice to be said over the hall's speakers. @param {string} hall @param {number} counter @param {string} code @returns {Request} */
export function noticeRequest(hall, counter, code) {
  return { method: "POST", path: `/halls/${hall}/spoken-notices`, body: { code, counter } };
}

/** @param {string} hall @param {number} counter @returns {Request} */
export function sitRequest(hall, counter) {
  return { method: "POST", path: `/halls/${hall}/counters/${counter}/sessions`, body: {} };
}

/** @param {string} hall @param {number} counter @returns {Request} */
export function leaveRequest(hall, counter) {
  return { method: "DELETE", path: `/halls/${hall}/counters/${counter}/sessions/current` };
}

/**
 * A number as people type it, "a7" or "Ｂ０４６", as it stands on paper: "A007"; null when it is none.
 *
 * @param {string} typed
 */
export function readNumber(typed) {
  const match = /^([A-Z])0*(\d{1,6})$/.exec(typed.normalize("NFKC").replace(/\s/g, "").toUpperCase());
  return match ? `${match[1]}${match[2]?.padStart(3, "0")}` : null;
}
