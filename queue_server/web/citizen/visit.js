/** What a ticket's page shows and offers in each state of the ticket. Pure. */

/** @typedef {import("/static/shared/types.js").Texts} Texts */
/** @typedef {import("/static/shared/types.js").TicketState} TicketState */
/** @typedef {{stage: number, service_name: Texts, counter: number | null, until: string}} ToRate a step of the visit that may be rated */
/**
 * The ticket as its holder's page gets it.
 *
 * @typedef {Omit<import("/static/shared/types.js").Ticket, "ahead"> & {ahead: number | null, hall_name: Texts, service_name: Texts,
 *   here: boolean, here_until: string | null, arrive_from: string | null, arrive_by: string | null, kept_until: string | null,
 *   check_in: string[], place: import("/static/citizen/near.js").Place | null, on_the_way: number,
 *   area: Texts | null, languages: string[], precalled: boolean, rated: boolean, to_rate?: ToRate[], cases?: number, now: string, timezone: string, complaint_line: string | null}} Visit
 */

/** @type {Set<TicketState>} */
const CANCELLABLE = new Set(["waiting", "called", "held", "missed", "away"]);
/** @type {Set<TicketState>} */
const ENDED = new Set(["completed", "cancelled", "abandoned"]);

/** @param {TicketState} state */
export function canCancel(state) {
  return CANCELLABLE.has(state);
}

/** Nothing more will happen to it. @param {TicketState} state */
export function isEnded(state) {
  return ENDED.has(state);
}

/** How much of the promise is used at a moment, never less than nothing. @param {Visit} visit @param {number} now_ms */
export function shareAt({ clock, promise_s }, now_ms) {
  return Math.max(0, (now_ms - Date.parse(clock)) / 1_000 / promise_s);
}

/** Seconds until its waiting begins to count, for an appointment or one put off; 0 when it counts. @param {Visit} visit @param {number} now_ms */
export function startsIn({ clock }, now_ms) {
  return Math.max(0, (Date.parse(clock) - now_ms) / 1_000);
}

/**
 * When the call is expected, in seconds from a moment: never before the waiting begins to count.
 *
 * @param {Visit} visit @param {number} now_ms
 * @returns {import("/static/shared/types.js").Forecast | null}
 */
export function expectedFor(visit, now_ms) {
  if (!visit.forecast) return null;
  const least = startsIn(visit, now_ms);
  const { p10_s, p50_s, p90_s } = visit.forecast;
  return { p10_s: Math.max(p10_s, least), p50_s: Math.max(p50_s, least), p90_s: Math.max(p90_s, least) };
}

/** A range of so many seconds is a good guess, and of so many a fair one. */
const GOOD_S = 12 * 60;
const FAIR_S = 30 * 60;

/** How sure the expected time is, for words: the wider the range, the less. @param {import("/static/shared/types.js").Forecast} forecast */
export function howSure({ p10_s, p90_s }) {
  if (p90_s - p10_s <= GOOD_S) return "good";
  return p90_s - p10_s <= FAIR_S ? "fair" : "poor";
}

/**
 * Whether the hall told this number to get ready and this phone has not told of it yet. A call that is undone
 * tells nobody anew.
 *
 * @param {Visit | null} before @param {Visit} after
 */
export function isNewlyReady(before, after) {
  return after.precalled && !before?.precalled && before?.state !== "called";
}

/**
 * Whether a call came that this phone has not told of yet: a new one, or the same repeated.
 *
 * @param {Visit | null} before @param {Visit} after
 */
export function isNewCall(before, after) {
  if (after.state !== "called") return false;
  return before?.state !== "called" || before.counter !== after.counter || before.attempt !== after.attempt;
}
