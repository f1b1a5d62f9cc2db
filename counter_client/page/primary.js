/** What the big button means now: its act follows from the counter alone, so that its words are never a guess. */

/** @typedef {import("/static/shared/types.js").Counter} Counter */
/** @typedef {import("/static/shared/types.js").Ticket} Ticket */

/**
 * @typedef {Object} Primary
 * @property {"next" | "start" | "complete" | "open" | "none"} verb
 * @property {string} words          which sentence of the catalogue says it: `primary.<words>`
 * @property {Ticket | null} current the person in hand
 * @property {Ticket | null} next    who would be called
 */

/**
 * A called person has come or has not: where service does not start on the call, the officer says which.
 * Then `start` is the big act and `absent` the one beside it.
 *
 * @param {Counter} counter
 * @param {{start_on_call: boolean}} hall
 * @returns {Primary}
 */
export function primaryAct(counter, hall) {
  const { current } = counter;
  const next = counter.next[0] ?? null;
  const about = { current, next };
  if (counter.state === "open") return { ...about, ...whileOpen(current, waits(counter), hall.start_on_call) };
  if (current && !isServed(current, hall.start_on_call)) return { ...about, verb: "start", words: "start" };
  if (current) return { ...about, verb: "complete", words: "complete_paused" };
  return { ...about, verb: "open", words: counter.state === "paused" ? "resume" : "open" };
}

/**
 * The act beside the big one, for a person who was called and has not come; null where there is nothing to ask.
 *
 * @param {Counter} counter
 * @param {{start_on_call: boolean}} hall
 * @returns {{verb: "next" | "miss", words: string, current: Ticket, next: Ticket | null} | null}
 */
export function absentAct(counter, hall) {
  const { current } = counter;
  if (!current || isServed(current, hall.start_on_call)) return null;
  const next = counter.next[0] ?? null;
  const waiting = waits(counter);
  const calls = waiting !== "nobody" && counter.state === "open";
  return { current, next, verb: calls ? "next" : "miss", words: calls ? wordsFor("absent_next", waiting) : "absent" };
}

/** Whether the person in hand is being served: by the state, or by the call itself. @param {Ticket} ticket @param {boolean} startOnCall */
export function isServed(ticket, startOnCall) {
  return ticket.state === "serving" || (startOnCall && ticket.state === "called");
}

/** @typedef {"nobody" | "somebody" | "unseen"} Waits whether there is a next one, and whether the hall tells who */

/** @param {Counter} counter @returns {Waits} */
function waits(counter) {
  if (counter.next.length > 0) return "somebody";
  return counter.details === false && counter.waiting > 0 ? "unseen" : "nobody";
}

/** @param {string} words @param {Waits} waiting */
function wordsFor(words, waiting) {
  return waiting === "unseen" ? `${words}_unseen` : words;
}

/**
 * @param {Ticket | null} current @param {Waits} waiting @param {boolean} startOnCall
 * @returns {Pick<Primary, "verb" | "words">}
 */
function whileOpen(current, waiting, startOnCall) {
  if (current && !isServed(current, startOnCall)) return { verb: "start", words: "start" };
  if (current && waiting !== "nobody") return { verb: "next", words: wordsFor("complete_and_next", waiting) };
  if (current) return { verb: "complete", words: "complete" };
  return waiting === "nobody" ? { verb: "none", words: "none" } : { verb: "next", words: wordsFor("next", waiting) };
}
