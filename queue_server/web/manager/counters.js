/** The counters as they stand in the hall: whom each serves, how long, and why not. */

import { html } from "/static/vendor/preact.js";
import { has, pick, t } from "/static/shared/i18n.js";
import { clock, now, secondsSince } from "/static/shared/time.js";
import { Bar, Num } from "/static/shared/ui.js";
import { counterCards, countStates, forgotten } from "./floor.js";
import { Panel } from "./panel.js";

/** @typedef {import("./floor.js").CounterCard} CounterCard */

/** @param {{counters: CounterCard["counter"][], tickets: import("/static/shared/types.js").Ticket[]}} props */
export function Counters({ counters, tickets }) {
  const count = countStates(counters);
  return html`<${Panel} class="counters-panel" title=${t("counters")} aside=${t("counters.count", count)}>
    <ul class="counters" style=${{ "--columns": columnsFor(counters.length) }}>
      ${counterCards(counters, tickets).map((card) => html`<${Card} key=${card.counter.number} card=${card} waits=${forgotten(tickets, card.counter.number, now())} />`)}
    </ul>
  <//>`;
}

/** So many that two rows hold them all, where the screen is wide enough. @param {number} count */
function columnsFor(count) {
  return Math.max(4, Math.ceil(count / 2));
}

/** @param {{card: CounterCard, waits: string[]}} props `waits`: held ones that nobody has called back in time */
function Card({ card: { counter, ticket, doing, since_ms }, waits }) {
  const name = pick(counter.name);
  return html`<li class=${`counter ${doing}`} title=${counter.officer?.badge ?? name}>
    <span class="counter-name"><b class="num">${counter.number}</b> ${shortened(name)}</span>
    ${ticket
      ? html`<${Num} class="counter-ticket">${ticket.number}<//>
          <${Bar} share=${ticket.share} label=${t("bar.label", { percent: Math.round(ticket.share * 100) })} />`
      : html`<span class="counter-word">${t(`doing.${doing}`)}</span>`}
    ${waits.length > 0
      ? html`<span class="counter-foot forgotten">${t("counter.forgotten", { numbers: waits.join(" ") })}</span>`
      : html`<span class="counter-foot">${foot(counter, ticket, doing, since_ms)}</span>`}
  </li>`;
}

/** Every one of them is a window: the sign need not say so. @param {string} name */
function shortened(name) {
  return name.replace(/窗口$/, "");
}

/**
 * @param {CounterCard["counter"]} counter @param {CounterCard["ticket"]} ticket
 * @param {CounterCard["doing"]} doing @param {number | null} since_ms
 */
function foot(counter, ticket, doing, since_ms) {
  const since = since_ms === null || doing === "closed" ? null : t("counter.minutes", { count: Math.floor(secondsSince(since_ms) / 60) });
  const state = doing === "paused" ? reasonText(counter.reason) : doing === "called" ? t("doing.called") : null;
  const back = backAt(counter);
  // The frame says that somebody is called; for how long matters more than by whom.
  const isWithout = doing === "called" || (doing === "paused" && !ticket);
  const who = isWithout ? null : counter.officer?.name || counter.officer?.badge;
  if (back) return [state, back].filter(Boolean).join(" ");
  return [who, state, since].filter(Boolean).join(" · ");
}

/** When the officer of a paused counter means to be back, while that is still to come. @param {CounterCard["counter"]} counter */
function backAt({ state, expected_at }) {
  const isAhead = state === "paused" && expected_at && Date.parse(expected_at) > now();
  return isAhead ? t("counter.back", { time: clock(expected_at) }) : null;
}

/** @param {string | null | undefined} reason */
function reasonText(reason) {
  if (!reason) return null;
  return has(`pause.${reason}`) ? t(`pause.${reason}`) : reason;
}
