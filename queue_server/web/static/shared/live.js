/** The live side: one Socket.IO connection that joins, notices gaps and finds its way back. */

import { io } from "/static/vendor/socket.io.js";

import { api } from "./api.js";
import { EventOrder } from "./sequence.js";

/** @typedef {import("./types.d.ts").Board} Board */
/** @typedef {import("./types.d.ts").LiveEvent} LiveEvent */
/** @typedef {import("./types.d.ts").LiveState} LiveState */

/** How long a message after a gap waits for the missing one before the board is fetched. */
const GAP_MS = 400;
/** A connection away for less than this is not worth telling a hall full of people. */
const LOST_AFTER_MS = 3_000;
const ANSWER_MS = 5_000;
/** Reconnects spread over seconds, so that a restarted server is not stormed. */
const RECONNECT = { reconnectionDelay: 1_000, reconnectionDelayMax: 8_000, randomizationFactor: 0.8 };
const TRY_AGAIN_MS = 4_000;

/**
 * @typedef {Object} Subscription
 * @property {string} [hall]
 * @property {"display" | "counter" | "manager" | "kiosk"} [audience]
 * @property {string} [ticket]                       a citizen's secret, instead of hall and audience
 * @property {string | null} [token]
 * @property {(board: Board) => void} [onBoard]      a snapshot: at first, after a gap, after a reconnect
 * @property {(event: LiveEvent) => void} [onEvent]  each event newer than the last snapshot, in order
 * @property {(events: LiveEvent[]) => void} [onMissed] events the snapshot already contains but nobody saw
 * @property {(state: LiveState, refusal?: {code: string, message: string}) => void} [onState]
 */

/** @param {Subscription} subscription */
export function connect(subscription) {
  const connection = new Connection(subscription);
  return {
    /** Tell the server something: `emit("sound", {state: "ready"})`. Lost while not connected. */
    emit: (/** @type {string} */ name, /** @type {unknown} */ data) => connection.emit(name, data),
    close: () => connection.close(),
  };
}

class Connection {
  /** @param {Subscription} subscription */
  constructor(subscription) {
    this.subscription = subscription;
    this.order = new EventOrder();
    this.joined = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.gapTimer = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.lostTimer = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.againTimer = undefined;
    this.socket = io("/live", {
      transports: ["websocket"],
      auth: subscription.token ? { token: subscription.token } : {},
      ...RECONNECT,
    });
    this.#listen();
    this.#away();
  }

  /** @param {string} name @param {unknown} data */
  emit(name, data) {
    if (this.socket.connected) this.socket.emit(name, data);
  }

  close() {
    [this.gapTimer, this.lostTimer, this.againTimer].forEach(clearTimeout);
    document.removeEventListener("visibilitychange", this.wake);
    window.removeEventListener("online", this.wake);
    window.removeEventListener("offline", this.drop);
    this.socket.close();
  }

  #listen() {
    this.socket.on("connect", () => this.#join());
    this.socket.on("event", (/** @type {LiveEvent} */ event) => this.#receive(event));
    this.socket.on("disconnect", () => this.#away());
    this.socket.on("connect_error", (/** @type {Error & {data?: any}} */ error) => this.#refused(error.data));
    document.addEventListener("visibilitychange", this.wake);
    window.addEventListener("online", this.wake);
    window.addEventListener("offline", this.drop);
  }

  /** A phone that was asleep, or a cable put back, does not wait for the next try. */
  wake = () => {
    if (document.visibilityState === "visible" && !this.socket.connected) this.socket.connect();
  };

  /** A pulled cable shows at once, not when a ping times out. */
  drop = () => {
    this.socket.disconnect();
    this.#tryAgain();
  };

  async #join() {
    const { hall, audience, ticket } = this.subscription;
    const answer = await this.#ask("join", ticket ? { ticket } : { hall, audience });
    if (!answer || answer.code) return this.#refused(answer);
    const before = this.order.last;
    this.joined = true;
    this.#snapshot(answer.board, answer.sequence);
    this.#here();
    if (before >= 0) await this.#fetchMissed(before, answer.sequence);
  }

  /** @param {LiveEvent} event */
  #receive(event) {
    // What overtakes the answer to the join waits for it.
    if (!this.joined) return this.order.hold(event);
    this.order.receive(event).forEach((ready) => this.subscription.onEvent?.(ready));
    if (this.order.hasGap && this.gapTimer === undefined) {
      this.gapTimer = setTimeout(() => this.#afterGap(), GAP_MS);
    }
  }

  async #afterGap() {
    this.gapTimer = undefined;
    if (!this.order.hasGap || !this.socket.connected) return;
    const before = this.order.last;
    const board = await this.#fetchBoard();
    if (!board || board.sequence < before) return this.#join();
    this.#snapshot(board, board.sequence);
    await this.#fetchMissed(before, board.sequence);
  }

  /** @returns {Promise<Board | null>} null when it cannot be had now, or there is none but the join's */
  async #fetchBoard() {
    if (this.subscription.ticket) return null;
    try {
      return await api.get(`/halls/${this.subscription.hall}/board`);
    } catch {
      return null;
    }
  }

  /** @param {Board} board @param {number} sequence */
  #snapshot(board, sequence) {
    this.subscription.onBoard?.(board);
    this.order.restart(sequence).forEach((ready) => this.subscription.onEvent?.(ready));
  }

  /** @param {number} after @param {number} until */
  async #fetchMissed(after, until) {
    if (!this.subscription.onMissed || until <= after) return;
    const answer = await this.#ask("since", { sequence: after });
    const missed = (answer?.events ?? []).filter((/** @type {LiveEvent} */ event) => event.sequence <= until);
    if (missed.length) this.subscription.onMissed(missed);
  }

  /** @param {string} name @param {unknown} data @returns {Promise<any>} null without an answer in time */
  async #ask(name, data) {
    try {
      return await this.socket.timeout(ANSWER_MS).emitWithAck(name, data);
    } catch {
      return null;
    }
  }

  #here() {
    clearTimeout(this.lostTimer);
    this.lostTimer = undefined;
    this.subscription.onState?.("live");
  }

  #away() {
    this.joined = false;
    clearTimeout(this.gapTimer);
    this.gapTimer = undefined;
    if (this.lostTimer !== undefined) return;
    this.subscription.onState?.("connecting");
    this.lostTimer = setTimeout(() => this.subscription.onState?.("lost"), LOST_AFTER_MS);
    this.#tryAgain();
  }

  /** @param {{code: string, message: string} | undefined | null} refusal */
  #refused(refusal) {
    if (refusal?.code) this.subscription.onState?.("lost", refusal);
    this.#tryAgain();
  }

  /** Socket.IO gives up when the server itself said goodbye or refused; a hall screen may not. */
  #tryAgain() {
    clearTimeout(this.againTimer);
    this.againTimer = setTimeout(() => {
      if (this.socket.connected && !this.joined) this.#join();
      else if (!this.socket.active) this.socket.connect();
    }, TRY_AGAIN_MS * (0.5 + Math.random()));
  }
}
