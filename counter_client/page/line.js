/** Who comes next, and who is held or missed. The fullest bar goes first. */

import { html } from "/static/vendor/preact.js";
import { has, t } from "/static/shared/i18n.js";
import { minutes, secondsSince } from "/static/shared/time.js";
import { Bar, Button, Num, useTick } from "/static/shared/ui.js";
import { MyCases } from "/static/cases/my_cases.js";
import { keyOf } from "./hotkeys.js";
import { LineFigures } from "./line_figures.js";
import { awaySince, isLongAway } from "./papers.js";
import { ClassChip, serviceName, shareOf } from "./ticket_card.js";

/** @typedef {import("/static/shared/types.js").Counter} Counter */
/** @typedef {import("/static/shared/types.js").Ticket} Ticket */
/** @typedef {import("./app.js").OfficerHall} OfficerHall */

/** @param {{counter: Counter, hall: OfficerHall, onAct: (act: string, number?: string) => void}} props */
export function Line({ counter, hall, onAct }) {
  useTick(5_000);
  const away = counter.away ?? [];
  return html`<aside class="line">
    <h2><span>${t("line.title")}</span><span>${t("line.waiting", { count: counter.waiting })}</span></h2>
    ${counter.details !== false && html`<${LineFacts} counter=${counter} />`}
    <ol>${counter.next.map((ticket) => html`<${Next} key=${ticket.number} ticket=${ticket} hall=${hall} />`)}</ol>
    ${counter.details === false && html`<${LineFigures} counter=${counter} />`}
    ${counter.details !== false && counter.next.length === 0 && html`<p class="nobody muted">${t("line.nobody")}</p>`}
    <p class="line-acts">
      <${Button} class="small" keys=${keyOf("choose")} disabled=${counter.state !== "open" || hall.rules?.choose === false} onPress=${() => onAct("choose")}>${t("verb.choose")}<//>
      <${Button} class="small" keys=${keyOf("defer")} onPress=${() => onAct("defer")}>${t("verb.defer")}<//>
      <${Button} class="small" keys=${keyOf("remark")} onPress=${() => onAct("remark")}>${t("verb.remark")}<//>
      <${Button} class="small" keys=${keyOf("grant")} onPress=${() => onAct("grant")}>${t("verb.grant")}<//>
    </p>
    <p class="line-acts">
      <${Button} class="small" icon="complaint" keys=${keyOf("open_case")} onPress=${() => onAct("open_case")}>${t("verb.open_case")}<//>
      <${MyCases} hall=${hall.hall} />
    </p>
    <div class="aside-lists">
      <${Set} tickets=${counter.held} title=${t("state.held")} about=${heldAbout} onAct=${onAct} />
      <${Set} tickets=${counter.missed} title=${t("state.missed")} about=${() => ""} onAct=${onAct} />
      ${away.length > 0 && html`<${Set} tickets=${away} title=${t("away")} about=${awaySince} isLong=${(/** @type {Ticket} */ each) => isLongAway(each, hall)} onAct=${onAct} />`}
    </div>
  </aside>`;
}

/** How long the longest has waited, and how many promises are about to be broken. @param {{counter: Counter}} props */
function LineFacts({ counter: { longest_since, due_soon = 0 } }) {
  if (!longest_since && due_soon === 0) return null;
  return html`<p class="line-facts">
    ${longest_since && html`<span>${t("line.longest", { minutes: minutes(secondsSince(longest_since)) })}</span>`}
    ${due_soon > 0 && html`<span class="due">${t("line.due", { count: due_soon })}</span>`}
  </p>`;
}

/** @param {{ticket: Ticket, hall: OfficerHall}} props */
function Next({ ticket, hall }) {
  const share = shareOf(ticket);
  const percent = Math.max(0, Math.round(share * 100));
  return html`<li>
    <${Num} class="line-number">${ticket.number}<//>
    <div>
      <p><span>${serviceName(hall, ticket.service)}</span> ${ticket.class !== "normal" && html`<${ClassChip} ticket=${ticket} hall=${hall} />`}
        ${ticket.remark && html`<span class="has-remark" title=${ticket.remark}>${t("ticket.remark")}</span>`}</p>
      <${Bar} share=${share} label=${t("bar.label", { percent })} />
    </div>
    <p class="line-waited"><${Num} tag="b">${percent}%<//><br />${minutes(secondsSince(ticket.issued_at))}</p>
  </li>`;
}

/** @param {{tickets: Ticket[], title: string, about: (ticket: Ticket) => string, isLong?: (ticket: Ticket) => boolean, onAct: (act: string, number?: string) => void}} props */
function Set({ tickets, title, about, isLong = () => false, onAct }) {
  return html`<section class="set">
    <h3>${title} <${Num} tag="b">${tickets.length}<//>${tickets.length > 0 && html` <kbd>${keyOf("list")}</kbd>`}</h3>
    <p>
      ${tickets.map(
        (ticket) => html`<button type="button" key=${ticket.number} class=${`button small ${isLong(ticket) ? "long" : ""}`} onClick=${() => onAct("list", ticket.number)}>
          <${Num} tag="b">${ticket.number}<//>${about(ticket) && html`<small>${about(ticket)}</small>`}
        </button>`,
      )}
    </p>
  </section>`;
}

/** Why and how long a ticket is on hold: "去照相 · 6 分钟". @param {Ticket} ticket */
export function heldAbout({ reason, since }) {
  const why = reason && has(`hold.${reason}`) ? t(`hold.${reason}`) : reason;
  return [why, since && minutes(secondsSince(since))].filter(Boolean).join(" · ");
}
