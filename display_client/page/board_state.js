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
 * @property {import("/static/shared/types.js").Coming[]} coming
 * @property {import("/static/shared/types.js").Media[]} media
 * @property {import("/static/shared/types.js").Officer | null | undefined} duty_leader undefined where the board does not tell
 * @property {Ready | null} ready who was told to get ready
 * @property {Moved | null} moved whose step was done last, and where to go
 */

/** @typedef {{numbers: string[], area: import("/static/shared/types.js").Texts | null, at: string}} Ready */
/** @typedef {{number: string, service: string, at: string}} Moved */

/** Enough for every screen; a board of the server may be longer. */
const KEPT_CALLS = 40;

/** The ticket was called by mistake, or is not expected at a counter any more. */
const CALL_UNDONE = new Set(["ticket_put_back", "ticket_cancelled", "ticket_abandoned"]);

/** After these the ticket has left the counter. */
const COUNTER_FREED = new Set([
  "ticket_missed", "ticket_put_back", "ticket_held", "ticket_transferred", "ticket_sent_for_papers",
  "service_completed", "ticket_cancelled", "ticket_abandoned",
]);

/** Whether an event takes a call back. @param {LiveEvent} event */
const undoesCall = ({ kind, was }) => CALL_UNDONE.has(kind) || (kind === "action_undone" && was === "ticket_called");

/** After these a ticket is not among the next ones. */
const NO_MORE_COMING = { ticket_called: true, ticket_cancelled: true, ticket_abandoned: true };

/** @type {Record<string, BoardCounter["state"]>} */
const COUNTER_STATES = { counter_opened: "open", counter_paused: "paused", counter_closed: "closed" };

/** Events that change neither the waiting nor a counter. */
const NO_REFRESH = new Set(["ticket_rated", "device_changed", "promise_at_risk", "tickets_precalled", "notice_spoken", "screen_changed"]);

/** @param {Board} board @returns {BoardState} */
export function fromBoard(board) {
  return {
    calls: eachTicketOnce(board.calls),
    waiting: board.waiting,
    counters: board.counters,
    notices: board.notices,
    coming: board.coming ?? [],
    media: board.media ?? [],
    duty_leader: board.duty_leader,
    ready: null,
    moved: null,
  };
}

/**
 * A board fetched after events: it counts and foresees better, while the calls and who was told to get ready are
 * already known by their events.
 *
 * @param {BoardState} state
 * @param {Board} board
 * @returns {BoardState}
 */
export function refreshed({ calls, ready, moved }, board) {
  return { ...fromBoard(board), calls, ready, moved };
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
    notices: event.kind === "notice_changed" ? (noticesOf(event) ?? state.notices) : state.notices,
    media: event.kind === "media_changed" ? (/** @type {any} */ (event.media) ?? state.media) : state.media,
    duty_leader: event.kind === "duty_changed" ? /** @type {any} */ (event.duty_leader ?? null) : state.duty_leader,
    coming: state.coming.filter(({ number }) => !(event.kind in NO_MORE_COMING && number === event.number)),
    ready: readyAfter(state.ready, event),
    moved: movedAfter(state.moved, event),
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
  if (undoesCall(event)) return calls.filter(({ number }) => number !== event.number);
  return calls;
}

/** A ticket called again moves to the top; it never stands in two lines. @param {Call[]} calls */
function eachTicketOnce(calls) {
  const newestFirst = [...calls].sort((a, b) => b.sequence - a.sequence);
  const seen = new Set();
  const result = newestFirst.filter(({ number }) => !seen.has(number) && seen.add(number));
  return result.slice(0, KEPT_CALLS);
}

/** @param {LiveEvent} event @returns {BoardState["notices"] | undefined} */
function noticesOf(event) {
  return /** @type {any} */ (event.notices);
}

/** Who is called is ready no more. @param {Ready | null} ready @param {LiveEvent} event @returns {Ready | null} */
function readyAfter(ready, event) {
  if (event.kind === "tickets_precalled") {
    return { numbers: /** @type {string[]} */ (event.numbers), area: /** @type {any} */ (event.area ?? null), at: event.at };
  }
  if (!ready || !(event.kind in NO_MORE_COMING)) return ready;
  const numbers = ready.numbers.filter((number) => number !== event.number);
  return numbers.length > 0 ? { ...ready, numbers } : null;
}

/** The last one whose step of a visit was done, until the number is heard of again. @param {Moved | null} moved @param {LiveEvent} event @returns {Moved | null} */
function movedAfter(moved, event) {
  if (event.kind !== "ticket_transferred" || !event.completed) return moved?.number === event.number ? null : moved;
  return { number: event.number ?? "", service: event.service ?? "", at: event.at };
}

/** @param {BoardCounter} counter @param {LiveEvent} event @returns {BoardCounter} */
function counterAfter(counter, event) {
  if (counter.number !== event.counter) return counter;
  const state = COUNTER_STATES[event.kind];
  if (state) return { ...counter, ...officerAfter(event), state, ...pauseOf(event) };
  if (event.kind === "ticket_called") return { ...counter, ticket: event.number ?? null, ticket_state: "called" };
  if (event.kind === "service_started") return { ...counter, ticket: event.number ?? null, ticket_state: "serving" };
  if (event.kind === "action_undone") return counterAsBefore(counter, event);
  if (COUNTER_FREED.has(event.kind)) return { ...counter, ticket: null, ticket_state: null };
  return counter;
}

/** Why it is paused, and until when. @param {LiveEvent} event */
function pauseOf({ reason, expected_at }) {
  return { reason: /** @type {string} */ (reason ?? null), expected_at: /** @type {string} */ (expected_at ?? null) };
}

/** The last press at a counter was taken back: who was at it is again, or the counter itself. @param {BoardCounter} counter @param {LiveEvent} event @returns {BoardCounter} */
function counterAsBefore(counter, { number, state }) {
  if (!number) return { ...counter, state: /** @type {BoardCounter["state"]} */ (state) };
  if (state === "called" || state === "serving") return { ...counter, ticket: number, ticket_state: state };
  return counter.ticket === number ? { ...counter, ticket: null, ticket_state: null } : counter;
}

/** Opening tells who sits there, closing that nobody does; a pause says nothing of it. @param {LiveEvent} event */
function officerAfter({ kind, officer }) {
  if (kind === "counter_opened" && officer) return { officer: /** @type {any} */ (officer) };
  return kind === "counter_closed" ? { officer: null } : {};
}
