/** A screen's link to its hall: the hall's own JSON, the live board, and how the connection is. */

import { api } from "/static/shared/api.js";
import { connect } from "/static/shared/live.js";
import { pageToken } from "/static/shared/page.js";
import { notBefore, now, setHallClock } from "/static/shared/time.js";
import { afterEvent, asksForBoard, fromBoard } from "/static/display/board_state.js";

/** @typedef {import("/static/shared/types.js").Board} Board */
/** @typedef {import("/static/shared/types.js").Hall} Hall */
/** @typedef {import("/static/shared/types.js").LiveEvent} LiveEvent */
/** @typedef {import("/static/shared/types.js").LiveState} LiveState */
/** @typedef {import("/static/display/board_state.js").BoardState} BoardState */

/** Waiting counts and forecasts may be this old; calls never are. Spread, so that screens do not ask together. */
const BOARD_AGAIN_MS = 2_500;
/** Opening hours, notices and the duty leader change by the day. */
const HALL_AGAIN_MS = 60_000;
const HALL_RETRY_MS = 3_000;
const HALL_HOURS = new Set(["hall_opened", "hall_closed"]);

/**
 * @typedef {Object} Known
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
 * Follow a hall for as long as the page lives.
 *
 * @param {string} hallCode
 * @param {Listener} listener
 * @returns {ReturnType<typeof connect>} to tell the server something
 */
export function followHall(hallCode, listener) {
  return new Follower(hallCode, listener).connection;
}

class Follower {
  /** @type {Known} */
  known = { hall: null, board: null, live: "connecting", lost_ms: null };
  /** The newest sequence that is on the screen. */
  sequence = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  boardTimer = undefined;

  /** @param {string} hallCode @param {Listener} listener */
  constructor(hallCode, listener) {
    this.hallCode = hallCode;
    this.listener = listener;
    this.connection = connect({
      hall: hallCode,
      audience: "display",
      token: pageToken(),
      onBoard: (board) => this.#snapshot(board),
      onEvent: (event) => this.#event(event),
      onMissed: listener.onMissed,
      onState: (live) => this.#state(live),
    });
    this.#fetchHall();
  }

  /** @param {Board} board */
  #snapshot(board) {
    this.sequence = board.sequence;
    this.#learn({ board: fromBoard(board) });
    this.listener.onBoard?.(board);
  }

  /** @param {LiveEvent} event */
  #event(event) {
    const { board, hall } = this.known;
    this.sequence = event.sequence;
    notBefore(event.at);
    if (board) this.#learn({ board: afterEvent(board, event) });
    if (hall && HALL_HOURS.has(event.kind)) this.#learn({ hall: { ...hall, open: event.kind === "hall_opened" } });
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
      else if (this.known.board) this.#learn({ board: { ...fromBoard(board), calls: this.known.board.calls } });
    } catch {
      // The next event asks again; that the server is away shows by the live connection.
    }
  }

  async #fetchHall() {
    let again_ms = HALL_AGAIN_MS;
    try {
      const hall = await api.get(`/halls/${this.hallCode}`);
      setHallClock(hall);
      this.#learn({ hall });
    } catch {
      again_ms = HALL_RETRY_MS;
    }
    setTimeout(() => this.#fetchHall(), again_ms);
  }

  /** @param {Partial<Known>} change */
  #learn(change) {
    this.known = { ...this.known, ...change };
    this.listener.onChange(this.known);
  }
}
