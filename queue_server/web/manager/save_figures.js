/** What is shown, as a file for Excel. */

import { pick, t } from "/static/shared/i18n.js";
import { COLUMNS, groupName } from "./figures.js";
import { toCsv } from "./csv.js";
import { saveText } from "./save_text.js";

/** @typedef {import("./figures.js").Statistics} Statistics */
/** @typedef {import("./figures.js").Grouping} Grouping */
/** @typedef {import("/static/shared/types.js").Hall} Hall */

const GRADES = ["5", "4", "3", "2", "1"];

/** @param {Statistics} figures @param {Grouping} by @param {Hall} hall */
export function saveFigures(figures, by, hall) {
  saveText(figuresCsv(figures, by, hall), `${pick(hall.name)}-${t(`by.${by}`)}-${spanOf(figures)}.csv`);
}

/** @param {Statistics} figures @param {Grouping} by @param {Hall} hall */
export function figuresCsv(figures, by, hall) {
  const heads = COLUMNS.map(({ key, kind }) => (kind === "minutes" ? t("csv.minutes", { name: longName(key) }) : longName(key)));
  const grades = GRADES.map((grade) => t(`grade.${grade}`));
  const rows = figures.groups.map((group) => row(groupName(group, by, hall), group));
  return toCsv([[t(`by.${by}`), ...heads, ...grades], ...rows, row(t("figures.total"), figures.total)]);
}

/** @param {string} name @param {import("./figures.js").Figures} figures */
function row(name, figures) {
  const cells = COLUMNS.map((column) => rounded(column.value(figures), column.kind === "share" ? 4 : 2));
  return [name, ...cells, ...GRADES.map((grade) => figures.ratings[grade] ?? 0)];
}

/** @param {number | null} value @param {number} places */
function rounded(value, places) {
  return value === null ? null : Number(value.toFixed(places));
}

/** A heading that stands alone: "等候 平均". @param {string} key */
function longName(key) {
  const [family] = key.split(".");
  if (family === "wait") return `${t("figures.wait")} ${t(`column.${key}`)}`;
  if (family === "service_time") return `${t("figures.service")} ${t(`column.${key}`)}`;
  return key === "rating" ? `${t("figures.rating")} ${t(`column.${key}`)}` : t(`column.${key}`);
}

/** @param {Statistics} figures */
function spanOf({ from, to }) {
  return from === to ? from : `${from}_${to}`;
}
