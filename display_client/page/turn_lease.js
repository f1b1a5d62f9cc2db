/**
 * A lock between the pages of one browser where it gives no Web Locks: on plain http. The one that speaks has a lease
 * in `localStorage` and renews it while it lives; a page that was closed or hangs is not waited for longer than that.
 *
 * Storage cannot compare and set: two pages may find the turn free and both write. The last one to write has it. So a
 * page writes its name, waits until the other's would have come, and speaks if its own still stands there.
 */

import { newKey } from "/static/shared/api.js";
import { browserMemory } from "/static/shared/memory.js";

/** Until a page sees what another one wrote: a few milliseconds, and more on a busy machine. */
const SETTLE_MS = 120;
const LOOK_MS = 60;
const LEASE_MS = 4_000;
const RENEW_MS = 1_000;

/** @typedef {import("/static/shared/memory.js").Memory} Memory */
/** @typedef {{owner: string, until: number}} Lease */

/**
 * In place of `navigator.locks`.
 *
 * @param {{memory?: Memory, now?: () => number, wait?: (ms: number) => Promise<unknown>}} [browser] `now` is a clock
 *   that all its pages have
 * @returns {import("/static/display/turns.js").Locks}
 */
export function leases({ memory = browserMemory(), now = Date.now, wait = pause } = {}) {
  const me = newKey();

  /** Who has it; null if nobody, or one that ended, or whose clock was another. @param {string} name */
  function holder(name) {
    const lease = parsed(memory.getItem(name));
    return lease && lease.until > now() && lease.until <= now() + LEASE_MS ? lease.owner : null;
  }

  /** @param {string} name */
  const write = (name) => memory.setItem(name, JSON.stringify({ owner: me, until: now() + LEASE_MS }));

  /** @param {string} name @param {AbortSignal} signal */
  async function take(name, signal) {
    for (;;) {
      while (holder(name) !== null) {
        signal.throwIfAborted();
        await wait(LOOK_MS);
      }
      write(name);
      await wait(SETTLE_MS);
      if (holder(name) === me) return;
    }
  }

  /** @param {string} name @param {Promise<unknown>} ended */
  async function renewUntil(name, ended) {
    let speaking = true;
    void ended.then(() => (speaking = false));
    for (;;) {
      await wait(RENEW_MS);
      if (!speaking) return;
      if (holder(name) === me) write(name);
    }
  }

  /** Turns of this page itself, one after another. @type {Promise<unknown>} */
  let mine = Promise.resolve();

  return {
    request(name, { signal }, turn) {
      const run = async () => {
        await take(name, signal);
        const speaking = turn();
        void renewUntil(name, speaking.catch(() => undefined));
        try {
          await speaking;
        } finally {
          if (holder(name) === me) memory.removeItem(name);
        }
      };
      const done = mine.then(run);
      mine = done.catch(() => undefined);
      return done;
    },
  };
}

/** @param {string | null} text @returns {Lease | null} */
function parsed(text) {
  try {
    const lease = JSON.parse(text ?? "null");
    return typeof lease?.owner === "string" && typeof lease.until === "number" ? lease : null;
  } catch {
    return null;
  }
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
