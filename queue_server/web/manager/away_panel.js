/** Who is away for papers: the longest first, and marked once it is longer than the hall is content with. */

import { html } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { minutes, secondsSince } from "/static/shared/time.js";
import { Num } from "/static/shared/ui.js";
import { Panel } from "./panel.js";

/** @typedef {import("/static/shared/types.js").Ticket} Ticket */
/** @typedef {import("/static/shared/types.js").Hall} Hall */

const SHOWN = 8;

/** @param {{hall: Hall, tickets: Ticket[]}} props */
export function AwayPanel({ hall, tickets }) {
  const away = tickets.filter(({ state }) => state === "away").sort((a, b) => (a.since ?? "").localeCompare(b.since ?? ""));
  if (away.length === 0) return null;
  return html`<${Panel} class="away-panel" title=${t("away")} aside=${t("away.count", { count: away.length })}>
    <ul class="away-list">${away.slice(0, SHOWN).map((ticket) => html`<${Away} key=${ticket.number} hall=${hall} ticket=${ticket} />`)}</ul>
  <//>`;
}

/** @param {{hall: Hall, ticket: Ticket}} props */
function Away({ hall, ticket: { number, service, since, papers } }) {
  const away_s = since ? secondsSince(since) : 0;
  const isLong = away_s >= (hall.papers_remind_s ?? Infinity);
  const missing = (papers?.missing ?? []).map((code) => t(`missing.${code}`)).join(t("missing.and"));
  const name = pick(hall.services.find(({ letter }) => letter === service)?.name);
  return html`<li class=${isLong ? "long" : ""}>
    <${Num} tag="b">${number}<//><span>${missing || name}</span><em>${minutes(away_s)}</em>
  </li>`;
}
