/** What a screen knows of its hall, as a plain value: a snapshot, then one event after another. No browser in here. */

/** @typedef {import("/static/shared/types.js").Board} Board */
/** @typedef {import("/static/shared/types.js").BoardCounter} BoardCounter */
/** @typedef {import("/static/shared/types.js").Call} Call */
/** @typedef {import("/static/shared/types.js").LiveEvent} LiveEvent */

/**
 * @typedef {Object} BoardState
 * @property {Call[]} calls newest first, each ticket once
 * @property {Board["waiting"]} waiting
 * @property {BoardCounter[]} counters
 * @property {Board["notices"]} notices
 */

/** Enough for every screen; a board of the server may be longer. */
const KEPT_CALLS = 40;

/** The ticket was called by mistake, or is not expected at a counter any more. */
const CALL_UNDONE = new Set(["ticket_put_back", "ticket_cancelled", "ticket_abandoned"]);

/** After these the ticket has left the counter. */
const COUNTER_FREED = new Set([
  "ticket_missed", "ticket_put_back", "ticket_held", "ticket_transferred", "ticket_sent_for_papers",
  "service_completed", "ticket_cancelled", "ticket_abandoned",
]);

/** @type {Record<string, BoardCounter["state"]>} */
const COUNTER_STATES = { counter_opened: "open", counter_paused: "paused", counter_closed: "closed" };

/** Events that change neither the waiting nor a counter. */
const NO_REFRESH = new Set(["ticket_rated", "device_changed", "promise_at_risk"]);

/** @param {Board} board @returns {BoardState} */
export function fromBoard(board) {
  return {
    calls: eachTicketOnce(board.calls),
    waiting: board.waiting,
    counters: board.counters,
    notices: board.notices,
  };
}

/**
 * The state after an event. What an event does not tell in full (waiting, forecasts) comes with the next board:
 * see `asksForBoard`.
 *
 * @param {BoardState} state
 * @param {LiveEvent} event
 * @returns {BoardState}
 */
export function afterEvent(state, event) {
  return {
    ...state,
    calls: callsAfter(state.calls, event),
    notices: event.kind === "notice_changed" ? noticesOf(event) : state.notices,
    counters: state.counters.map((counter) => counterAfter(counter, event)),
  };
}

/** Whether the board should be fetched (soon, not at once) after an event. @param {LiveEvent} event */
export function asksForBoard(event) {
  return !NO_REFRESH.has(event.kind);
}

/** The calls among some events, in their order. @param {LiveEvent[]} events */
export function callsIn(events) {
  return events.map(callOf).filter((call) => call !== null);
}

/** @param {LiveEvent} event @returns {Call | null} */
function callOf(event) {
  if (event.kind !== "ticket_called") return null;
  const { sequence, number, counter, attempt, at, service, language, announcement } = event;
  return /** @type {Call} */ ({ sequence, number, counter, attempt, at, service, language, announcement });
}

/** @param {Call[]} calls @param {LiveEvent} event */
function callsAfter(calls, event) {
  const call = callOf(event);
  if (call) return eachTicketOnce([call, ...calls]);
  if (CALL_UNDONE.has(event.kind)) return calls.filter(({ number }) => number !== event.number);
  return calls;
}

/** A ticket called again moves to the top; it never stands in two lines. @param {Call[]} calls */
function eachTicketOnce(calls) {
  const newestFirst = [...calls].sort((a, b) => b.sequence - a.sequence);
  const seen = new Set();
  const result = newestFirst.filter(({ number }) => !seen.has(number) && seen.add(number));
  return result.slice(0, KEPT_CALLS);
}

/** @param {LiveEvent} event @returns {BoardState["notices"]} */
function noticesOf(event) {
  return /** @type {any} */ (event.notices) ?? [];
}

/** @param {BoardCounter} counter @param {LiveEvent} event @returns {BoardCounter} */
function counterAfter(counter, event) {
  if (counter.number !== event.counter) return counter;
  const state = COUNTER_STATES[event.kind];
  if (state) return { ...counter, ...officerAfter(event), state, reason: /** @type {string} */ (event.reason ?? null) };
  if (event.kind === "ticket_called") return { ...counter, ticket: event.number ?? null, ticket_state: "called" };
  if (event.kind === "service_started") return { ...counter, ticket: event.number ?? null, ticket_state: "serving" };
  if (COUNTER_FREED.has(event.kind)) return { ...counter, ticket: null, ticket_state: null };
  return counter;
}

/** Opening tells who sits there, closing that nobody does; a pause says nothing of it. @param {LiveEvent} event */
function officerAfter({ kind, officer }) {
  if (kind === "counter_opened" && officer) return { officer: /** @type {any} */ (officer) };
  return kind === "counter_closed" ? { officer: null } : {};
}
