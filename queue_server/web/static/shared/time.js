/** Clocks and durations as people read them. The hall's clock is the server's, in the hall's timezone. */

import { language, tIn } from "./i18n.js";
import { isChinese, localeOf } from "./languages.js";

/** @typedef {import("./types.d.ts").Forecast} Forecast */

let offset_ms = 0;
let timezone = "Asia/Shanghai";

/**
 * Take the server's clock and the hall's timezone; a kiosk's own clock may be wrong.
 *
 * @param {{now?: string, timezone?: string}} hall
 */
export function setHallClock(hall) {
  if (hall.now) offset_ms = Date.parse(hall.now) - Date.now();
  if (hall.timezone) timezone = hall.timezone;
}

/** What just happened is not in the future: after it our clock is no more behind the server's. @param {Moment} moment */
export function notBefore(moment) {
  offset_ms = Math.max(offset_ms, toMs(moment) - Date.now());
}

/** The server's time, in milliseconds since the epoch. */
export function now() {
  return Date.now() + offset_ms;
}

/** @typedef {string | number} Moment an ISO 8601 text, or milliseconds since the epoch */

/** "10:24" on the hall's wall. @param {Moment} moment @param {string} [code] */
export function clock(moment, code = language()) {
  return format(moment, code, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** @type {Intl.DateTimeFormatOptions} */
const DAY = { year: "numeric", month: "long", day: "numeric" };

/** "2026年11月23日 星期一", "Monday 23 November 2026", "понедельник, 23 ноября 2026 г.". @param {Moment} moment @param {string} [code] */
export function longDate(moment, code = language()) {
  const day = format(moment, code, DAY);
  const weekday = format(moment, code, { weekday: "long" });
  // In Chinese the weekday stands apart, to be found from the back row; in English no two browsers agree on a comma.
  if (isChinese(code)) return `${day} ${weekday}`;
  return code === "en" ? `${weekday} ${day}` : format(moment, code, { ...DAY, weekday: "long" });
}

/** The hall's day of a moment, "2026-11-23". @param {Moment} moment */
export function hallDay(moment) {
  return format(moment, "sv-SE", { year: "numeric", month: "2-digit", day: "2-digit" });
}

/** "10:33–10:41": when a wait from now would end. @param {Forecast} forecast @param {Moment} [from] */
export function clockRange(forecast, from = now()) {
  const start = toMs(from);
  const early = clock(start + forecast.p10_s * 1_000);
  const late = clock(start + forecast.p90_s * 1_000);
  return early === late ? early : range(early, late);
}

/** "09:00–12:00", "09:00~12:00": from one to the other as the language writes it. @param {string} from @param {string} to @param {string} [code] */
export function range(from, to, code = language()) {
  return tIn(code, "range", { from, to });
}

/**
 * "18–26 分钟"; "随到随办" when nobody waits or the wait stays under a minute; "–" when nothing is known.
 *
 * @param {Forecast | null | undefined} forecast
 * @param {number} [waiting] people in front
 * @param {string} [code]
 */
export function waitRange(forecast, waiting, code = language()) {
  if (!forecast) return waiting === 0 ? tIn(code, "wait.none") : "–";
  const low = Math.floor(forecast.p10_s / 60);
  const high = Math.ceil(forecast.p90_s / 60);
  if (high <= 1) return tIn(code, "wait.none");
  if (low === high) return tIn(code, "wait.about", { minutes: high });
  return tIn(code, "wait.range", { low, high });
}

/** Whole minutes gone, "4 分钟"; "不到 1 分钟" at first. @param {number} seconds @param {string} [code] */
export function minutes(seconds, code = language()) {
  const whole = Math.floor(seconds / 60);
  return whole < 1 ? tIn(code, "minutes.under") : tIn(code, "minutes", { count: whole });
}

/** "刚刚", "4 分钟前", then the clock. @param {Moment} moment @param {string} [code] */
export function ago(moment, code = language()) {
  const seconds = (now() - toMs(moment)) / 1_000;
  if (seconds < 60) return tIn(code, "ago.now");
  if (seconds < 3_600) return tIn(code, "ago.minutes", { count: Math.floor(seconds / 60) });
  return clock(moment, code);
}

/** A stop-watch: "03:42", "1:03:42". @param {number} seconds */
export function stopwatch(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, "0"));
  const hours = Math.floor(whole / 3_600);
  return (hours ? [String(hours), ...parts] : parts).join(":");
}

/** Seconds from a moment until now, never negative. @param {Moment} moment */
export function secondsSince(moment) {
  return Math.max(0, (now() - toMs(moment)) / 1_000);
}

/** @param {Moment} moment */
function toMs(moment) {
  return typeof moment === "number" ? moment : Date.parse(moment);
}

/** @param {Moment} moment @param {string} code @param {Intl.DateTimeFormatOptions} options */
function format(moment, code, options) {
  return new Intl.DateTimeFormat(localeOf(code), { ...options, timeZone: timezone }).format(toMs(moment));
}
