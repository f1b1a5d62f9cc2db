/** Who comes next, and who is held or missed. The fullest bar goes first. */

import { html } from "/static/vendor/preact.js";
import { has, t } from "/static/shared/i18n.js";
import { minutes, secondsSince } from "/static/shared/time.js";
import { Bar, Button, Num, useTick } from "/static/shared/ui.js";
import { keyOf } from "./hotkeys.js";
import { ClassChip, serviceName, shareOf } from "./ticket_card.js";

/** @typedef {import("/static/shared/types.js").Counter} Counter */
/** @typedef {import("/static/shared/types.js").Ticket} Ticket */
/** @typedef {import("./app.js").OfficerHall} OfficerHall */

/** @param {{counter: Counter, hall: OfficerHall, onAct: (act: string, number?: string) => void}} props */
export function Line({ counter, hall, onAct }) {
  useTick(5_000);
  return html`<aside class="line">
    <h2><span>${t("line.title")}</span><span>${t("line.waiting", { count: counter.waiting })}</span></h2>
    <ol>${counter.next.map((ticket) => html`<${Next} key=${ticket.number} ticket=${ticket} hall=${hall} />`)}</ol>
    ${counter.next.length === 0 && html`<p class="nobody muted">${t("line.nobody")}</p>`}
    <p class="line-acts">
      <${Button} class="small" keys=${keyOf("choose")} disabled=${counter.state !== "open"} onPress=${() => onAct("choose")}>${t("verb.choose")}<//>
      <${Button} class="small" keys=${keyOf("grant")} onPress=${() => onAct("grant")}>${t("verb.grant")}<//>
    </p>
    <div class="aside-lists">
      <${Set} tickets=${counter.held} title=${t("state.held")} about=${heldAbout} onAct=${onAct} />
      <${Set} tickets=${counter.missed} title=${t("state.missed")} about=${() => ""} onAct=${onAct} />
    </div>
  </aside>`;
}

/** @param {{ticket: Ticket, hall: OfficerHall}} props */
function Next({ ticket, hall }) {
  const share = shareOf(ticket);
  const percent = Math.max(0, Math.round(share * 100));
  return html`<li>
    <${Num} class="line-number">${ticket.number}<//>
    <div>
      <p><span>${serviceName(hall, ticket.service)}</span> ${ticket.class !== "normal" && html`<${ClassChip} ticket=${ticket} hall=${hall} />`}</p>
      <${Bar} share=${share} label=${t("bar.label", { percent })} />
    </div>
    <p class="line-waited"><${Num} tag="b">${percent}%<//><br />${minutes(secondsSince(ticket.issued_at))}</p>
  </li>`;
}

/** @param {{tickets: Ticket[], title: string, about: (ticket: Ticket) => string, onAct: (act: string, number?: string) => void}} props */
function Set({ tickets, title, about, onAct }) {
  return html`<section class="set">
    <h3>${title} <${Num} tag="b">${tickets.length}<//>${tickets.length > 0 && html` <kbd>${keyOf("list")}</kbd>`}</h3>
    <p>
      ${tickets.map(
        (ticket) => html`<button type="button" key=${ticket.number} class="button small" onClick=${() => onAct("list", ticket.number)}>
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
