/** Which screen stands there: where the person is, or why nobody gets anywhere just now. */

import { isAway } from "/static/kiosk/hall_link.js";

/** @typedef {import("/static/kiosk/flow.js").Screen | "away" | "closed" | "no_check_in"} Shown */

/** Who has a number, or is getting one, is not sent away by a hall that closes. */
export const FINISHING = new Set(["taking", "done", "already", "failed"]);

/** @param {import("/static/kiosk/flow.js").Flow} flow @param {import("/static/kiosk/hall_link.js").Known} known @returns {Shown} */
export function shownScreen({ screen }, known) {
  if (FINISHING.has(screen)) return screen;
  if (isAway(known)) return "away";
  if (!known.hall?.open) return "closed";
  return known.hall.alone && screen === "appointment" ? "no_check_in" : screen;
}
