/** What stands between a chosen service and its number. Pure. */

import { classFor, findService, isOpen } from "/static/kiosk/offers.js";

/** @typedef {import("/static/kiosk/flow.js").Flow} Flow */
/** @typedef {"closed" | "no_reader" | "card" | "who" | "ready"} Step */

/**
 * The first thing that is still wanted: `closed` and `no_reader` cannot be helped here.
 *
 * @param {Flow} flow @param {import("/static/kiosk/offers.js").Hall} hall @param {boolean} hasReader
 * @returns {Step}
 */
export function stepOf(flow, hall, hasReader) {
  const service = findService(hall, flow.service);
  if (!service || !isOpen(service)) return "closed";
  if (service.identity === "required" && !flow.card) return hasReader ? "card" : "no_reader";
  return classFor(hall, service, flow.priority) ? "ready" : "who";
}
