/** The number: the largest thing on the screen, and what to do now. */

import { html } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { clockRange } from "/static/shared/time.js";
import { Button, Chip, Icon, Num, Skeleton } from "/static/shared/ui.js";
import { again } from "/static/kiosk/flow.js";
import { NORMAL, findClass } from "/static/kiosk/offers.js";
import { paperToExpect } from "/static/kiosk/paper.js";
import { People, Screen } from "/static/kiosk/screen.js";

/** @typedef {import("/static/kiosk/kiosk.js").Kiosk} Kiosk */
/** @typedef {import("/static/kiosk/offers.js").Hall} Hall */
/** @typedef {import("/static/shared/types.js").Ticket} Ticket */

const PAPER_ICONS = { printing: "printer", take: "ticket", missing: "phone" };

/** @param {{kiosk: Kiosk, hall: Hall, paperless: boolean}} props */
export function Done({ kiosk, hall, paperless }) {
  const { ticket } = kiosk.flow;
  if (!ticket) return null;
  const service = hall.services.find(({ letter }) => letter === ticket.service);
  const paper = paperToExpect(kiosk.paper(), paperless);
  const priority = ticket.class === NORMAL ? null : findClass(hall, ticket.class);
  return html`<${Screen} name="done" title=${t("done.title")}>
    <p class="card ticket">
      <${Num} class="ticket-number">${ticket.number}<//>
      <span class="ticket-service">${ticket.alone && html`<${Chip} kind="amber">${t("alone.chip")}<//> `}${pick(service?.name)}${priority && html` <${Chip} kind="jade">${pick(priority.name)}<//>`}</span>
    </p>
    ${ticket.alone && paper !== "missing" && html`<p class="alone" role="status"><${Icon} name="connection_lost" size="1.5em" /><span>${t("alone.done")}</span></p>`}
    <${Paper} paper=${paper} secret=${ticket.secret ?? ""} alone=${ticket.alone ?? false} />
    <${Next} ticket=${ticket} area=${kiosk.visit ? pick(kiosk.visit.area) : null} />
    <div class="done-end">
      <${Button} kind="primary" class="take" onPress=${() => kiosk.press(again)}>${t("done.finish")}<//>
      <p class="muted">${t("done.returns", { count: Math.ceil(kiosk.patience().left_s) })}</p>
    </div>
  <//>`;
}

/** @param {{paper: import("/static/kiosk/paper.js").Paper, secret: string, alone: boolean}} props */
function Paper({ paper, secret, alone }) {
  return html`<section class=${`paper ${paper}`} role="status">
    <span class="pictogram"><${Icon} name=${PAPER_ICONS[paper]} size="1em" /></span>
    <span class="paper-text"><b>${t(`paper.${paper}`)}</b><span>${paper === "missing" && alone ? t("alone.missing") : t(`paper.${paper}.hint`)}</span></span>
    ${paper === "missing" && secret && html`<img class="qr" src=${`/api/v1/tickets/${secret}/qr.svg`} alt=${t("paper.qr")} />`}
  </section>`;
}

/** Where to wait and for how long. @param {{ticket: Ticket, area: string | null}} props `area` null: not known yet */
function Next({ ticket, area }) {
  const { ahead, forecast } = ticket;
  return html`<dl class="card facts">
    ${area !== "" && html`<div><dt>${t("done.area")}</dt><dd>${area ?? html`<${Skeleton} lines=${1} label=${t("loading")} />`}</dd></div>`}
    ${ahead !== null && html`<div><dt>${t("facts.ahead")}</dt><dd><${People} count=${ahead} forecast=${forecast} /></dd></div>`}
    <div><dt>${t("done.when")}</dt><dd>${whenCalled(ticket)}</dd></div>
  </dl>`;
}

/** @param {Ticket} ticket */
function whenCalled({ alone, forecast, issued_at }) {
  if (alone) return t("alone.wait");
  return forecast ? html`<${Num}>${clockRange(forecast, issued_at)}<//>` : t("done.listen");
}
