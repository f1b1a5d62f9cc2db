/** What became of the cases of some days, in a table. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { errorText, t } from "/static/shared/i18n.js";
import { decimal } from "/static/shared/numbers.js";
import { hallDay, now } from "/static/shared/time.js";
import { Skeleton } from "/static/shared/ui.js";

/** @typedef {{kind: string | null, opened: number, answered_in_time: number, answered_late: number, overdue: number, outcomes: Record<string, number>, days_to_answer: number | null}} Figures */

const DAY_MS = 86_400_000;
const COUNTED = /** @type {const} */ (["opened", "answered_in_time", "answered_late", "overdue"]);
const OUTCOMES = ["solved", "partly", "not_possible", "withdrawn", "referred"];

/** @param {{root: string}} props */
export function Report({ root }) {
  const [days, setDays] = useState({ from: hallDay(now() - 30 * DAY_MS), to: hallDay(now()) });
  const [found, setFound] = useState(/** @type {{kinds: Figures[], total: Figures} | null} */ (null));
  const [error, setError] = useState("");
  useEffect(() => {
    if (!days.from || !days.to) return;
    setError("");
    api.get(`${root}/report?from=${days.from}&to=${days.to}`).then(setFound, (refusal) => setError(errorText(refusal)));
  }, [days]);
  return html`<div class="case-report">
    <p class="case-report-days">
      ${/** @type {const} */ (["from", "to"]).map((end) => html`<label key=${end}>${t(`case.report.${end}`)} <input type="date" value=${days[end]} onInput=${(/** @type {any} */ event) => setDays({ ...days, [end]: event.target.value })} /></label>`)}
    </p>
    <p class="form-error" role="alert">${error}</p>
    ${found ? html`<div class="case-report-table" tabindex="0" role="region" aria-label=${t("case.report")}><table>
      <thead><tr><th scope="col">${t("case.kind")}</th>${COUNTED.map((each) => html`<th scope="col" key=${each}>${t(`case.report.${each}`)}</th>`)}<th scope="col">${t("case.report.days_to_answer")}</th>${OUTCOMES.map((each) => html`<th scope="col" key=${each}>${t(`case.outcome.${each}`)}</th>`)}</tr></thead>
      <tbody>${[...found.kinds, found.total].map((each) => html`<${Row} key=${each.kind} of=${each} />`)}</tbody>
    </table></div>` : html`<${Skeleton} lines=${5} label=${t("loading")} />`}
  </div>`;
}

/** @param {{of: Figures}} props */
function Row({ of }) {
  return html`<tr class=${of.kind ? "" : "total"}>
    <th scope="row">${of.kind ? t(`case.kind.${of.kind}`) : t("case.report.total")}</th>
    ${COUNTED.map((each) => html`<td key=${each} class=${`num ${each === "overdue" && of[each] ? "late" : ""}`}>${of[each]}</td>`)}
    <td class="num">${of.days_to_answer === null ? "–" : decimal(of.days_to_answer)}</td>
    ${OUTCOMES.map((each) => html`<td key=${each} class="num">${of.outcomes[each]}</td>`)}
  </tr>`;
}
