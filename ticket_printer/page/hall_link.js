/** The kiosk's link to its hall: services with their waiting counts and forecasts, and whether a number can be had at all. */

import { api } from "/static/shared/api.js";
import { connect } from "/static/shared/live.js";
import { pageToken, readPage } from "/static/shared/page.js";
import { setHallClock } from "/static/shared/time.js";

/** @typedef {import("/static/kiosk/offers.js").Hall} Hall */
/** @typedef {import("/static/shared/types.js").LiveState} LiveState */

/** Counts may be this old; spread, so that kiosks do not ask together. */
const SOON_MS = 2_000;
const AGAIN_MS = 20_000;
const RETRY_MS = 3_000;
const TRY_MS = 4_000;
/** The kiosk's own program is asked: it costs nobody anything, and knows at once when the server is gone. */
const OF_AGENT_MS = 3_000;

/**
 * @typedef {Object} Known
 * @property {Hall | null} hall
 * @property {LiveState} live
 * @property {boolean} answers whether the server answered the last question
 */

/** @param {string} hallCode @param {(known: Known) => void} onChange @param {(event: {kind: string}) => void} onEvent */
export function followHall(hallCode, onChange, onEvent) {
  return new HallLink(hallCode, onChange, onEvent);
}

class HallLink {
  /** @type {Known} */
  known = { hall: null, live: "connecting", answers: true };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer = undefined;
  /** When the timer rings, milliseconds since the epoch. */
  rings = Infinity;

  /** @param {string} hallCode @param {(known: Known) => void} onChange @param {(event: {kind: string}) => void} onEvent */
  constructor(hallCode, onChange, onEvent) {
    this.hallCode = hallCode;
    this.onChange = onChange;
    this.isAgents = readPage().agent;
    if (!this.isAgents) this.#connect(onEvent);
    this.#fetchHall();
  }

  /** @param {(event: {kind: string}) => void} onEvent */
  #connect(onEvent) {
    connect({
      hall: this.hallCode,
      audience: "display",
      token: pageToken(),
      onBoard: () => this.#askSoon(),
      onEvent: (event) => {
        onEvent(event);
        this.#askSoon();
      },
      onState: (live) => this.#state(live),
    });
  }

  /** @param {LiveState} live */
  #state(live) {
    this.#learn({ live });
    this.#askIn(live === "connecting" ? RETRY_MS : 0);
  }

  #askSoon() {
    this.#askIn(SOON_MS * (0.7 + 0.6 * Math.random()));
  }

  /** The sooner of what was asked before and now. @param {number} wait_ms */
  #askIn(wait_ms) {
    const rings = Date.now() + wait_ms;
    if (rings >= this.rings) return;
    clearTimeout(this.timer);
    this.rings = rings;
    this.timer = setTimeout(() => this.#fetchHall(), wait_ms);
  }

  async #fetchHall() {
    clearTimeout(this.timer);
    this.rings = Infinity;
    let again_ms = this.isAgents ? OF_AGENT_MS : AGAIN_MS;
    try {
      const hall = await api.get(`/halls/${this.hallCode}`, { signal: AbortSignal.timeout(TRY_MS) });
      setHallClock(hall);
      this.#learn({ hall, answers: true });
    } catch {
      this.#learn({ answers: false });
      again_ms = RETRY_MS;
    }
    this.#askIn(again_ms);
  }

  /** @param {Partial<Known>} change */
  #learn(change) {
    this.known = { ...this.known, ...change };
    this.onChange(this.known);
  }
}

/**
 * Neither the live side nor a question got an answer, or the kiosk works alone and has nothing to give: no number can
 * be had. @param {Known} known
 */
export function isAway({ hall, answers, live }) {
  const why_not = hall?.alone?.why_not;
  return (!answers && live !== "live") || (why_not !== undefined && why_not !== null && why_not !== "hall_closed");
}
