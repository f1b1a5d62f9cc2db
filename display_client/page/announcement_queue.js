/** Whose turn it is to be said. No sound here: only rules, so that they are tested without a browser. */

import { nameOf, rankOf } from "/static/display/spoken.js";

/** @typedef {import("/static/display/spoken.js").Spoken} Spoken */
/** @typedef {"stale" | "superseded" | "undone"} DropReason */
/** @typedef {{item: Spoken, since_ms: number, ahead: Set<string>}} Waiting `ahead`: numbers of a call ahead that were not called yet */

/** What could not be said for this long is shown but no longer said: its people have looked up. */
export const STALE_MS = 90_000;
const REMEMBERED = 500;

/**
 * Said once each: what is urgent first, and in the order of the calls what is equally so.
 *
 * How long something waited counts from its arrival, on a clock that nobody sets: a screen whose own clock
 * is wrong or jumps drops nothing.
 */
export class AnnouncementQueue {
  /** @param {(item: Spoken, reason: DropReason) => void} onDropped */
  constructor(onDropped) {
    this.onDropped = onDropped;
    /** @type {Waiting[]} */
    this.waiting = [];
    /** @type {Set<string>} */
    this.known = new Set();
  }

  /**
   * Take what arrived; false when it was taken before. A waiting call of the same number gives way to a later one.
   *
   * @param {Spoken} item
   * @param {number} since_ms since when it waits
   */
  add(item, since_ms) {
    const name = nameOf(item);
    if (this.known.has(name)) return false;
    this.known.add(name);
    if (this.known.size > REMEMBERED) this.known.delete(this.known.values().next().value ?? "");
    this.#enter({ item, since_ms, ahead: new Set(item.kind === "ahead" ? item.numbers : []) });
    return true;
  }

  /** What was shown and not heard waits again, as long as before. @param {Waiting} one */
  again(one) {
    this.#enter(one);
  }

  /** The call of a number was undone. @param {string} number */
  withdraw(number) {
    this.#drop(this.waiting.filter(({ item }) => item.number === number), "undone");
  }

  /** The next that is still worth saying. @param {number} now_ms @param {number} [stale_ms] @returns {Waiting | null} */
  take(now_ms, stale_ms = STALE_MS) {
    this.#drop(this.waiting.filter(({ since_ms }) => now_ms - since_ms > stale_ms), "stale");
    return this.waiting.shift() ?? null;
  }

  /** @param {Waiting} one */
  #enter(one) {
    const { number } = one.item;
    const rivals = number ? [...this.waiting.filter(({ item }) => item.number === number), one] : [one];
    const latest = rivals.reduce((best, each) => (each.item.sequence > best.item.sequence ? each : best));
    if (!this.waiting.includes(latest)) this.waiting = [...this.waiting, latest].sort(inTurn);
    this.#drop(rivals.filter((each) => each !== latest), "superseded");
    if (number) this.#called(number);
  }

  /** Those who were told to be ready and are called meanwhile need not be told. @param {string} number */
  #called(number) {
    const told = this.waiting.filter(({ ahead }) => ahead.delete(number) && ahead.size === 0);
    this.#drop(told, "superseded");
  }

  /** @param {Waiting[]} those @param {DropReason} reason */
  #drop(those, reason) {
    if (those.length === 0) return;
    this.waiting = this.waiting.filter((each) => !those.includes(each));
    those.forEach(({ item }) => this.onDropped(item, reason));
  }
}

/** @param {Waiting} a @param {Waiting} b */
function inTurn(a, b) {
  return rankOf(a.item) - rankOf(b.item) || a.item.sequence - b.item.sequence;
}
