/** The hall as a manager needs it, out of board and tickets: tiles, counters, broken promises. Pure; times in milliseconds. */

/** @typedef {import("/static/shared/types.js").BoardCounter} BoardCounter */
/** @typedef {import("/static/shared/types.js").Forecast} Forecast */
/** @typedef {import("/static/shared/types.js").Ticket} Ticket */

/** From this share on a ticket is shown to the manager; the bar turns amber there. */
export const AT_RISK = 0.75;

/** @typedef {{ticket: Ticket, share: number, waited_s: number, left_s: number}} Waiter `left_s` is negative once the promise is broken */

/**
 * Who waits, fullest bar first. A bar moves between two answers of the server, so it is worked out from the clock.
 *
 * @param {Ticket[]} tickets
 * @param {number} now_ms
 * @returns {Waiter[]}
 */
export function waiters(tickets, now_ms) {
  return tickets
    .filter(({ state }) => state === "waiting")
    .map((ticket) => {
      const clock_s = (now_ms - Date.parse(ticket.clock)) / 1_000;
      return { ticket, share: clock_s / ticket.promise_s, waited_s: Math.max(0, clock_s), left_s: ticket.promise_s - clock_s };
    })
    .sort((a, b) => b.share - a.share);
}

/** Whose promise is broken or about to be. @param {Waiter[]} line fullest first */
export function atRisk(line) {
  return line.filter(({ share }) => share >= AT_RISK);
}

/** Who has waited longest by the clock; null where nobody waits. @param {Waiter[]} line */
export function longest(line) {
  return line.reduce((/** @type {Waiter | null} */ most, each) => (most && most.waited_s >= each.waited_s ? most : each), null);
}

/**
 * The service most people wait for; null where nobody waits.
 *
 * @param {{service: string, count: number, forecast: Forecast | null}[]} waiting
 */
export function busiest(waiting) {
  const [most] = [...waiting].sort((a, b) => b.count - a.count);
  return most && most.count > 0 ? most : null;
}

/**
 * @typedef {Object} CounterCard
 * @property {BoardCounter & {since?: string | null, name?: import("/static/shared/types.js").Texts}} counter
 * @property {Ticket | null} ticket in hand
 * @property {"serving" | "called" | "idle" | "paused" | "closed"} doing
 * @property {number | null} since_ms of what it does
 */

/**
 * @param {(BoardCounter & {since?: string | null, name?: import("/static/shared/types.js").Texts})[]} counters
 * @param {Ticket[]} tickets those in hand among them
 * @returns {CounterCard[]} by number
 */
export function counterCards(counters, tickets) {
  const inHand = new Map(tickets.filter(({ state }) => state === "called" || state === "serving").map((each) => [each.number, each]));
  return [...counters]
    .sort((a, b) => a.number - b.number)
    .map((counter) => {
      const ticket = inHand.get(counter.ticket ?? "") ?? null;
      const doing = doingOf(counter, ticket);
      const since = ticket ? (ticket.started_at ?? ticket.called_at) : doing === "idle" ? null : counter.since;
      return { counter, ticket, doing, since_ms: since ? Date.parse(since) : null };
    });
}

/** @param {BoardCounter} counter @param {Ticket | null} ticket @returns {CounterCard["doing"]} */
function doingOf(counter, ticket) {
  if (counter.state !== "open") return counter.state;
  if (!ticket) return "idle";
  // Where service starts on the call, the called one has started.
  return ticket.state === "serving" || ticket.started_at ? "serving" : "called";
}

/** An officer has this long to act on a reminder before the manager sees it. */
const GRACE_MS = 60_000;

/**
 * The held of a counter whose reminder nobody followed: its officer is busy, or left.
 *
 * @param {Ticket[]} tickets @param {number} counter @param {number} now_ms @returns {string[]} numbers
 */
export function forgotten(tickets, counter, now_ms) {
  return tickets
    .filter((each) => each.state === "held" && each.counter === counter && each.remind_at && Date.parse(each.remind_at) + GRACE_MS <= now_ms)
    .map(({ number }) => number);
}

/** How many counters are open, paused and closed. @param {BoardCounter[]} counters */
export function countStates(counters) {
  const count = (/** @type {string} */ state) => counters.filter((each) => each.state === state).length;
  return { open: count("open"), paused: count("paused"), closed: count("closed") };
}

/** The tone of a share kept: jade from 90 %, amber from 75 %, vermilion below. @param {number} kept */
export function keptTone(kept) {
  if (kept >= 0.9) return "";
  return kept >= 0.75 ? "warm" : "over";
}
