/** What does not fit at once takes turns. */

import { now } from "/static/shared/time.js";

const TURN_MS = 12_000;

/**
 * A part of a list, the next part after a while; the parts are of about one size.
 *
 * @template T
 * @param {T[]} items
 * @param {number} most
 */
export function inTurn(items, most) {
  const turns = Math.max(1, Math.ceil(items.length / most));
  const size = Math.ceil(items.length / turns);
  const turn = Math.floor(now() / TURN_MS) % turns;
  return items.slice(turn * size, (turn + 1) * size);
}
