/** A screen's link to its hall: the hall's own JSON, the live board, and how the connection is. */

import { api } from "/static/shared/api.js";
import { connect } from "/static/shared/live.js";
import { pageToken } from "/static/shared/page.js";
import { notBefore, now, setHallClock } from "/static/shared/time.js";
import { afterEvent, asksForBoard, fromBoard, refreshed } from "/static/display/board_state.js";
import { reporting } from "/static/display/report.js";
import { unconfigured } from "/static/display/screen.js";

/** @typedef {import("/static/shared/types.js").Board} Board */
/** @typedef {import("/static/shared/types.js").Hall} Hall */
/** @typedef {import("/static/shared/types.js").LiveEvent} LiveEvent */
/** @typedef {import("/static/shared/types.js").LiveState} LiveState */
/** @typedef {import("/static/shared/types.js").Screen} Screen */
/** @typedef {import("/static/display/board_state.js").BoardState} BoardState */

/** Waiting counts and forecasts may be this old; calls never are. Spread, so that screens do not ask together. */
const BOARD_AGAIN_MS = 2_500;
/** Opening hours, and how the screen is configured, change by the day. */
const HALL_AGAIN_MS = 60_000;
const HALL_RETRY_MS = 3_000;
const HALL_HOURS = new Set(["hall_opened", "hall_closed"]);

/**
 * @typedef {Object} Known
 * @property {Screen | null} screen
 * @property {boolean} no_screen the hall has no screen of this name
 * @property {Hall | null} hall
 * @property {BoardState | null} board
 * @property {LiveState} live
 * @property {number | null} lost_ms when the connection was lost, by the server's clock
 */

/**
 * @typedef {Object} Listener
 * @property {(known: Known) => void} onChange
 * @property {(board: Board) => void} [onBoard]
 * @property {(event: LiveEvent) => void} [onEvent]
 * @property {(events: LiveEvent[]) => void} [onMissed]
 */

/**
 * Follow a hall, and the configuration of one of its screens, for as long as the page lives.
 *
 * @param {string} hallCode
 * @param {string} screenId
 * @param {Listener} listener
 * @returns {ReturnType<typeof reporting>} to tell the server something
 */
export function followHall(hallCode, screenId, listener) {
  return new Follower(hallCode, screenId, listener).connection;
}

/** @returns {Known} */
export function nothingKnown() {
  return { screen: null, no_screen: false, hall: null, board: null, live: "connecting", lost_ms: null };
}

/**
 * How a screen is configured; the hall's own and its windows' need not be.
 *
 * @param {string} hallCode
 * @param {string} screenId
 * @returns {Promise<{screen: Screen | null, no_screen: boolean}>}
 */
export async function fetchScreen(hallCode, screenId) {
  try {
    return { screen: await api.get(`/halls/${hallCode}/screens/${encodeURIComponent(screenId)}`), no_screen: false };
  } catch (error) {
    if (/** @type {{code?: string}} */ (error).code !== "not_found") throw error;
    const screen = unconfigured(screenId);
    return { screen, no_screen: screen === null };
  }
}

class Follower {
  /** @type {Known} */
  known = nothingKnown();
  /** The newest sequence that is on the screen. */
  sequence = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  boardTimer = undefined;

  /** @param {string} hallCode @param {string} screenId @param {Listener} listener */
  constructor(hallCode, screenId, listener) {
    this.hallCode = hallCode;
    this.screenId = screenId;
    this.listener = listener;
    const live = connect({
      hall: hallCode,
      audience: "display",
      token: pageToken(),
      onBoard: (board) => this.#snapshot(board),
      onEvent: (event) => this.#event(event),
      onMissed: listener.onMissed,
      onState: (state) => this.#state(state),
    });
    this.connection = reporting(live, { screen: screenId, sequence: () => this.sequence });
    this.#fetchHall();
  }

  /** @param {Board} board */
  #snapshot(board) {
    this.sequence = board.sequence;
    this.#learn({ board: fromBoard(board) });
    this.listener.onBoard?.(board);
    this.connection.report();
    this.#refresh().catch(() => undefined); // what changed before the screen was connected, no event will tell
  }

  /** @param {LiveEvent} event */
  #event(event) {
    const { board, hall } = this.known;
    this.sequence = event.sequence;
    notBefore(event.at);
    if (board) this.#learn({ board: afterEvent(board, event) });
    if (hall && HALL_HOURS.has(event.kind)) this.#learn({ hall: { ...hall, open: event.kind === "hall_opened" } });
    if (event.kind === "screen_changed" && event.screen === this.screenId) void this.#fetchScreen().catch(() => undefined);
    if (asksForBoard(event)) this.#askSoon();
    this.listener.onEvent?.(event);
  }

  /** @param {LiveState} live */
  #state(live) {
    this.#learn({ live, lost_ms: live === "lost" ? (this.known.lost_ms ?? now()) : null });
  }

  #askSoon() {
    this.boardTimer ??= setTimeout(() => this.#fetchBoard(), BOARD_AGAIN_MS * (0.6 + 0.8 * Math.random()));
  }

  async #fetchBoard() {
    this.boardTimer = undefined;
    try {
      const board = await api.get(`/halls/${this.hallCode}/board`);
      // The calls are ours already, by their events; an answer that an event overtook is asked for again.
      if (board.sequence < this.sequence) this.#askSoon();
      else if (this.known.board) this.#learn({ board: refreshed(this.known.board, board) });
    } catch {
      // The next event asks again; that the server is away shows by the live connection.
    }
  }

  async #fetchHall() {
    let again_ms = HALL_AGAIN_MS;
    try {
      await this.#refresh();
    } catch {
      again_ms = HALL_RETRY_MS;
    }
    setTimeout(() => this.#fetchHall(), again_ms);
  }

  async #refresh() {
    const [hall] = await Promise.all([api.get(`/halls/${this.hallCode}`), this.#fetchScreen()]);
    setHallClock(hall);
    this.#learn({ hall });
  }

  async #fetchScreen() {
    const told = await fetchScreen(this.hallCode, this.screenId);
    // What has not changed stays the same object: the page draws nothing anew.
    if (JSON.stringify(told.screen) !== JSON.stringify(this.known.screen) || told.no_screen !== this.known.no_screen) this.#learn(told);
  }

  /** @param {Partial<Known>} change */
  #learn(change) {
    this.known = { ...this.known, ...change };
    this.listener.onChange(this.known);
  }
}
