/** How one rates (好差评), on the phone and at the window: the grades, and what may have been wrong. Pure. */

/** The five grades by their proper names, best first (GB/T 39734-2020). */
export const GRADES = [5, 4, 3, 2, 1];
/** What may have been wrong; asked of who gives one of the last two grades. As `queue_server.domain.rating` has it. */
export const REASONS = ["attitude", "waiting", "slow", "unclear", "repeated", "facilities"];
const LAST_TWO = 2;

/** Whether a grade asks what was wrong. @param {number | null} grade */
export function isBad(grade) {
  return grade !== null && grade <= LAST_TWO;
}

/** The reasons with one more, or without it. @param {string[]} reasons @param {string} reason */
export function toggled(reasons, reason) {
  return reasons.includes(reason) ? reasons.filter((each) => each !== reason) : [...reasons, reason];
}
