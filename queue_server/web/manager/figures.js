/** The statistics' answer as rows and columns: the same for the table on the page and the file for Excel. Pure but for texts. */

import { language, pick, t } from "/static/shared/i18n.js";
import { localeOf } from "/static/shared/languages.js";
import { decimal } from "/static/shared/numbers.js";
import { isBad } from "/static/shared/rating.js";
import { weekday } from "./periods.js";

/** @typedef {import("/static/shared/types.js").Hall} Hall */
/** @typedef {{count: number, mean_s: number | null, p50_s: number | null, p90_s: number | null, max_s: number | null}} Spread */
/**
 * @typedef {Object} Figures
 * @property {number} issued
 * @property {number} called
 * @property {number} completed
 * @property {number} missed
 * @property {number} abandoned
 * @property {number} cancelled
 * @property {Spread} wait
 * @property {Spread} service_time
 * @property {number | null} within_promise
 * @property {Record<string, number>} ratings
 */
/** @typedef {Figures & Record<string, any>} Group a group also carries what it is grouped by */
/** @typedef {{hall: string, from: string, to: string, by: string[], groups: Group[], total: Figures}} Statistics */

export const GROUPINGS = /** @type {const} */ (["service", "class", "counter", "officer", "hour", "day"]);
/** @typedef {typeof GROUPINGS[number]} Grouping */

/** @typedef {{key: string, kind: "count" | "minutes" | "share" | "grade", value: (figures: Figures) => number | null}} Column */

/** @param {"wait" | "service_time"} of @param {"mean_s" | "p50_s" | "p90_s" | "max_s"} which @returns {Column} */
const minutesOf = (of, which) => ({
  key: `${of}.${which}`,
  kind: "minutes",
  value: (figures) => inMinutes(figures[of][which]),
});
/** @param {"issued" | "called" | "completed" | "missed" | "abandoned" | "cancelled"} key @returns {Column} */
const countOf = (key) => ({ key, kind: "count", value: (figures) => figures[key] });

/** @type {Column[]} */
export const COLUMNS = [
  ...(/** @type {const} */ (["issued", "called", "completed", "missed", "abandoned", "cancelled"])).map(countOf),
  ...(/** @type {const} */ (["mean_s", "p50_s", "p90_s", "max_s"])).map((which) => minutesOf("wait", which)),
  ...(/** @type {const} */ (["mean_s", "p90_s"])).map((which) => minutesOf("service_time", which)),
  { key: "within_promise", kind: "share", value: (figures) => figures.within_promise },
  { key: "rating", kind: "grade", value: meanGrade },
  { key: "rated", kind: "count", value: (figures) => countGrades(figures) },
  { key: "good", kind: "share", value: goodShare },
  { key: "bad", kind: "count", value: countBad },
];

/** @param {number | null} seconds */
export function inMinutes(seconds) {
  return seconds === null ? null : seconds / 60;
}

/** Of 5 (very satisfied) to 1; null where nobody rated. @param {Figures} figures */
export function meanGrade(figures) {
  const count = countGrades(figures);
  const sum = Object.entries(figures.ratings).reduce((total, [grade, times]) => total + Number(grade) * times, 0);
  return count ? sum / count : null;
}

/** Of the rated, who gave one of the first three grades (好评率); null where nobody rated. @param {Figures} figures */
export function goodShare(figures) {
  const count = countGrades(figures);
  return count ? 1 - countBad(figures) / count : null;
}

/** Who gave one of the last two (差评). @param {Figures} figures */
function countBad({ ratings }) {
  return Object.entries(ratings).reduce((total, [grade, times]) => total + (isBad(Number(grade)) ? times : 0), 0);
}

/** @param {Figures} figures */
function countGrades({ ratings }) {
  return Object.values(ratings).reduce((total, times) => total + times, 0);
}

/** One cell as people read it; "–" for what is not known. @param {Column} column @param {Figures} figures */
export function cellText(column, figures) {
  const value = column.value(figures);
  if (value === null) return "–";
  if (column.kind === "share") return `${percent(value)}%`;
  return column.kind === "count" ? String(value) : decimal(value);
}

/** 0.934 → "93.4", 1 → "100". @param {number} share */
export function percent(share) {
  return share === 1 ? "100" : decimal(share * 100);
}

/** What a group is called. @param {Group} group @param {Grouping} by @param {Hall} hall */
export function groupName(group, by, hall) {
  const value = group[by];
  if (value === null || value === undefined) return t("statistics.nobody");
  if (by === "service") return `${value} ${pick(hall.services.find(({ letter }) => letter === value)?.name)}`.trim();
  if (by === "class") return pick(hall.classes.find(({ code }) => code === value)?.name) || String(value);
  if (by === "counter") return t("counter.name", { number: value });
  if (by === "hour") return t("statistics.hour_of", { from: value, to: Number(value) + 1 });
  if (by === "day") return `${String(value).slice(5)} ${t(`weekday.${weekday(String(value))}`)}`;
  return [group.officer_badge, group.officer_name].filter(Boolean).join(" ") || String(value);
}

/** As people count: classes as the hall has them, officer 10 after officer 9. @param {Group[]} groups @param {Grouping} by @param {Hall} hall */
export function inOrder(groups, by, hall) {
  if (by === "class") {
    const place = (/** @type {Group} */ group) => hall.classes.findIndex(({ code }) => code === group.class);
    return [...groups].sort((a, b) => place(a) - place(b));
  }
  if (by !== "officer") return groups;
  const known = (/** @type {Group} */ group) => group[by] !== null;
  return [...groups].sort((a, b) => Number(known(b)) - Number(known(a)) || groupName(a, by, hall).localeCompare(groupName(b, by, hall), localeOf(language()), { numeric: true }));
}

/** The promise a group is measured against, in seconds: a class's own, else that of ordinary people. @param {Group} group @param {Grouping} by @param {Hall} hall */
export function promiseOf(group, by, hall) {
  const own = by === "class" ? hall.classes.find(({ code }) => code === group.class) : null;
  return own?.promise_s ?? ordinaryPromise(hall);
}

/** What most people were promised, in seconds. @param {Hall} hall */
export function ordinaryPromise({ classes }) {
  return (classes.find(({ code }) => code === "normal") ?? classes[0])?.promise_s ?? null;
}
