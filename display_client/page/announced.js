/** What the voice still owes. Keyed by the call, never by the number: a recall always rings. */

import { nameOf } from "/static/display/spoken.js";

/** After a reconnect older calls are left unsaid: their people have been fetched or gone. */
const RECENT_MS = 30_000;
const REMEMBERED = 200;

/** @typedef {Pick<Storage, "getItem" | "setItem">} Memory */
/** @typedef {{sequence: number, at: string}} Item */

/** Remembers what was announced, over reconnects and reloads of the page. */
export class Announced {
  /** @param {Memory} memory @param {string} hall */
  constructor(memory, hall) {
    this.memory = memory;
    this.key = `lunhou.announced.${hall}`;
    /** @type {string[]} */
    this.names = parsed(memory.getItem(this.key));
  }

  /** Those of live events: each, unless it was announced. @template {Item} T @param {T[]} items */
  fromEvents(items) {
    return this.#take(items);
  }

  /**
   * Those of a snapshot, or missed ones: of the last 30 seconds, oldest first.
   *
   * @template {Item} T
   * @param {T[]} items in any order
   * @param {number} now_ms by the server's clock
   */
  fromSnapshot(items, now_ms) {
    return this.#take(items.filter(({ at }) => now_ms - Date.parse(at) <= RECENT_MS));
  }

  /** @template {Item} T @param {T[]} items */
  #take(items) {
    const owed = items
      .filter((item) => !this.names.includes(nameOf(item)))
      .sort((a, b) => a.sequence - b.sequence);
    if (owed.length === 0) return owed;
    this.names = [...this.names, ...owed.map(nameOf)].slice(-REMEMBERED);
    this.memory.setItem(this.key, JSON.stringify(this.names));
    return owed;
  }
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
