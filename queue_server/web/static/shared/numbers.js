/** Numbers as people of a language write them. */

import { language } from "./i18n.js";
import { localeOf } from "./languages.js";

/** "93.4", "93,4". @param {number} value @param {number} [places] @param {string} [code] */
export function decimal(value, places = 1, code = language()) {
  const digits = { minimumFractionDigits: places, maximumFractionDigits: places };
  return new Intl.NumberFormat(localeOf(code), digits).format(value);
}
