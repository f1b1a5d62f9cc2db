/** What days were like: a span of days, grouped, as pictures, as a table, as a file. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { errorText, t } from "/static/shared/i18n.js";
import { hallDay, now } from "/static/shared/time.js";
import { Button, Notice, Skeleton } from "/static/shared/ui.js";
import { Choices } from "./choices.js";
import { FiguresTable } from "./figures_table.js";
import { GROUPINGS, inOrder } from "./figures.js";
import { HourPicture } from "./hour_picture.js";
import { Panel } from "./panel.js";
import { saveFigures } from "./save_figures.js";
import { Totals } from "./totals.js";
import { WaitPicture } from "./wait_picture.js";

/** @typedef {import("/static/shared/types.js").Hall} Hall */
/** @typedef {import("./figures.js").Statistics} Statistics */
/** @typedef {import("./figures.js").Grouping} Grouping */
/** @typedef {import("./periods.js").Period} Period */

/** @param {{hall: Hall, onRefused: (code: string) => void}} props */
export function StatisticsView({ hall, onRefused }) {
  const today = hallDay(now());
  const [period, setPeriod] = useState(/** @type {Period} */ ({ from: today, to: today }));
  const [by, setBy] = useState(/** @type {Grouping} */ ("service"));
  const { answer, error, again } = useStatistics(hall.hall, period, by, onRefused);
  const save = () => answer && saveFigures(sorted(answer.figures, by, hall), by, hall);
  return html`
    <${Choices} today=${today} period=${period} by=${by} groupings=${GROUPINGS} onPeriod=${setPeriod} onBy=${setBy}
      onSave=${answer && answer.figures.groups.length ? save : null} />
    <${Answer} hall=${hall} by=${by} answer=${answer} error=${error} onAgain=${again} />
  `;
}

/** @param {{hall: Hall, by: Grouping, answer: ReturnType<typeof useStatistics>["answer"], error: any, onAgain: () => void}} props */
function Answer({ hall, by, answer, error, onAgain }) {
  if (error) {
    return html`<${Panel} title=${t("tab.statistics")}><${Notice} icon=${error.code === "network" ? "connection_lost" : "alert"} title=${errorText(error)}>
      <${Button} kind="primary" onPress=${onAgain}>${t("retry")}<//><//><//>`;
  }
  if (!answer) return html`<${Panel} title=${t("tab.statistics")}><${Skeleton} lines=${8} label=${t("loading")} /><//>`;
  const { hours } = answer;
  const figures = sorted(answer.figures, by, hall);
  if (!figures.total.issued && !figures.groups.length) {
    return html`<${Panel} title=${t("tab.statistics")}><${Notice} icon="chart" title=${t("statistics.empty")} hint=${t("statistics.empty.hint")} /><//>`;
  }
  return html`
    <${Totals} total=${figures.total} />
    <div class="pictures">
      <${WaitPicture} groups=${figures.groups} by=${by} hall=${hall} />
      <${HourPicture} groups=${hours.groups} hall=${hall} />
    </div>
    <${FiguresTable} figures=${figures} by=${by} hall=${hall} />
  `;
}

/** @param {Statistics} figures @param {Grouping} by @param {Hall} hall @returns {Statistics} */
function sorted(figures, by, hall) {
  return { ...figures, groups: inOrder(figures.groups, by, hall) };
}

/**
 * @param {string} hall @param {Period} period @param {Grouping} by @param {(code: string) => void} onRefused
 */
function useStatistics(hall, period, by, onRefused) {
  const [answer, setAnswer] = useState(/** @type {{figures: Statistics, hours: Statistics} | null} */ (null));
  const [error, setError] = useState(/** @type {any} */ (null));
  const [tried, again] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    setError(null);
    setAnswer(null);
    ask(hall, period, by, leaving.signal).then(setAnswer, (refusal) => {
      if (leaving.signal.aborted) return;
      if (refusal.code === "unauthenticated" || refusal.code === "forbidden") onRefused(refusal.code);
      else setError(refusal);
    });
    return () => leaving.abort();
  }, [hall, period.from, period.to, by, tried]);
  // An answer to another question is not shown under this one's headings.
  const fits = answer && answer.figures.by[0] === by && answer.figures.from === period.from && answer.figures.to === period.to;
  return { answer: fits ? answer : null, error, again: () => again((count) => count + 1) };
}

/** @param {string} hall @param {Period} period @param {Grouping} by @param {AbortSignal} signal */
async function ask(hall, period, by, signal) {
  const path = (/** @type {string} */ grouping) => `/halls/${hall}/statistics?from=${period.from}&to=${period.to}&by=${grouping}`;
  const [figures, hours] = await Promise.all([
    api.get(path(by), { signal }),
    by === "hour" ? null : api.get(path("hour"), { signal }),
  ]);
  return { figures, hours: hours ?? figures };
}
