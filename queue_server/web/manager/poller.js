/** One question to the server, asked after events and from time to time: one at a time, never too often. */

/**
 * @typedef {Object} Asking
 * @property {() => Promise<any>} ask
 * @property {(answer: any) => void} onAnswer
 * @property {(refusal: any) => void} onRefusal
 * @property {number} gap_ms   the least time from one question to the next
 * @property {number} every_ms the longest
 */

export class Poller {
  /** @param {Asking} asking */
  constructor(asking) {
    this.asking = asking;
    this.busy = false;
    this.wanted = false;
    this.closed = false;
    this.last_ms = -Infinity;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.timer = undefined;
    this.#at(0);
  }

  /** As soon as it may be asked again. */
  soon() {
    this.wanted = true;
    if (!this.busy) this.#at(Math.max(0, this.last_ms + this.asking.gap_ms - performance.now()));
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
  }

  /** @param {number} wait_ms */
  #at(wait_ms) {
    if (this.closed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#ask(), wait_ms);
  }

  async #ask() {
    this.busy = true;
    this.wanted = false;
    this.last_ms = performance.now();
    try {
      const answer = await this.asking.ask();
      if (!this.closed) this.asking.onAnswer(answer);
    } catch (refusal) {
      if (!this.closed) this.asking.onRefusal(refusal);
    }
    this.busy = false;
    if (this.wanted) this.soon();
    else this.#at(this.asking.every_ms);
  }
}
