/** Which calls a screen shows: the newest on top, the last ones below, more while a burst has not been spoken yet. */

/** @typedef {import("/static/shared/types.js").Call} Call */
/** @typedef {import("/static/display/type_size.js").Grid} Grid */

/** A call stays for this long at least, however many came after it. */
const KEPT_MS = 20_000;
/** For so long a call waits on the screen for its voice. */
const OWED_MS = 90_000;
/** For so long a call has the colour of calls, wherever it stands. */
const FRESH_MS = 12_000;

/**
 * `crowded`: more than the usual lines, in columns; `flooded`: more than fit there, so that what stands beside gives way.
 *
 * @param {Call[]} calls newest first
 * @param {{now_ms: number, unspoken: ReadonlySet<number>, rows: number, crowded: Grid, flooded: Grid}} at
 *   `unspoken`: sequences whose announcement is still to come
 * @returns {{newest: Call | null, lines: Call[], shape: "lines" | "crowded" | "flooded", grid: Grid}}
 */
export function visibleCalls(calls, { now_ms, unspoken, rows, crowded, flooded }) {
  const [newest = null, ...rest] = calls;
  const isWanted = (/** @type {Call} */ call) => age(call, now_ms) < (unspoken.has(call.sequence) ? OWED_MS : KEPT_MS);
  const wanted = rest.filter((call, index) => index < rows || isWanted(call));
  if (wanted.length <= rows) return { newest, lines: wanted, shape: "lines", grid: { columns: 1, rows } };
  // Only calls that just came drive away what stands beside them: a voice that is behind may be so for long.
  const isFlood = rest.filter((call) => age(call, now_ms) < KEPT_MS).length > placesOf(crowded);
  const grid = isFlood ? flooded : crowded;
  return { newest, lines: wanted.slice(0, placesOf(grid)), shape: isFlood ? "flooded" : "crowded", grid };
}

/** Whether a call is still new to the hall. @param {Call} call @param {number} now_ms */
export function isFresh(call, now_ms) {
  return age(call, now_ms) < FRESH_MS;
}

/** @param {Call} call @param {number} now_ms */
function age({ at }, now_ms) {
  return now_ms - Date.parse(at);
}

/** @param {Grid} grid */
function placesOf({ columns, rows }) {
  return columns * rows;
}
