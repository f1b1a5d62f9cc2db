/** The figures in rows: what the pictures show, and all that they leave out. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { COLUMNS, cellText, groupName } from "./figures.js";
import { Panel } from "./panel.js";

/** @typedef {import("./figures.js").Figures} Figures */

/** Columns that stand together under one heading. */
const HEADS = [
  { key: "numbers", span: 6 }, { key: "wait", span: 4 }, { key: "service", span: 2 }, { key: "promise", span: 1 }, { key: "rating", span: 4 },
];
const FIRST_OF_HEAD = new Set(["issued", "wait.mean_s", "service_time.mean_s", "within_promise", "rating"]);

/** @param {{figures: import("./figures.js").Statistics, by: import("./figures.js").Grouping, hall: import("/static/shared/types.js").Hall}} props */
export function FiguresTable({ figures, by, hall }) {
  return html`<${Panel} class="figures-panel" title=${t("figures.title", { by: t(`by.${by}`) })} aside=${t("figures.unit")}>
    <div class="figures-scroll" tabindex="0" role="region" aria-label=${t("figures.title", { by: t(`by.${by}`) })}>
      <table class="figures">
        <thead>
          <tr><th rowspan="2" scope="col" class="figures-name">${t(`by.${by}`)}</th>
            ${HEADS.map(({ key, span }) => html`<th key=${key} colspan=${span} scope="colgroup" class="head-group">${t(`figures.${key}`)}</th>`)}</tr>
          <tr>${COLUMNS.map(({ key }) => html`<th key=${key} scope="col" class=${edge(key)} title=${meaning(key)}>${t(`column.${key}`)}</th>`)}</tr>
        </thead>
        <tbody>${figures.groups.map((group, row) => html`<${Row} key=${row} name=${groupName(group, by, hall)} figures=${group} />`)}</tbody>
        <tfoot><${Row} name=${t("figures.total")} figures=${figures.total} /></tfoot>
      </table>
    </div>
  <//>`;
}

/** @param {{name: string, figures: Figures}} props */
function Row({ name, figures }) {
  return html`<tr><th scope="row" class="figures-name">${name}</th>
    ${COLUMNS.map((column) => html`<td key=${column.key} class=${`num ${edge(column.key)} ${isBroken(column.key, figures) ? "over" : ""}`}>${cellText(column, figures)}</td>`)}
  </tr>`;
}

/** What a short heading stands for. @param {string} key */
function meaning(key) {
  if (key.endsWith("p50_s")) return t("picture.p50");
  return key.endsWith("p90_s") ? t("picture.p90") : undefined;
}

/** @param {string} key */
function edge(key) {
  return FIRST_OF_HEAD.has(key) ? "edge" : "";
}

/** Less than three in four promises kept. @param {string} key @param {Figures} figures */
function isBroken(key, { within_promise }) {
  return key === "within_promise" && within_promise !== null && within_promise < 0.75;
}
