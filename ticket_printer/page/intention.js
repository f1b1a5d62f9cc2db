/** One intention, one number: whatever is pressed and however the network behaves. */

import { Refusal } from "/static/shared/api.js";

/** What may still have been done though nobody said so; the same key finds out. */
const UNDECIDED = new Set(["network", "busy"]);

/**
 * @typedef {{ticket: import("/static/shared/types.js").Ticket} | {refusal: string, details: Record<string, any>}} Outcome
 */

/** Holds the Idempotency-Key of what a person wants until the server has decided about it. */
export class Intention {
  /** @type {{what: string, key: string} | null} */
  held = null;
  underWay = false;

  /**
   * @param {(path: string, body: unknown, options: {key: string}) => Promise<any>} post
   * @param {() => string} newKey
   */
  constructor(post, newKey) {
    this.post = post;
    this.newKey = newKey;
  }

  /**
   * @param {string} path
   * @param {unknown} body
   * @returns {Promise<Outcome | null>} null while the same is already under way: the press counts for nothing
   */
  async press(path, body) {
    if (this.underWay) return null;
    this.underWay = true;
    try {
      const ticket = await this.post(path, body, { key: this.#keyFor(path, body) });
      this.held = null;
      return { ticket };
    } catch (error) {
      const refusal = error instanceof Refusal ? error.code : "unexpected";
      if (!UNDECIDED.has(refusal)) this.held = null;
      return { refusal, details: error instanceof Refusal ? error.details : {} };
    } finally {
      this.underWay = false;
    }
  }

  /** The person has gone; the next one's press is another intention. */
  forget() {
    this.held = null;
  }

  /** @param {string} path @param {unknown} body */
  #keyFor(path, body) {
    const what = path + JSON.stringify(body);
    if (this.held?.what !== what) this.held = { what, key: this.newKey() };
    return this.held.key;
  }
}
