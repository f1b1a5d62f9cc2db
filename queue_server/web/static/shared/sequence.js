/** The order of a hall's events: what to apply now, what to hold back, what is missing. */

/** @typedef {import("./types.d.ts").LiveEvent} LiveEvent */

/**
 * Events rise by sequence, and each names the one sent to this audience before it. Messages of
 * two server processes may arrive in the wrong order, so a message after a gap is held for a moment.
 */
export class EventOrder {
  constructor() {
    /** The last sequence applied; -1 before the first board. */
    this.last = -1;
    /** @type {Map<number, LiveEvent>} */
    this.held = new Map();
  }

  /** Whether an event came whose predecessor did not. */
  get hasGap() {
    return this.held.size > 0;
  }

  /**
   * Begin again from a snapshot; what was held and is newer comes out, or waits on for what is still missing.
   *
   * @param {number} sequence of the snapshot
   * @returns {LiveEvent[]} the events to apply now, in order
   */
  restart(sequence) {
    this.last = sequence;
    for (const old of [...this.held.keys()].filter((held) => held <= sequence)) this.held.delete(old);
    return this.#ready();
  }

  /**
   * @param {LiveEvent} event
   * @returns {LiveEvent[]} the events to apply now, in order; none when it is old or must wait
   */
  receive(event) {
    if (event.sequence <= this.last) return [];
    this.held.set(event.sequence, event);
    return this.#ready();
  }

  /** Keep an event for the next snapshot. @param {LiveEvent} event */
  hold(event) {
    this.held.set(event.sequence, event);
  }

  #ready() {
    /** @type {LiveEvent[]} */
    const ready = [];
    for (const sequence of [...this.held.keys()].sort((a, b) => a - b)) {
      const event = /** @type {LiveEvent} */ (this.held.get(sequence));
      if (previousOf(event) > this.last) break;
      this.held.delete(sequence);
      this.last = sequence;
      ready.push(event);
    }
    return ready;
  }
}

/** @param {LiveEvent} event */
function previousOf(event) {
  return event.previous ?? event.sequence - 1;
}
