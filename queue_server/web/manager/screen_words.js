/** What a screen is, in words: its layout, its part of the hall, how large its numbers must be. */

import { language, t } from "/static/shared/i18n.js";
import { isChinese } from "/static/shared/languages.js";

/** @typedef {import("/static/shared/types.js").Screen & {digit_mm: number | null, origin: "default" | "file" | "manager", version: number}} ManagedScreen */

export const LAYOUTS = /** @type {const} */ (["hall", "waiting", "notices", "window"]);
export const PARTS = /** @type {const} */ (["waiting", "coming", "duty", "notices", "media", "check_in", "line", "clock", "officer", "photo"]);
/** Clear distance in metres of a millimetre of type. */
const CLEAR_M_OF_A_MM = 0.4;
/** A number that fills more of the panel's height leaves no room for the others. */
const MOST_OF_THE_PANEL = 0.25;

/** @param {Pick<ManagedScreen, "layout" | "counter" | "counters" | "services">} screen */
export function zoneText({ layout, counter, counters, services }) {
  if (layout === "window") return t("counter.name", { number: counter ?? "" });
  const parts = [];
  if (counters) parts.push(t("screen.zone.counters", { list: listed(counters) }));
  if (services) parts.push(t("screen.zone.services", { list: listed(services) }));
  return parts.join(" · ") || t("screen.zone.all");
}

/** @param {(string | number)[]} each */
function listed(each) {
  return each.join(isChinese(language()) ? "、" : ", ");
}

/** How high a number must be for the last row, in millimetres. @param {number} depth_m */
export function digitMm(depth_m) {
  return Math.ceil(depth_m / CLEAR_M_OF_A_MM);
}

/**
 * The size said in words, and whether the panel is large enough for it.
 *
 * @param {{depth_m: number | null, height_mm: number | null}} screen
 * @returns {{text: string, small: boolean}}
 */
export function sizeText({ depth_m, height_mm }) {
  if (!depth_m) return { text: t("screen.size.unknown"), small: false };
  const mm = digitMm(depth_m);
  if (!height_mm) return { text: t("screen.size", { depth: depth_m, mm }), small: false };
  const share = mm / height_mm;
  const percent = Math.max(1, Math.round(share * 100));
  if (share > MOST_OF_THE_PANEL) return { text: t("screen.size.small", { depth: depth_m, mm, percent }), small: true };
  return { text: t("screen.size.share", { depth: depth_m, mm, percent }), small: false };
}

/** Where it can be looked at with made-up calls. @param {string} hall @param {string} id */
export function sampleAddress(hall, id) {
  return `/halls/${hall}/display?screen=${encodeURIComponent(id)}&sample=1`;
}

/** A name for addresses that no screen has yet. @param {string[]} taken */
export function newId(taken) {
  for (let number = 1; ; number += 1) if (!taken.includes(`screen-${number}`)) return `screen-${number}`;
}
