/** The officer's verbs: when each may be used, and the request that it is. */

import { now, secondsSince } from "/static/shared/time.js";
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
  defer: "deferrals",
  papers: "paper-requests",
  come_back: "comebacks",
  skip: "skips",
  add_step: "steps",
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
  papers: (_called, served) => served,
  steps: () => true,
};

/**
 * Whether a verb for the person in hand may be used now; the others may be tried at any time.
 *
 * @param {string} verb @param {Counter} counter @param {import("./app.js").Ruled} hall
 */
export function isPossible(verb, counter, hall) {
  if (verb === "undo") return secondsLeft(counter.undo) > 0;
  if (verb === "recall" && isJustAnnounced(counter.current, hall)) return false;
  const rule = WHILE_IN_HAND[verb];
  if (!rule) return true;
  if (!counter.current) return false;
  return rule(counter.current.state === "called", isServed(counter.current, hall.start_on_call));
}

/** Whole seconds in which the last press may still be taken back. @param {import("/static/shared/types.js").Undoable | null | undefined} undo */
export function secondsLeft(undo) {
  return undo ? Math.max(0, Math.ceil((Date.parse(undo.until) - now()) / 1_000)) : 0;
}

/** Whether a recall would say again what has just been said. @param {Ticket | null} ticket @param {import("./app.js").Ruled} hall */
function isJustAnnounced(ticket, hall) {
  const guard = hall.rules?.recall_guard_s ?? 0;
  return Boolean(guard && ticket?.since && secondsSince(ticket.since) < guard);
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

/** A chosen number, a held or a missed one. @param {string} hall @param {number} counter @param {string} number @param {Ticket | null} current @param {string} [reason] @returns {Request} */
export function chooseRequest(hall, counter, number, current, reason) {
  const body = { number, current: current?.number ?? null, ...(reason ? { reason } : {}) };
  return { method: "POST", path: `/halls/${hall}/counters/${counter}/calls`, body };
}

/** Take back the press of that sequence. @param {string} hall @param {number} counter @param {number} sequence @returns {Request} */
export function undoRequest(hall, counter, sequence) {
  return { method: "POST", path: `/halls/${hall}/counters/${counter}/undos`, body: { sequence } };
}

/** What the next officer should know; nothing takes it away. @param {string} hall @param {string} number @param {string} words @returns {Request} */
export function remarkRequest(hall, number, words) {
  return { method: "PUT", path: `/halls/${hall}/tickets/${number}/remark`, body: { remark: words || null } };
}

/**
 * @param {string} hall @param {string} verb one of the ticket's @param {string} number
 * @param {Record<string, unknown>} [body]
 * @returns {Request}
 */
export function ticketRequest(hall, verb, number, body = {}) {
  return { method: "POST", path: `/halls/${hall}/tickets/${number}/${TICKET_PATHS[verb]}`, body };
}

/** @param {string} hall @param {number} counter @param {"open" | "paused" | "closed"} state @param {{reason?: string, expected_s?: number}} [about] @returns {Request} */
export function statusRequest(hall, counter, state, about = {}) {
  return { method: "PUT", path: `/halls/${hall}/counters/${counter}/status`, body: { state, ...about } };
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
