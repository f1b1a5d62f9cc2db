/** A hall's opening hours in words. */

import { language, tIn } from "./i18n.js";
import { localeOf } from "./languages.js";
import { range } from "./time.js";

/** A hall that is always open says so by this. */
const ALL_DAY_MIN = 23 * 60;

/** "09:00–12:00和13:00–17:00", or that it is open all day; "" where it does not open. @param {[string, string][]} hours @param {string} [code] */
export function hoursText(hours, code = language()) {
  if (isAllDay(hours)) return tIn(code, "hours.all_day");
  const spans = hours.map(([from, to]) => range(from, to, code));
  return new Intl.ListFormat(localeOf(code), { type: "conjunction" }).format(spans);
}

/** @param {[string, string][]} hours */
export function isAllDay(hours) {
  return hours.some(([from, to]) => minutes(to) - minutes(from) >= ALL_DAY_MIN);
}

/** @param {string} text "09:30" */
function minutes(text) {
  const [hours = 0, rest = 0] = text.split(":").map(Number);
  return hours * 60 + rest;
}
