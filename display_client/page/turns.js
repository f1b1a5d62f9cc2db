/**
 * Two screens of one hall in one browser take turns: one announcement at a time, each said by one of them.
 *
 * Screens on different machines do not hear each other; the server sees both and alarms the manager. Browsers give
 * locks to secure addresses alone (https, or this machine itself): on plain http a lease in the storage does it.
 */

import { leases } from "/static/display/turn_lease.js";

const REMEMBERED = 200;
/** A screen that has had its turn for so long hangs, or lost its sound in the middle: nobody waits for it. */
const LONGEST_TURN_MS = 30_000;

/** @typedef {{postMessage: (name: string) => void, onmessage: ((message: MessageEvent) => void) | null}} Channel */
/** @typedef {{request: (name: string, options: {signal: AbortSignal}, turn: () => Promise<void>) => Promise<unknown>}} Locks */
/** @typedef {(name: string, speak: (said: boolean) => Promise<void>) => Promise<void>} TakeTurn */

/**
 * Waits until nobody speaks, and tells whether another screen has said it already.
 *
 * @param {string} hall
 * @param {{locks?: Locks | null, channel?: Channel | null}} [browser] null where it gives none
 * @returns {TakeTurn}
 */
export function turnsIn(hall, { locks = navigator.locks ?? leases(), channel = locks && openChannel(hall) } = {}) {
  /** @type {Set<string>} */
  const said = new Set();
  if (channel) channel.onmessage = ({ data }) => remember(String(data));

  /** @param {string} name */
  function remember(name) {
    said.add(name);
    if (said.size > REMEMBERED) said.delete(said.values().next().value ?? "");
  }

  return async (name, speak) => {
    let begun = false;
    const turn = () => {
      begun = true;
      if (said.has(name)) return speak(true);
      channel?.postMessage(name);
      return speak(false);
    };
    if (!locks) return turn();
    const signal = AbortSignal.timeout(LONGEST_TURN_MS);
    await locks.request(`lunhou.voice.${hall}`, { signal }, turn).catch(() => (begun ? undefined : turn()));
  };
}

/** @param {string} hall @returns {Channel} */
function openChannel(hall) {
  return new BroadcastChannel(`lunhou.voice.${hall}`);
}
