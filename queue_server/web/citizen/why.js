/** Who went before me and why, gathered so that it can be said in a few lines. Pure. */

/** @typedef {import("/static/shared/types.js").Texts} Texts */
/**
 * @typedef {{number: string, why: string, class: string, class_name: Texts, promise_s: number, share: number,
 *   called_at: string | null}} Before
 * @typedef {{before: Before[], share: number, promise_s: number}} Explanation
 * @typedef {{why: string, class_name: Texts, promise_s: number, numbers: string[], count: number}} Line
 *   `numbers` are the first few, `count` is of all
 */

const NUMBERS_SHOWN = 3;

/**
 * One line for each reason (and class, where the class is the reason), in the order of their newest.
 *
 * @param {Before[]} before
 * @returns {Line[]}
 */
export function linesOf(before) {
  /** @type {Map<string, Line>} */
  const lines = new Map();
  for (const { number, why, class: code, class_name, promise_s } of before) {
    const about = why === "shorter_promise" ? `${why} ${code}` : why;
    const line = lines.get(about) ?? { why, class_name, promise_s, numbers: [], count: 0 };
    if (line.numbers.length < NUMBERS_SHOWN) line.numbers.push(number);
    line.count += 1;
    lines.set(about, line);
  }
  return [...lines.values()];
}
