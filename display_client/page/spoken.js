/**
 * What is to be said: calls, calls ahead of time, and notices that somebody asked for. Which goes first, and
 * which screen says it. No browser in here.
 */

/** @typedef {import("/static/shared/types.js").LiveEvent} LiveEvent */
/** @typedef {import("/static/shared/types.js").Utterance} Utterance */

/**
 * @typedef {Object} Spoken
 * @property {"call" | "ahead" | "notice"} [kind] a call where nothing is said
 * @property {number} sequence
 * @property {string} at ISO 8601, when it happened, by the server's clock
 * @property {string} [number] of a call
 * @property {string[]} [numbers] of those who shall be ready soon
 * @property {number | string | null} [counter]
 * @property {number} [attempt] above 1 the ticket was called before
 * @property {boolean} [first] the green channel
 * @property {string} [service]
 * @property {string} [language] the ticket's own
 * @property {Utterance[]} announcement
 */

/** @typedef {{counter?: number | null, counters?: number[] | null, services?: string[] | null}} Zone what a screen is for */

/** @type {Record<string, Spoken["kind"]>} */
const KINDS = { ticket_called: "call", tickets_precalled: "ahead", notice_spoken: "notice" };

/** The ticket was called by mistake, or is not expected at a counter any more: what was not said yet is not said. */
const UNDONE = new Set(["ticket_put_back", "ticket_cancelled", "ticket_abandoned"]);

/** What some events want to be said, in their order; a call that was undone among them is left out. @param {LiveEvent[]} events */
export function spokenIn(events) {
  return events
    .filter(({ kind, number, sequence }) =>
      kind !== "ticket_called" || !events.some((later) => later.sequence > sequence && undoneBy(later) === number))
    .map(spokenOf)
    .filter((item) => item !== null);
}

/** The number whose call an event takes back. @param {LiveEvent} event */
export function undoneBy({ kind, number, was }) {
  const takesBack = UNDONE.has(kind) || (kind === "action_undone" && was === "ticket_called");
  return takesBack ? (number ?? null) : null;
}

/** @param {LiveEvent} event @returns {Spoken | null} */
function spokenOf(event) {
  const kind = KINDS[event.kind];
  if (!kind || !Array.isArray(event.announcement)) return null;
  const { sequence, at, number, numbers, counter, attempt, first, service, language, announcement } = event;
  return /** @type {Spoken} */ ({ kind, sequence, at, number, numbers, counter, attempt, first, service, language, announcement });
}

/**
 * The smaller goes first: the green channel; then those for whom somebody stands and waits (a ticket called again, a
 * notice that an officer asked for); then calls; at last those who need not come yet.
 *
 * @param {Spoken} item
 */
export function rankOf({ kind, first, attempt = 1 }) {
  if (kind === "ahead") return 3;
  if (first) return 0;
  return kind === "notice" || attempt > 1 ? 1 : 2;
}

/** With its time: a demonstration begun anew counts its sequences from one again. @param {{sequence: number, at: string}} item */
export function nameOf({ sequence, at }) {
  return `${sequence}@${at}`;
}

/**
 * Whether a screen is for it. A zone says its own counters and services alone; what names neither is for everyone.
 *
 * @param {Spoken} item
 * @param {Zone} zone
 */
export function concerns({ counter, service, numbers }, zone) {
  const counters = zone.counter != null ? [zone.counter] : zone.counters;
  if (counters && counter != null && !counters.map(String).includes(String(counter))) return false;
  const letters = service ? [service] : (numbers ?? []).map((number) => number.charAt(0));
  return !zone.services || letters.length === 0 || letters.some((letter) => zone.services?.includes(letter));
}
