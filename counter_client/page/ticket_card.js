/** The person at the window: the number first, then what they came for and how long they waited. */

import { html } from "/static/vendor/preact.js";
import { has, pick, t } from "/static/shared/i18n.js";
import { clock, minutes, now, secondsSince, stopwatch } from "/static/shared/time.js";
import { Bar, Chip, Icon, Num, classKind, useTick } from "/static/shared/ui.js";
import { isServed } from "./primary.js";
import { VisitRow } from "./route.js";

/** @typedef {import("/static/shared/types.js").Counter} Counter */
/** @typedef {import("/static/shared/types.js").Ticket} Ticket */
/** @typedef {import("./app.js").OfficerHall} OfficerHall */

/** @param {{counter: Counter, hall: OfficerHall, onAct: (act: string) => void}} props */
export function TicketCard({ counter, hall, onAct }) {
  useTick();
  const ticket = counter.current;
  if (!ticket) return html`<${NobodyHere} counter=${counter} />`;
  return html`<section class="ticket card" aria-label=${t("ticket.current")}>
    <${Num} class="ticket-number">${ticket.number}<//>
    <div class="ticket-about">
      <h2>${serviceName(hall, ticket.service)} <${ClassChip} ticket=${ticket} hall=${hall} /></h2>
      <p class="facts">${facts(ticket).map((fact) => html`<span key=${fact}>${fact}</span>`)}</p>
      <${Bar} share=${shareOf(ticket)} label=${t("bar.label", { percent: Math.round(shareOf(ticket) * 100) })} showPercent />
    </div>
    <${RunningClock} ticket=${ticket} hall=${hall} />
    <${VisitRow} counter=${counter} hall=${hall} onAct=${onAct} />
    ${ticket.alias && html`<p class="remark alias"><b>${t("ticket.alias", { number: ticket.alias })}</b></p>`}
    ${ticket.remark && html`<p class="remark"><b>${t("ticket.remark")}</b> ${ticket.remark}</p>`}
  </section>`;
}

/** @param {{counter: Counter}} props */
function NobodyHere({ counter }) {
  const words = counter.state === "open" ? t("counter.idle") : t(`counter.${counter.state}`);
  const about = counter.state === "paused" ? pauseAbout(counter) : [t("ticket.none")];
  return html`<section class=${`ticket card empty ${counter.state}`} aria-label=${t("ticket.current")}>
    <span class="ticket-number">${words}</span>
    <p class="muted">${about.join(" · ")}</p>
    ${isOver(counter) && html`<p class="pause-over" role="alert"><${Icon} name="clock" /> ${t("pause.over", { minutes: minutes(secondsSince(counter.expected_at ?? 0)) })}</p>`}
  </section>`;
}

/** Why, since when and until when: "用餐 · 12 分钟 · 预计 13:30 恢复". @param {Counter} counter @returns {string[]} */
export function pauseAbout({ reason, since, expected_at }) {
  const back = expected_at ? t("pause.until", { time: clock(expected_at) }) : "";
  return [reason ? pauseReason(reason) : "", since ? minutes(secondsSince(since)) : "", back].filter(Boolean);
}

/** The pause has lasted longer than was said. @param {Counter} counter */
export function isOver({ state, expected_at }) {
  return state === "paused" && Boolean(expected_at) && Date.parse(expected_at ?? "") <= now();
}

/** @param {{ticket: Ticket, hall: OfficerHall}} props */
function RunningClock({ ticket, hall }) {
  const served = isServed(ticket, hall.start_on_call);
  const since = (served && ticket.started_at) || ticket.called_at;
  const seconds = since ? secondsSince(since) : 0;
  return html`<div class=${`running ${isLong(ticket, hall) ? "long" : ""}`}>
    <span>${served ? t("ticket.serving") : t("ticket.called", { count: ticket.attempt })}</span>
    <${Num} tag="b" size="46px">${stopwatch(seconds)}<//>
    <span>${served && ticket.usual ? usual(ticket.usual) : ""}</span>
  </div>`;
}

/** Served for longer than such a service usually takes: the clock asks for a look. @param {Ticket} ticket @param {{start_on_call: boolean}} hall */
export function isLong(ticket, hall) {
  const since = ticket.started_at ?? ticket.called_at;
  return isServed(ticket, hall.start_on_call) && Boolean(ticket.usual && since && secondsSince(since) > ticket.usual.to_s);
}

/** "通常 8–11 分钟". @param {{from_s: number, to_s: number}} range */
function usual({ from_s, to_s }) {
  return t("ticket.usual", { low: Math.max(1, Math.round(from_s / 60)), high: Math.max(1, Math.round(to_s / 60)) });
}

/** @param {{ticket: Ticket, hall: OfficerHall}} props */
export function ClassChip({ ticket, hall }) {
  const own = hall.classes.find(({ code }) => code === ticket.class);
  const name = own ? pick(own.name) : t(`class.${ticket.class}`);
  const why = grantedFor(ticket, hall);
  return html`<${Chip} kind=${classKind(ticket.class)}>
    ${t("ticket.class", { name: why ? `${name} · ${why}` : name, minutes: Math.round(ticket.promise_s / 60) })}
  <//>`;
}

/** Why the class was granted: the hall's words, or the officer's own. @param {Ticket} ticket @param {OfficerHall} hall */
function grantedFor({ reason, state }, hall) {
  if (!reason || state === "held") return "";
  const listed = hall.reasons?.find(({ code }) => code === reason);
  return listed ? pick(listed.name) : reason;
}

/** @param {Ticket} ticket @returns {string[]} */
function facts(ticket) {
  const waited_s = (Date.parse(ticket.called_at ?? "") - Date.parse(ticket.issued_at)) / 1_000;
  return [
    t("ticket.issued", { time: clock(ticket.issued_at) }),
    t("ticket.waited", { minutes: minutes(waited_s) }),
    ticket.party_size > 1 ? t("ticket.party", { count: ticket.party_size }) : "",
    languageName(ticket.language),
  ].filter(Boolean);
}

/** The share of the promise used until now, or until the call. @param {Ticket} ticket */
export function shareOf(ticket) {
  const until = ticket.called_at && ticket.state !== "waiting" ? Date.parse(ticket.called_at) : now();
  return (until - Date.parse(ticket.clock)) / 1_000 / ticket.promise_s;
}

/** What becomes of the person in hand when another is called. @param {Counter} counter @param {{start_on_call: boolean}} hall */
export function whatOfCurrent(counter, hall) {
  const { current } = counter;
  if (!current) return "";
  return t(isServed(current, hall.start_on_call) ? "current.completed" : "current.missed", { current: current.number });
}

/** @param {OfficerHall} hall @param {string} letter */
export function serviceName(hall, letter) {
  const service = hall.services.find((each) => each.letter === letter);
  return service ? pick(service.name) : letter;
}

/** @param {string} code */
export function pauseReason(code) {
  return has(`pause.${code}`) ? t(`pause.${code}`) : code;
}

/** @param {string} code */
function languageName(code) {
  return has(`language.${code}`) ? t(`language.${code}`) : code;
}
