/** What a screen says where it has no calls to show: not yet known, nobody called yet, closed, no such screen. */

import { html } from "/static/vendor/preact.js";
import { hoursText } from "/static/shared/hours.js";
import { t, tIn } from "/static/shared/i18n.js";
import { hallDay, now, secondsSince } from "/static/shared/time.js";
import { Notice, Skeleton } from "/static/shared/ui.js";

/** @typedef {import("/static/shared/types.js").Call} Call */
/** @typedef {import("/static/shared/types.js").Hall} Hall */

/** So long after the last call a closed hall is taken for empty. */
const AT_WORK_S = 600;

/** A screen that ran through the night begins empty. @param {Call[]} calls */
export function today(calls) {
  return calls.filter(({ at }) => hallDay(at) === hallDay(now()));
}

/**
 * A hall past its hours still serves those who have a number.
 *
 * @param {Hall} hall
 * @param {{waiting: {count: number}[], calls: Call[]}} board
 */
export function isShut(hall, { waiting, calls }) {
  const [newest] = today(calls);
  const atWork = newest !== undefined && secondsSince(newest.at) < AT_WORK_S;
  return !hall.open && !atWork && waiting.every(({ count }) => count === 0);
}

/** @param {{live: string}} props */
export function BeforeBoard({ live }) {
  if (live === "lost") {
    return html`<section class="calls"><${Notice} icon="connection_lost" title=${t("lost.empty")} hint=${t("lost.empty.hint")} /></section>`;
  }
  return html`<section class="calls"><${Skeleton} lines=${6} label=${t("loading")} /></section>`;
}

/** @param {{second: string | null}} props */
export function NobodyYet({ second }) {
  return html`<section class="calls"><${Notice} icon="ticket" title=${t("empty")} hint=${t("empty.hint")}>
    ${second && html`<p class="state-second" lang=${second}>${tIn(second, "empty")}. ${tIn(second, "empty.hint")}</p>`}
  <//></section>`;
}

/** @param {{hall: Hall, second: string | null}} props */
export function Closed({ hall, second }) {
  const key = hall.hours_today.length ? "closed.hours" : "closed.today";
  return html`<section class="calls"><${Notice} icon="clock" title=${t("closed")} hint=${t(key, { hours: hoursText(hall.hours_today) })}>
    ${second && html`<p class="state-second" lang=${second}>${tIn(second, "closed")}. ${tIn(second, key, { hours: hoursText(hall.hours_today, second) })}</p>`}
  <//></section>`;
}

/** @param {{id: string}} props */
export function NoScreen({ id }) {
  return html`<main class="alone"><section class="calls">
    <${Notice} icon="screen" title=${t("no_screen", { screen: id })} hint=${t("no_screen.hint")} />
  </section></main>`;
}
