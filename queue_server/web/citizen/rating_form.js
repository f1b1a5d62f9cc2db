/** The rating as it is being filled in. Pure. */

/** The five grades by their proper names, best first (GB/T 39734-2020). */
export const GRADES = [5, 4, 3, 2, 1];
/** What may have been wrong; asked of who gives one of the last two grades. */
export const REASONS = ["attitude", "waiting", "slow", "unclear", "repeated", "facilities"];
const ASKS_WHY = 2;
export const COMMENT_LENGTH = 500;

/** @typedef {{grade: number | null, reasons: string[], comment: string}} Form */

/** @type {Form} */
export const EMPTY = Object.freeze({ grade: null, reasons: [], comment: "" });

/** @param {Form} form */
export function asksWhy({ grade }) {
  return grade !== null && grade <= ASKS_WHY;
}

/** @param {Form} form @param {string} reason @returns {Form} */
export function toggle(form, reason) {
  const reasons = form.reasons.includes(reason)
    ? form.reasons.filter((each) => each !== reason)
    : [...form.reasons, reason];
  return { ...form, reasons };
}

/** The body to send: reasons only where they were asked for. @param {Form} form */
export function bodyOf(form) {
  const comment = form.comment.trim().slice(0, COMMENT_LENGTH);
  return { grade: form.grade, reasons: asksWhy(form) ? form.reasons : [], ...(comment ? { comment } : {}) };
}
