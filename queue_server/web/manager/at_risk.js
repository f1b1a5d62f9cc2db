/** Whose promise is broken or about to be: the fullest bar first, as it will be called. */

import { html } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { Bar, Chip, Notice, Num, classKind } from "/static/shared/ui.js";
import { atRisk } from "./floor.js";
import { Panel } from "./panel.js";

/** @typedef {import("./floor.js").Waiter} Waiter */
/** @typedef {import("/static/shared/types.js").Hall} Hall */

/** More than these nobody can act upon; the rest is a number. */
const SHOWN = 40;

/** @param {{hall: Hall, line: Waiter[]}} props */
export function AtRisk({ hall, line }) {
  const all = atRisk(line);
  const broken = all.filter(({ share }) => share >= 1).length;
  const aside = all.length ? t("risk.count", { broken, close: all.length - broken }) : "";
  return html`<${Panel} class="risk-panel" title=${t("risk")} aside=${aside}>
    ${all.length === 0
      ? line.length === 0
        ? html`<${Notice} icon="people" title=${t("risk.nobody")} />`
        : html`<${Notice} icon="check" title=${t("risk.none")} hint=${t("risk.none.hint")} />`
      : html`<ul class="risks" tabindex="0" aria-label=${t("risk")}>
          ${all.slice(0, SHOWN).map((each) => html`<${Risk} key=${each.ticket.number} waiter=${each} hall=${hall} />`)}
          ${all.length > SHOWN && html`<li class="muted">${t("risk.more", { count: all.length - SHOWN })}</li>`}
        </ul>`}
  <//>`;
}

/** @param {{waiter: Waiter, hall: Hall}} props */
function Risk({ waiter: { ticket, share, waited_s, left_s }, hall }) {
  const service = pick(hall.services.find(({ letter }) => letter === ticket.service)?.name);
  const waited = t("risk.waited", { waited: Math.floor(waited_s / 60), promised: Math.round(ticket.promise_s / 60) });
  return html`<li class="risk">
    <${Num} class="risk-number">${ticket.number}<//>
    <div class="risk-text">
      <span class="risk-service">${service} ${ticket.class !== "normal" && html`<${Chip} kind=${classKind(ticket.class)}>${className(hall, ticket.class)}<//>`}</span>
      <${Bar} share=${share} label=${t("bar.label", { percent: Math.round(share * 100) })} />
      <span class="risk-foot"><span>${waited}</span><b class=${share >= 1 ? "broken" : ""}>${leftText(left_s)}</b></span>
    </div>
  </li>`;
}

/** @param {Hall} hall @param {string} code */
function className(hall, code) {
  return pick(hall.classes.find((each) => each.code === code)?.name) || code;
}

/** @param {number} left_s */
function leftText(left_s) {
  const whole = Math.floor(Math.abs(left_s) / 60);
  if (left_s > 0) return whole ? t("risk.left", { count: whole }) : t("risk.left.under");
  return whole ? t("risk.over", { count: whole }) : t("risk.over.under");
}
