/** The hall's cases in a line: how many are to be answered, how many are late or nobody's; the page of cases has the rest. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Icon, Num } from "/static/shared/ui.js";
import { casesAddress } from "/static/cases/address.js";

/** @typedef {{open: number, overdue: number}} Tally */
/** @typedef {{mine: Tally, hall: Tally | null, nobodys: Tally | null}} Tallies */

/** @param {{hall: string, cases: Tallies | null}} props */
export function CasesPanel({ hall, cases }) {
  if (!cases?.hall) return null;
  const counts = [
    { name: "open", count: cases.hall.open, tone: "" },
    { name: "overdue", count: cases.hall.overdue, tone: "over" },
    { name: "nobodys", count: cases.nobodys?.open ?? 0, tone: "" },
  ].filter(({ name, count }) => name === "open" || count > 0);
  return html`<section class="cases-short" aria-label=${t("cases")}>
    <p>${counts.map(({ name, count, tone }) => html`<span key=${name}>${t(`cases.${name}`)} <${Num} class=${tone}>${count}<//></span>`)}</p>
    <a class="button small" href=${casesAddress(hall)} target="lunhou-cases"><${Icon} name="complaint" /> ${t("cases")}</a>
  </section>`;
}
