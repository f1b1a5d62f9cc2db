/** The span of days in six numbers. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Num } from "/static/shared/ui.js";
import { COLUMNS, cellText } from "./figures.js";
import { keptTone } from "./floor.js";

const SHOWN = ["issued", "completed", "within_promise", "wait.p50_s", "wait.p90_s", "good"];

/** @param {{total: import("./figures.js").Figures}} props */
export function Totals({ total }) {
  const columns = SHOWN.map((key) => COLUMNS.find((column) => column.key === key)).filter((column) => column !== undefined);
  return html`<dl class="totals">
    ${columns.map((column) => html`<div key=${column.key}>
      <dt>${t(`total.${column.key}`)}</dt>
      <dd><${Num} class=${toneOf(column.key, total)}>${cellText(column, total)}<//>
        ${column.kind === "minutes" && column.value(total) !== null && html` <small>${t("unit.minutes", { count: 2 })}</small>`}</dd>
    </div>`)}
  </dl>`;
}

/** @param {string} key @param {import("./figures.js").Figures} total */
function toneOf(key, { within_promise }) {
  return key === "within_promise" && within_promise !== null ? keptTone(within_promise) || "good" : "";
}
