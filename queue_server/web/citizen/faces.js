/** Called, in between, and over: what it is and what to do. */

import { html } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { clock, longDate } from "/static/shared/time.js";
import { Icon, Num } from "/static/shared/ui.js";

/** @typedef {import("/static/citizen/visit.js").Visit} Visit */

/** @type {Record<string, string>} */
const ICONS = { serving: "window", held: "hold", missed: "alert", away: "paper", completed: "check", cancelled: "cross", abandoned: "clock" };

/** It is my turn: the window is as large as the number. @param {{visit: Visit}} props */
export function Called({ visit }) {
  const counter = String(visit.counter ?? "");
  const [before = "", after = ""] = t("called.to", { counter: "|" }).split("|");
  return html`<section class="called-face" role="alert">
    <h1><span class="visually-hidden">${t("number")} </span><${Num}>${visit.number}<//></h1>
    <p class="go">${before && html`<span>${before}</span>`}<${Num} class="counter">${counter}<//>${after && html`<span>${after}</span>`}</p>
    <p class="called-what">${pick(visit.service_name)}</p>
    <p class="called-when">${visit.called_at && t("called.at", { time: clock(visit.called_at) })}${visit.attempt > 1 ? t("called.again", { attempt: visit.attempt }) : ""}</p>
  </section>`;
}

/** Served, held, missed, away. @param {{visit: Visit}} props */
export function InBetween({ visit }) {
  const { state, counter } = visit;
  const where = { counter: counter ?? "" };
  return html`<section class=${`card state-face ${state}`} role="status">
    <${Icon} name=${ICONS[state] ?? "notice"} size="2.6em" />
    <h2>${t(`face.${state}`, where)}</h2>
    <p>${t(`face.${state}.hint`, where)}</p>
  </section>`;
}

/** @param {{visit: Visit}} props */
export function Ended({ visit: { state, ended_at, papers } }) {
  const hint = papers ? "face.abandoned.papers" : `face.${state}.hint`;
  return html`<section class=${`card state-face ${state}`} role="status">
    <${Icon} name=${ICONS[state] ?? "notice"} size="2.6em" />
    <h2>${t(`face.${state}`)}</h2>
    <p>${t(hint)}</p>
    ${ended_at && html`<p class="muted num">${clock(ended_at)}</p>`}
  </section>`;
}

/** A paper of another day, found in a pocket. @param {{day: string}} props */
export function OtherDay({ day }) {
  return html`<section class="card other-day">
    <p>${t("other_day", { day: longDate(`${day}T12:00:00Z`) })}</p>
    <p>${t("other_day.hint")}</p>
  </section>`;
}
