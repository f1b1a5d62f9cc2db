/** The day on one page, to be read and to be printed. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { errorText, pick, t } from "/static/shared/i18n.js";
import { clock, hallDay, now } from "/static/shared/time.js";
import { Button, Notice, Num, Skeleton } from "/static/shared/ui.js";
import { COLUMNS, cellText, groupName, inOrder } from "./figures.js";
import { GrantsTable, personText } from "./grants.js";
import { Panel } from "./panel.js";
import { HelpTable, PausesTable } from "./report_tables.js";

/** @typedef {import("/static/shared/types.js").Hall} Hall */
/**
 * @typedef {Object} Report
 * @property {string} day
 * @property {string | null} opened_at
 * @property {string | null} closed_at
 * @property {import("./grants.js").Person | null} closed_by
 * @property {import("./figures.js").Figures} total
 * @property {import("./figures.js").Group[]} classes
 * @property {import("./grants.js").Grant[]} grants
 * @property {import("./report_tables.js").Pause[]} pauses
 * @property {import("./report_tables.js").Help[]} help_requests
 */

const COUNTS = ["issued", "called", "completed", "missed", "abandoned", "cancelled", "within_promise", "rated", "rating"];
const OF_CLASSES = ["called", "wait.mean_s", "wait.p90_s", "wait.max_s", "within_promise"];

/** @param {{hall: Hall, onRefused: (code: string) => void}} props */
export function ReportView({ hall, onRefused }) {
  const today = hallDay(now());
  const [day, setDay] = useState(today);
  const { report, error, again } = useReport(hall.hall, day, onRefused);
  const change = (/** @type {any} */ event) => event.target.value && setDay(event.target.value > today ? today : event.target.value);
  return html`
    <div class="choices report-choices">
      <label class="dates"><span>${t("report.day")}</span><input type="date" value=${day} max=${today} onChange=${change} /></label>
      <${Button} class="small save" icon="printer" disabled=${!report} onPress=${() => window.print()}>${t("report.print")}<//>
    </div>
    ${error && html`<${Panel} title=${t("tab.report")}><${Notice} icon="alert" title=${errorText(error)}><${Button} kind="primary" onPress=${again}>${t("retry")}<//><//><//>`}
    ${!error && !report && html`<${Panel} title=${t("tab.report")}><${Skeleton} lines=${8} label=${t("loading")} /><//>`}
    ${report && html`<${Sheet} hall=${hall} report=${report} />`}
  `;
}

/** @param {{hall: Hall, report: Report}} props */
function Sheet({ hall, report }) {
  return html`<article class="report" aria-label=${t("tab.report")}>
    <header class="report-head">
      <h2>${t("report.title", { hall: pick(hall.name) })} <${Num}>${report.day}<//></h2>
      <p class="muted">${hoursText(report)}</p>
    </header>
    <${Counts} report=${report} />
    <${Classes} hall=${hall} report=${report} />
    <${Panel} title=${t("grants")} aside=${String(report.grants.length)}><${GrantsTable} grants=${report.grants} hall=${hall} /><//>
    <${Panel} title=${t("report.pauses")} aside=${String(report.pauses.length)}><${PausesTable} pauses=${report.pauses} goesOn=${!report.closed_at && report.day === hallDay(now())} /><//>
    <${Panel} title=${t("report.help")} aside=${String(report.help_requests.length)}><${HelpTable} calls=${report.help_requests} /><//>
  </article>`;
}

/** @param {Report} report */
function hoursText({ opened_at, closed_at, closed_by, day }) {
  const opened = opened_at ? t("report.opened", { time: clock(opened_at) }) : t("report.not_opened");
  const parts = [opened];
  if (closed_at) parts.push(t("report.closed", { time: clock(closed_at) }));
  if (closed_at && closed_by) parts.push(t("report.closed_by", { name: personText(closed_by) }));
  if (!closed_at && opened_at) parts.push(t("report.goes_on"));
  if (day === hallDay(now())) parts.push(t("report.made", { time: clock(now()) }));
  return parts.join(" · ");
}

/** @param {{report: Report}} props */
function Counts({ report: { total } }) {
  return html`<dl class="totals report-totals">
    ${COUNTS.map((key) => COLUMNS.find((column) => column.key === key)).map((column) => column && html`<div key=${column.key}>
      <dt>${nameOf(column.key)}</dt><dd><${Num}>${cellText(column, total)}<//></dd>
    </div>`)}
  </dl>`;
}

/** @param {{hall: Hall, report: Report}} props */
function Classes({ hall, report }) {
  const columns = OF_CLASSES.flatMap((key) => COLUMNS.filter((column) => column.key === key));
  const groups = inOrder(report.classes, "class", hall);
  return html`<${Panel} title=${t("report.classes")} aside=${t("figures.unit")}>
    ${groups.length === 0
      ? html`<p class="muted">${t("report.empty")}</p>`
      : html`<div class="rows-scroll" tabindex="0" role="region" aria-label=${t("report.classes")}><table class="rows">
          <thead><tr><th scope="col">${t("grants.class")}</th>${columns.map(({ key }) => html`<th key=${key} scope="col">${nameOf(key)}</th>`)}</tr></thead>
          <tbody>${groups.map((group) => html`<tr key=${group.class}><th scope="row">${groupName(group, "class", hall)}</th>
            ${columns.map((column) => html`<td key=${column.key} class="num">${cellText(column, group)}</td>`)}</tr>`)}</tbody>
        </table></div>`}
  <//>`;
}

/** A column's name that stands alone. @param {string} key */
function nameOf(key) {
  if (key.startsWith("wait.")) return `${t("figures.wait")} ${t(`column.${key}`)}`;
  if (key === "rating" || key === "rated") return `${t("figures.rating")} ${t(`column.${key}`)}`;
  return t(`column.${key}`);
}

/** @param {string} hall @param {string} day @param {(code: string) => void} onRefused */
function useReport(hall, day, onRefused) {
  const [report, setReport] = useState(/** @type {Report | null} */ (null));
  const [error, setError] = useState(/** @type {any} */ (null));
  const [tried, again] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    setError(null);
    setReport(null);
    api.get(`/halls/${hall}/days/${day}/report`, { signal: leaving.signal }).then(setReport, (refusal) => {
      if (leaving.signal.aborted) return;
      if (refusal.code === "unauthenticated" || refusal.code === "forbidden") onRefused(refusal.code);
      else setError(refusal);
    });
    return () => leaving.abort();
  }, [hall, day, tried]);
  return { report, error, again: () => again((count) => count + 1) };
}
