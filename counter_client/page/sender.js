/** A press is an intention with one key: sent until the server answers, carried out once, never forgotten. */

/** @typedef {import("./verbs.js").Request} Request */

/**
 * @typedef {Request & {key: string, verb: string, label: string, number?: string, at: number}} Intention
 *   `label` is what the officer pressed, in words; `at` when, in milliseconds
 */

const AGAIN_MS = 1_500;
/** A press found after a reload is sent on only while it is still what the officer wants. */
const REMEMBERED_MS = 5 * 60_000;

/** The officer no longer waits for the answer. */
export class Withdrawn extends Error {}

/** Sends one intention at a time. */
export class Sender {
  /**
   * @param {Object} parts
   * @param {(request: Request, options: {key: string, signal: AbortSignal}) => Promise<any>} parts.command
   * @param {Pick<Storage, "getItem" | "setItem" | "removeItem">} parts.storage
   * @param {string} parts.place     where in the storage the present intention lies
   * @param {(intention: Intention | null) => void} [parts.onChange]
   * @param {(ms: number) => Promise<void>} [parts.sleep]
   */
  constructor({ command, storage, place, onChange = () => {}, sleep = pause }) {
    this.command = command;
    this.storage = storage;
    this.place = place;
    this.onChange = onChange;
    this.sleep = sleep;
    /** @type {Intention | null} */ this.current = null;
    this.abort = new AbortController();
  }

  /** The press that a reload interrupted, if it is still fresh; it is forgotten by being asked for. @param {number} now */
  remembered(now) {
    const text = this.storage.getItem(this.place);
    this.storage.removeItem(this.place);
    const intention = text ? /** @type {Intention} */ (JSON.parse(text)) : null;
    return intention && now - intention.at < REMEMBERED_MS ? intention : null;
  }

  /**
   * The server's answer, or its refusal thrown; `undefined` while another press is on its way.
   *
   * @param {Intention} intention
   * @returns {Promise<any>}
   */
  async send(intention) {
    if (this.current) return undefined;
    this.#set(intention);
    this.abort = new AbortController();
    try {
      return await this.#untilAnswered(intention, this.abort.signal);
    } finally {
      this.#set(null);
    }
  }

  /** Wait no longer. Whether the server has carried it out is seen on the page once it is back. */
  withdraw() {
    this.abort.abort();
  }

  /** @param {Intention} intention @param {AbortSignal} signal */
  async #untilAnswered(intention, signal) {
    for (;;) {
      try {
        return await this.command(intention, { key: intention.key, signal });
      } catch (error) {
        if (signal.aborted) throw new Withdrawn();
        if (!isPassing(error)) throw error;
        await Promise.race([this.sleep(AGAIN_MS), aborted(signal)]);
        if (signal.aborted) throw new Withdrawn();
      }
    }
  }

  /** @param {Intention | null} intention */
  #set(intention) {
    this.current = intention;
    if (intention) this.storage.setItem(this.place, JSON.stringify(intention));
    else this.storage.removeItem(this.place);
    this.onChange(intention);
  }
}

/** Nobody answered, or not now: the same press may be sent again. @param {any} error */
function isPassing(error) {
  return error?.code === "network" || error?.code === "busy";
}

/** @param {AbortSignal} signal @returns {Promise<void>} */
function aborted(signal) {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

/** @param {number} ms @returns {Promise<void>} */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
