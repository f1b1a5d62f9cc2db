/** What the desk is about to take a number for. Pure. */

/** @typedef {import("/static/shared/types.js").PriorityClass & {by_check_in?: boolean}} PriorityClass */
/** @typedef {Omit<import("../app.js").OfficerHall, "classes"> & {classes: PriorityClass[]}} Hall */
/**
 * @typedef {Object} Order
 * @property {string} service  letter; "" before one is chosen
 * @property {string} code     of the class
 * @property {string} reason   code of a listed one, or the desk's own words
 * @property {string} remark
 * @property {number} party
 * @property {string} language
 * @property {string} printer  device; "" without paper
 */

export const NORMAL = "normal";

/** @param {string} language @param {string} printer @returns {Order} */
export function startOrder(language, printer) {
  return { service: "", code: NORMAL, reason: "", remark: "", party: 1, language, printer };
}

/** Classes that the desk may give: all but those that come by checking in. @param {Hall} hall */
export function classesOf(hall) {
  return hall.classes.filter(({ by_check_in, code }) => !by_check_in && code !== "appointment");
}

/** @param {Hall} hall @param {Order} order */
export function needsReason(hall, { code }) {
  return hall.classes.find((each) => each.code === code)?.who === "granted";
}

/** Whether everything is there that the number needs. @param {Hall} hall @param {Order} order */
export function isComplete(hall, order) {
  return order.service !== "" && (!needsReason(hall, order) || order.reason.trim() !== "");
}

/** The request's body. @param {Hall} hall @param {Order} order @returns {Record<string, unknown>} */
export function orderBody(hall, order) {
  const { service, code, language, party, remark, printer, reason } = order;
  return {
    service,
    class: code,
    language,
    ...(party > 1 && { party_size: party }),
    ...(remark.trim() && { remark: remark.trim() }),
    ...(printer && { printer }),
    ...(needsReason(hall, order) && { reason: reason.trim() }),
  };
}
