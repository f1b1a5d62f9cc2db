/** Where lines and bars come to lie. Pure. */

/**
 * Round steps from nought to a little more than the largest value: `ticks(46)` → 0, 10 … 50.
 *
 * @param {number} largest
 * @param {number} [wanted] about how many steps
 * @returns {number[]} at least 0 and one more
 */
export function ticks(largest, wanted = 4) {
  const rough = Math.max(largest, 1) / wanted;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((each) => each * magnitude).find((each) => each >= rough) ?? rough);
  const count = Math.max(1, Math.ceil(largest / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/**
 * A line through points, straight from each to the next, and the area under it.
 *
 * @param {{x: number, y: number}[]} points
 * @param {number} ground y of the ground
 */
export function linePaths(points, ground) {
  const line = points.map(({ x, y }, index) => `${index ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  const [first, last] = [points[0], points.at(-1)];
  const area = first && last ? `${line}L${last.x.toFixed(1)} ${ground}L${first.x.toFixed(1)} ${ground}Z` : "";
  return { line, area };
}
