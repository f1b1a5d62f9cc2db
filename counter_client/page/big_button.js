/** The one button. It says what will happen, in the button. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { minutes, secondsSince } from "/static/shared/time.js";
import { Button, useTick } from "/static/shared/ui.js";
import { keyOf } from "./hotkeys.js";
import { absentAct, primaryAct } from "./primary.js";

/** @typedef {import("/static/shared/types.js").Ticket} Ticket */
/** @typedef {import("./day.js").DayState} DayState */

/** @param {{state: DayState, hall: import("./app.js").OfficerHall, onPrimary: () => void, onAbsent: () => void, onWithdraw: () => void}} props */
export function BigButton({ state, hall, onPrimary, onAbsent, onWithdraw }) {
  useTick(10_000);
  const { counter, sending, slow, settling } = state;
  if (!counter) return null;
  if (sending && slow) return html`<${Waiting} label=${sending.label} onWithdraw=${onWithdraw} />`;
  const primary = primaryAct(counter, hall);
  const absent = absentAct(counter, hall);
  const words = primary.words;
  return html`<div class=${`big ${absent ? "two" : ""}`}>
    <button type="button" class=${`next ${primary.verb} ${settling ? "settling" : ""}`} aria-keyshortcuts="Space Enter"
      aria-busy=${Boolean(sending)} aria-disabled=${primary.verb === "none"} onClick=${onPrimary}>
      <span class="next-text"><b>${t(`primary.${words}`)}</b><small>${t(`primary.${words}.hint`, names(primary))}</small>
        ${primary.verb === "next" && html`<${RemarkAhead} ticket=${primary.next} />`}</span>
      ${primary.verb !== "none" && html`<kbd>${t("key.space")}</kbd>`}
    </button>
    ${absent &&
    html`<${Button} class="absent" keys=${keyOf("absent")} hint=${absentHint(absent)} onPress=${onAbsent}>
      ${t(`primary.${absent.words}`)}
    <//>`}
  </div>`;
}

/** The server has not answered yet: the press is kept, and will count once. @param {{label: string, onWithdraw: () => void}} props */
function Waiting({ label, onWithdraw }) {
  return html`<div class="big waiting" role="alert">
    <div class="next-text"><b>${t("sending.title")}</b><small>${t("sending.hint", { label })}</small></div>
    <${Button} onPress=${onWithdraw}>${t("sending.withdraw")}<//>
  </div>`;
}

/** What must be seen before the next one is called. @param {{ticket: Ticket | null}} props */
function RemarkAhead({ ticket }) {
  if (!ticket?.remark) return null;
  return html`<small class="remark-ahead">${t("primary.remark", { number: ticket.number, remark: ticket.remark })}</small>`;
}

/** @param {NonNullable<ReturnType<typeof absentAct>>} absent */
function absentHint(absent) {
  const hint = t(`primary.${absent.words}.hint`, names(absent));
  if (absent.verb !== "next" || !absent.next?.remark) return hint;
  return html`${hint}<br /><span class="remark-ahead">${t("primary.remark", { number: absent.next.number, remark: absent.next.remark })}</span>`;
}

/** @param {{current: Ticket | null, next: Ticket | null}} act */
function names({ current, next }) {
  return {
    current: current?.number ?? "",
    next: next?.number ?? "",
    waited: next ? minutes(secondsSince(next.issued_at)) : "",
  };
}
