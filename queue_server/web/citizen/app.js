/** The page's frame, and which of its faces it shows. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { spokenHere } from "/static/shared/languages.js";
import { clock, hallDay, now } from "/static/shared/time.js";
import { Lost, Notice, Num, Skeleton } from "/static/shared/ui.js";
import { Acts } from "/static/citizen/acts.js";
import { Arrive } from "/static/citizen/arrive.js";
import { Cases } from "/static/citizen/cases.js";
import { Called, Ended, InBetween, OtherDay } from "/static/citizen/faces.js";
import { Papers, Steps } from "/static/citizen/steps.js";
import { Waiting } from "/static/citizen/waiting.js";
import { isEnded } from "/static/citizen/visit.js";

/** @typedef {import("/static/citizen/follow_ticket.js").Known} Known */
/** @typedef {import("/static/citizen/follow_ticket.js").TicketLink} TicketLink */
/** @typedef {import("/static/citizen/visit.js").Visit} Visit */

/**
 * @param {{link: TicketLink, known: Known, reminder: import("/static/citizen/reminder.js").Reminder,
 *   language: string, onLanguage: (code: string) => void, onChange: () => void}} props
 */
export function App({ link, known, reminder, language, onLanguage, onChange }) {
  const { visit, unknown, lost, old, asOf } = known;
  if (unknown) return html`<main class="phone"><${Notice} icon="ticket" title=${t("unknown")} hint=${t("unknown.hint")} /></main>`;
  if (!visit) return html`<main class="phone">${lost ? html`<${NoAnswer} />` : html`<${Skeleton} lines=${6} label=${t("loading")} />`}</main>`;
  return html`<${Lost} state=${lost ? "lost" : "live"}>${t("lost", { time: asOf ? clock(asOf) : "" })}<//>
    <main class=${`phone ${visit.state}`}>
      ${old && !lost && html`<p class="said" role="status">${t("old", { time: clock(asOf ?? visit.now) })}</p>`}
      <${Top} visit=${visit} language=${language} onLanguage=${onLanguage} />
      <${Face} link=${link} known=${known} />
      ${visit.state === "completed" && html`<${Rate} link=${link} visit=${visit} />`}
      <${Acts} link=${link} visit=${visit} reminder=${reminder} onChange=${onChange} />
      ${visit.state !== "called" && html`<${Cases} secret=${link.secret} count=${visit.cases ?? 0} />`}
      ${visit.complaint_line && html`<footer>${t("complaints")} <a href=${`tel:${visit.complaint_line.replace(/\s/g, "")}`}>${visit.complaint_line}</a></footer>`}
    </main>`;
}

/** Its code comes when a visit has ended; on a bad network it is asked for again with the next news. @param {{link: TicketLink, visit: Visit}} props */
function Rate({ link, visit }) {
  const [Ratings, setRatings] = useState(/** @type {any} */ (null));
  useEffect(() => {
    if (!Ratings) import("/static/citizen/rating.js").then((came) => setRatings(() => came.Ratings), () => {});
  }, [visit]);
  return Ratings && html`<${Ratings} link=${link} visit=${visit} />`;
}

function NoAnswer() {
  return html`<${Notice} icon="connection_lost" title=${t("away")} hint=${t("away.hint")} />`;
}

/** @param {{visit: Visit, language: string, onLanguage: (code: string) => void}} props */
function Top({ visit, language, onLanguage }) {
  const offered = spokenHere([...visit.languages, language]); // one's own, too, though the hall may not have it
  return html`<header>
    <span>${pick(visit.hall_name)}</span>
    ${offered.length > 1 && html`<select aria-label=${t("language")} value=${language}
      onChange=${(/** @type {Event} */ event) => onLanguage(/** @type {HTMLSelectElement} */ (event.target).value)}>
      ${offered.map(({ code, name }) => html`<option key=${code} value=${code} lang=${code}>${name}</option>`)}
    </select>`}
  </header>`;
}

/** @param {{link: TicketLink, known: Known}} props */
function Face({ link, known: { visit, explanation } }) {
  if (!visit) return null;
  if (visit.state === "called") return html`<${Called} visit=${visit} />`;
  return html`<section class="hero">
      <h1><span class="visually-hidden">${t("number")} </span><${Num}>${visit.number}<//></h1>
      <p>${[pick(visit.service_name), isEnded(visit.state) ? "" : pick(visit.area)].filter(Boolean).join(" · ")}</p>
    </section>
    <${Arrive} link=${link} visit=${visit} />
    ${visit.state === "waiting" && html`<${Waiting} visit=${visit} explanation=${explanation} />`}
    ${visit.state !== "waiting" && !isEnded(visit.state) && html`<${InBetween} visit=${visit} />`}
    ${isEnded(visit.state) && html`<${Ended} visit=${visit} />`}
    <${Papers} visit=${visit} />
    <${Steps} visit=${visit} />
    ${isEnded(visit.state) && visit.day !== hallDay(now()) && html`<${OtherDay} day=${visit.day} />`}`;
}
