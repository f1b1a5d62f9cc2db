/** A day's pauses and calls for help, in rows. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { clock } from "/static/shared/time.js";
import { personText } from "./grants.js";
import { lengthText } from "./lengths.js";

/** @typedef {import("./grants.js").Person} Person */
/** @typedef {{counter: number, reason: string | null, from: string, until: string | null, length_s: number}} Pause */
/**
 * @typedef {Object} Help
 * @property {number} counter
 * @property {string} whom
 * @property {Person | null} caller
 * @property {string} asked_at
 * @property {number | null} answered_s
 * @property {(Person | null)[]} comers
 * @property {string | null} ended_at
 * @property {string} how
 */

/** Reasons of the page's own list; others are words of an officer. */
const KNOWN = new Set(["meal", "rest", "meeting", "training", "system", "materials", "away", "shift", "other"]);

/** @param {{pauses: Pause[], goesOn: boolean}} props `goesOn`: the day is today and not ended */
export function PausesTable({ pauses, goesOn }) {
  if (pauses.length === 0) return html`<p class="muted">${t("report.pauses.none")}</p>`;
  return html`<${Rows} label=${t("report.pauses")} heads=${[t("report.counter"), t("grants.reason"), t("report.from"), t("report.until"), t("report.length")]}
    rows=${pauses.map((each) => [
      t("counter.name", { number: each.counter }), reasonOf(each), clock(each.from),
      each.until ? clock(each.until) : t(goesOn ? "report.until.now" : "report.until.close"), lengthText(each.length_s),
    ])} />`;
}

/** @param {{calls: Help[]}} props */
export function HelpTable({ calls }) {
  if (calls.length === 0) return html`<p class="muted">${t("report.help.none")}</p>`;
  const heads = ["counter", "whom", "caller", "from", "answered", "comers", "how"].map((head) => t(`report.${head}`));
  return html`<${Rows} label=${t("report.help")} heads=${heads} rows=${calls.map((each) => [
    t("counter.name", { number: each.counter }), t(`report.whom.${each.whom}`), personText(each.caller), clock(each.asked_at),
    each.answered_s === null ? t("report.unanswered") : lengthText(each.answered_s),
    each.comers.map(personText).join(t("assist.and")) || "–", t(`report.how.${each.how}`),
  ])} />`;
}

/** @param {{label: string, heads: string[], rows: string[][]}} props the first cell of a row names it */
function Rows({ label, heads, rows }) {
  return html`<div class="rows-scroll" tabindex="0" role="region" aria-label=${label}><table class="rows">
    <thead><tr>${heads.map((head) => html`<th key=${head} scope="col">${head}</th>`)}</tr></thead>
    <tbody>${rows.map(([name, ...cells], row) => html`<tr key=${row}><th scope="row">${name}</th>${cells.map((cell, place) => html`<td key=${place}>${cell}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

/** @param {Pause} pause */
function reasonOf({ reason }) {
  if (!reason) return t("report.no_reason");
  return KNOWN.has(reason) ? t(`pause.${reason}`) : reason;
}
