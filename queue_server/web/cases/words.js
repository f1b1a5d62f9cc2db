/** Cases in words. */

import { has, language, t } from "/static/shared/i18n.js";
import { localeOf } from "/static/shared/languages.js";
import { clock, hallDay } from "/static/shared/time.js";

/** @typedef {{name: string, badge: string | null, display_name: string | null}} Person */
/**
 * @typedef {Object} Case
 * @property {string} number
 * @property {"undone" | "complaint" | "suggestion" | "rating"} kind
 * @property {"open" | "answered" | "closed" | "erased"} state
 * @property {string | null} why
 * @property {string | null} ticket
 * @property {string | null} service
 * @property {number | null} counter
 * @property {number | null} grade
 * @property {string[]} reasons
 * @property {string} opened_at
 * @property {Person} opened_by
 * @property {Person | null} owner
 * @property {string} due
 * @property {boolean} overdue
 * @property {string | null} outcome
 * @property {string | null} code
 * @property {number} version
 * @property {string | null} [text]
 */
/** @typedef {{kind: string, at: string, actor: Person, text: string | null, owner: Person | null, due: string | null, way: string | null, outcome: string | null}} Act */
/** @typedef {Case & {acts: string[], contact: string | null, history: Act[]}} WholeCase */

/** A person of the staff by name and badge; the citizen and the hall by what they are. @param {Person | null} person */
export function personText(person) {
  if (!person) return t("case.nobody");
  if (has(`case.actor.${person.name}`) && !person.badge) return t(`case.actor.${person.name}`);
  const name = person.display_name ?? person.name;
  return person.badge ? `${name} ${person.badge}` : name;
}

/** "11月26日", "26 November". @param {string} day "2026-11-26" */
export function dayText(day) {
  return new Intl.DateTimeFormat(localeOf(language()), { month: "long", day: "numeric", timeZone: "UTC" }).format(Date.parse(day));
}

/** "11月26日 10:24". @param {string} at */
export function momentText(at) {
  return `${dayText(hallDay(at))} ${clock(at)}`;
}

/** What a list and a case's head say of when. @param {Case} of */
export function whenText(of) {
  if (of.overdue) return t("case.late", { day: dayText(of.due) });
  if (of.state === "open") return t("case.due", { day: dayText(of.due) });
  return of.outcome ? t(`case.outcome.${of.outcome}`) : t(`case.state.${of.state}`);
}

/** What happened, in one line. @param {Act} act */
export function actText({ kind, owner, due, way, outcome }) {
  const facts = {
    owner: owner ? personText(owner) : "",
    day: due ? dayText(due) : "",
    way: way ? t(`case.way.${way}`) : "",
    outcome: outcome ? t(`case.outcome.${outcome}`) : "",
  };
  return t(`case.did.${kind}`, facts);
}

/** A reason of a rating by its code; one of other making as it is. @param {string} reason */
export function reasonText(reason) {
  return has(`case.reason.${reason}`) ? t(`case.reason.${reason}`) : reason;
}

/** The chip's colour for a kind. @param {Case["kind"]} kind @returns {"amber" | "urgent" | "appt" | "elder"} */
export function kindTone(kind) {
  return /** @type {const} */ ({ undone: "amber", complaint: "urgent", suggestion: "appt", rating: "elder" })[kind];
}
