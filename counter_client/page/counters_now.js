/** Who sits where at this moment, asked again while somebody looks at it. */

import { useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";

/** @typedef {import("/static/shared/types.js").BoardCounter} BoardCounter */

const AGAIN_MS = 5_000;

/** @param {string} hall @returns {Map<number, BoardCounter> | null} by number; null until known */
export function useCounters(hall) {
  const [counters, setCounters] = useState(/** @type {Map<number, BoardCounter> | null} */ (null));
  useEffect(() => {
    const ask = async () => {
      const board = await api.get(`/halls/${hall}/board`).catch(() => null);
      if (board) setCounters(new Map(board.counters.map((/** @type {BoardCounter} */ each) => [each.number, each])));
    };
    ask();
    const timer = setInterval(ask, AGAIN_MS);
    return () => clearInterval(timer);
  }, [hall]);
  return counters;
}
