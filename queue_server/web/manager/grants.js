/** The green channel: each grant with its reason in words, who granted it, and how long the person waited. */

import { html } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { clock } from "/static/shared/time.js";
import { Num } from "/static/shared/ui.js";
import { toCsv } from "./csv.js";
import { lengthText } from "./lengths.js";

/** @typedef {import("/static/shared/types.js").Hall} Hall */
/** @typedef {import("/static/shared/help_calls.js").Person} Person */
/**
 * @typedef {Object} Grant
 * @property {string} number
 * @property {string} service
 * @property {string} class
 * @property {string} reason
 * @property {import("/static/shared/types.js").Texts | null} reason_text null where it is none of the hall's list
 * @property {Person | null} granted_by
 * @property {string} at
 * @property {number} waited_s
 * @property {number | null} called_after_s
 */

const HEADS = ["number", "service", "class", "reason", "by", "at", "waited", "called"];

/** @param {{grants: Grant[], hall: Hall}} props */
export function GrantsTable({ grants, hall }) {
  if (grants.length === 0) return html`<p class="muted">${t("grants.none")}</p>`;
  return html`<div class="rows-scroll" tabindex="0" role="region" aria-label=${t("grants")}><table class="rows">
    <thead><tr>${HEADS.map((head) => html`<th key=${head} scope="col">${t(`grants.${head}`)}</th>`)}</tr></thead>
    <tbody>${grants.map((each) => html`<tr key=${each.number + each.at}>
      <th scope="row"><${Num}>${each.number}<//></th>
      ${cells(each, hall).slice(1).map((cell, place) => html`<td key=${place}>${cell}</td>`)}
    </tr>`)}</tbody>
  </table></div>`;
}

/** As a file for Excel. @param {Grant[]} grants @param {Hall} hall */
export function grantsCsv(grants, hall) {
  return toCsv([HEADS.map((head) => t(`grants.${head}`)), ...grants.map((each) => cells(each, hall))]);
}

/** @param {Grant} grant @param {Hall} hall */
function cells(grant, hall) {
  return [
    grant.number,
    pick(hall.services.find(({ letter }) => letter === grant.service)?.name) || grant.service,
    pick(hall.classes.find(({ code }) => code === grant.class)?.name) || grant.class,
    reasonText(grant),
    personText(grant.granted_by),
    clock(grant.at),
    lengthText(grant.waited_s),
    grant.called_after_s === null ? t("grants.waiting") : lengthText(grant.called_after_s),
  ];
}

/** @param {Grant} grant */
export function reasonText({ reason, reason_text }) {
  return reason_text ? pick(reason_text) : reason;
}

/** @param {Person | null} person */
export function personText(person) {
  return [person?.name, person?.badge].filter(Boolean).join(" ") || "–";
}
