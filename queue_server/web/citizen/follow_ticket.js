/** One ticket, followed by its secret: asked again on every event, and now and then without one. */

import { Refusal, api } from "/static/shared/api.js";
import { setHallClock } from "/static/shared/time.js";
import { forget, keep, recall } from "/static/citizen/kept.js";
import { isEnded } from "/static/citizen/visit.js";

/** @typedef {import("/static/citizen/visit.js").Visit} Visit */
/** @typedef {import("/static/citizen/why.js").Explanation} Explanation */

const AGAIN_MS = 20_000;
const RETRY_MS = 5_000;
/** Events come in bunches; one question answers them all. */
const GATHER_MS = 250;
const TRY_MS = 8_000;
/** After so long without an answer the last known state is shown, with its age. */
const PATIENCE_MS = 1_500;

/**
 * @typedef {Object} Known
 * @property {Visit | null} visit
 * @property {Explanation | null} explanation
 * @property {boolean} unknown  the link is no ticket's
 * @property {boolean} lost     the last question got no answer
 * @property {boolean} old      it was kept on this phone, and nothing newer has come yet
 * @property {string | null} asOf when the server said so
 */

export class TicketLink {
  /** @type {Known} */
  known = { visit: null, explanation: null, unknown: false, lost: false, old: false, asOf: null };
  /** @type {{close: () => void} | null} */
  connection = null;
  isConnecting = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer = undefined;

  /** @param {string} secret @param {(known: Known, before: Known) => void} onChange */
  constructor(secret, onChange) {
    this.path = `/tickets/${encodeURIComponent(secret)}`;
    this.secret = secret;
    this.onChange = onChange;
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.refresh());
    window.addEventListener("online", () => this.refresh());
    window.addEventListener("offline", () => this.#learn({ lost: true }));
    setTimeout(() => this.#remember(), navigator.onLine ? PATIENCE_MS : 0);
    this.refresh();
  }

  /** @param {"cancellations" | "deferrals" | "ratings" | "check-ins"} command @param {object} [body] */
  async command(command, body = {}) {
    await api.post(`${this.path}/${command}`, body, { signal: AbortSignal.timeout(TRY_MS) });
    await this.refresh();
  }

  async refresh() {
    if (this.known.unknown) return;
    this.#askIn(AGAIN_MS);
    try {
      const visit = await this.#get("");
      setHallClock(visit);
      const explanation = visit.state === "waiting" ? await this.#get("/explanation") : null;
      keep(this.secret, { visit, explanation });
      this.#learn({ visit, explanation, lost: false, old: false, asOf: visit.now });
      void this.#follow(visit);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** @param {string} part */
  #get(part) {
    return api.get(this.path + part, { signal: AbortSignal.timeout(TRY_MS) });
  }

  /** @param {unknown} error */
  #failed(error) {
    if (error instanceof Refusal && error.status === 404) {
      this.#stop();
      forget(this.secret);
      return this.#learn({ unknown: true });
    }
    this.#remember();
    this.#learn({ lost: true });
    this.#askIn(RETRY_MS);
  }

  /** What this phone knew the last time, until the server answers. */
  #remember() {
    const kept = this.known.visit || this.known.unknown ? null : recall(this.secret);
    if (!kept) return;
    setHallClock({ timezone: kept.visit.timezone });
    this.#learn({ ...kept, old: true, asOf: kept.visit.now });
  }

  /** The socket's code is half of all: it comes when the number is already shown. @param {Visit} visit */
  async #follow(visit) {
    if (isEnded(visit.state)) return this.#stop();
    if (this.connection || this.isConnecting) return;
    this.isConnecting = true;
    try {
      const { connect } = await import("/static/shared/live.js");
      this.connection = connect({
        ticket: this.secret,
        onBoard: () => this.#askIn(GATHER_MS),
        onEvent: () => this.#askIn(GATHER_MS),
        onState: (state) => state === "lost" && this.#askIn(GATHER_MS),
      });
    } catch {
      // No network for it: then the page says so at once, and the next answer tries again.
      this.#askIn(GATHER_MS);
    }
    this.isConnecting = false;
  }

  #stop() {
    clearTimeout(this.timer);
    this.connection?.close();
    this.connection = null;
  }

  /** @param {number} wait_ms */
  #askIn(wait_ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), wait_ms);
  }

  /** @param {Partial<Known>} change */
  #learn(change) {
    const before = this.known;
    this.known = { ...before, ...change };
    this.onChange(this.known, before);
  }
}
