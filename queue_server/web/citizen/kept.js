/**
 * The last that was known of this phone's own tickets, for when there is no network. Under each ticket's
 * secret, so that a link shows nothing but its own ticket; forgotten after a day, or when it is no ticket's.
 */

import { browserMemory } from "/static/shared/memory.js";
import { forgetTold } from "/static/citizen/messengers.js";
import { isEnded } from "/static/citizen/visit.js";

/** @typedef {import("/static/citizen/visit.js").Visit} Visit */
/** @typedef {import("/static/citizen/why.js").Explanation} Explanation */
/** @typedef {{visit: Visit, explanation: Explanation | null}} Kept */

const PREFIX = "lunhou.ticket.";
const INDEX = "lunhou.tickets";
const DAY_MS = 86_400_000;

/** @param {string} secret @param {Kept} known */
export function keep(secret, known) {
  const memory = browserMemory();
  memory.setItem(PREFIX + secret, JSON.stringify(known));
  memory.setItem(INDEX, JSON.stringify([...new Set([...secrets(), secret])]));
}

/** @param {string} secret @returns {Kept | null} */
export function recall(secret) {
  forgetOld();
  return parsed(browserMemory().getItem(PREFIX + secret));
}

/** This phone's numbers of a hall that are not over. @param {string} hall @returns {Visit[]} */
export function ownTickets(hall) {
  forgetOld();
  const kept = secrets().map((secret) => parsed(browserMemory().getItem(PREFIX + secret))?.visit);
  return kept.filter((visit) => visit?.hall === hall && !isEnded(visit.state));
}

/** @param {string} secret */
export function forget(secret) {
  browserMemory().removeItem(PREFIX + secret);
  forgetTold(secret);
  browserMemory().setItem(INDEX, JSON.stringify(secrets().filter((each) => each !== secret)));
}

function forgetOld() {
  for (const secret of secrets()) {
    const kept = parsed(browserMemory().getItem(PREFIX + secret));
    if (!kept || Date.now() - Date.parse(kept.visit.now) > DAY_MS) forget(secret);
  }
}

/** @returns {string[]} */
function secrets() {
  const found = parsed(browserMemory().getItem(INDEX));
  return Array.isArray(found) ? found.filter((each) => typeof each === "string") : [];
}

/** @param {string | null} text */
function parsed(text) {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
