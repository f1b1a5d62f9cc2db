/** One counter, kept as the server has it: asked anew after each event, and from time to time while events cannot come. */

import { connect } from "/static/shared/live.js";

/** @typedef {import("/static/shared/types.js").Counter} Counter */
/** @typedef {import("/static/shared/types.js").LiveState} LiveState */

/** Events of one command come together; one question answers them all. */
const TOGETHER_MS = 80;
const WITHOUT_EVENTS_MS = 5_000;

/**
 * @typedef {Object} Following
 * @property {() => Promise<Counter>} fetchCounter
 * @property {(counter: Counter) => void} onCounter
 * @property {(refusal: any) => void} onRefusal
 * @property {(event: any) => void} [onEvent]
 */

/** Asks for the counter, one question at a time, and drops an answer that a later press has overtaken. */
export class CounterView {
  /** @param {Following} following */
  constructor(following) {
    this.following = following;
    this.asking = false;
    this.again = false;
    this.version = 0;
    /** Whether the last question went unanswered. */
    this.unanswered = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.timer = undefined;
  }

  /** Soon, with all else that happens at this moment. */
  soon() {
    this.timer ??= setTimeout(() => this.now(), TOGETHER_MS);
  }

  async now() {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.asking) {
      this.again = true;
      return;
    }
    this.asking = true;
    await this.#ask();
    this.asking = false;
    if (!this.again) return;
    this.again = false;
    await this.now();
  }

  /** What the page shows has just been changed by an answer: older questions no longer count. */
  overtake() {
    this.version += 1;
    if (this.asking) this.again = true;
  }

  close() {
    clearTimeout(this.timer);
    this.version += 1;
    this.again = false;
  }

  async #ask() {
    const version = this.version;
    try {
      const counter = await this.following.fetchCounter();
      this.unanswered = false;
      if (version === this.version) this.following.onCounter(counter);
    } catch (refusal) {
      this.unanswered = true;
      if (version === this.version) this.following.onRefusal(refusal);
    }
  }
}

/**
 * @param {Following & {hall: string, token: string | null, onState: (state: LiveState) => void,
 *   onEvent?: (event: {kind: string}) => void}} following
 */
export function followCounter(following) {
  const view = new CounterView(following);
  let state = /** @type {LiveState} */ ("connecting");
  const live = connect({
    hall: following.hall,
    audience: "counter",
    token: following.token,
    onBoard: () => view.soon(),
    onEvent(event) {
      following.onEvent?.(event);
      view.soon();
    },
    onState: (next) => following.onState((state = next)),
  });
  const timer = setInterval(() => (state !== "live" || view.unanswered) && view.soon(), WITHOUT_EVENTS_MS);
  return {
    view,
    close() {
      clearInterval(timer);
      live.close();
      view.close();
    },
  };
}
