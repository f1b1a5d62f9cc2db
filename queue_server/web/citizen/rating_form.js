/** The rating as it is being filled in. Pure. */

import { isBad, toggled } from "/static/shared/rating.js";

export const COMMENT_LENGTH = 500;

/** @typedef {{grade: number | null, reasons: string[], comment: string, contact: string}} Form */

/** @type {Form} */
export const EMPTY = Object.freeze({ grade: null, reasons: [], comment: "", contact: "" });

/** @param {Form} form */
export function asksWhy({ grade }) {
  return isBad(grade);
}

/** @param {Form} form @param {string} reason @returns {Form} */
export function toggle(form, reason) {
  return { ...form, reasons: toggled(form.reasons, reason) };
}

/** The body to send: reasons, and where to call back, only where they were asked for. @param {Form} form */
export function bodyOf(form) {
  const comment = form.comment.trim().slice(0, COMMENT_LENGTH);
  const contact = asksWhy(form) ? form.contact.trim() : "";
  return { grade: form.grade, reasons: asksWhy(form) ? form.reasons : [], ...(comment ? { comment } : {}), ...(contact ? { contact } : {}) };
}
