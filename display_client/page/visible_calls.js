/** Which calls a screen shows: the newest on top, five below, more while a burst has not been spoken yet. */

/** @typedef {import("/static/shared/types.js").Call} Call */

export const LINES = 5;
/** Two columns of six under the newest: more than that nobody reads. */
const CROWDED_LINES = 12;
/** A call stays for this long at least, however many came after it. */
const FRESH_MS = 20_000;

/**
 * @param {Call[]} calls newest first
 * @param {{now_ms: number, unspoken: ReadonlySet<number>}} at `unspoken`: sequences whose announcement is still to come
 * @returns {{newest: Call | null, lines: Call[], crowded: boolean}}
 */
export function visibleCalls(calls, { now_ms, unspoken }) {
  const [newest = null, ...rest] = calls;
  const wanted = rest.filter(
    (call, index) => index < LINES || unspoken.has(call.sequence) || now_ms - Date.parse(call.at) < FRESH_MS,
  );
  const lines = wanted.slice(0, CROWDED_LINES);
  return { newest, lines, crowded: lines.length > LINES };
}
