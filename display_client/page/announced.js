/** Which calls the voice still owes. Keyed by the call, never by the number: a recall always rings. */

/** @typedef {import("/static/shared/types.js").Call} Call */

/** After a reconnect older calls are left unsaid: their people have been fetched or gone. */
const RECENT_MS = 30_000;
const REMEMBERED = 200;

/** @typedef {Pick<Storage, "getItem" | "setItem">} Memory */

/** Remembers what was announced, over reconnects and reloads of the page. */
export class Announced {
  /** @param {Memory} memory @param {string} hall */
  constructor(memory, hall) {
    this.memory = memory;
    this.key = `lunhou.announced.${hall}`;
    /** @type {string[]} */
    this.names = parsed(memory.getItem(this.key));
  }

  /** The calls of live events: each, unless it was announced. @param {Call[]} calls */
  fromEvents(calls) {
    return this.#take(calls);
  }

  /**
   * The calls of a snapshot, or missed ones: those of the last 30 seconds, oldest first.
   *
   * @param {Call[]} calls in any order
   * @param {number} now_ms by the server's clock
   */
  fromSnapshot(calls, now_ms) {
    return this.#take(calls.filter((call) => now_ms - Date.parse(call.at) <= RECENT_MS));
  }

  /** @param {Call[]} calls */
  #take(calls) {
    const owed = calls
      .filter((call) => !this.names.includes(nameOf(call)))
      .sort((a, b) => a.sequence - b.sequence);
    this.names = [...this.names, ...owed.map(nameOf)].slice(-REMEMBERED);
    this.memory.setItem(this.key, JSON.stringify(this.names));
    return owed;
  }
}

/** With its time: a demonstration begun anew counts its sequences from one again. @param {Call} call */
function nameOf({ sequence, at }) {
  return `${sequence}@${at}`;
}

/** @param {string | null} text @returns {string[]} */
function parsed(text) {
  try {
    const value = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
