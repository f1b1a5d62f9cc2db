/** When no number can be had: what it is and what to do, said kindly. */

import { html } from "/static/vendor/preact.js";
import { hoursText } from "/static/shared/hours.js";
import { pick, t } from "/static/shared/i18n.js";
import { clock, hallDay, longDate, now } from "/static/shared/time.js";
import { Button, Icon, Notice } from "/static/shared/ui.js";
import { failureOf } from "/static/kiosk/failure.js";
import { again, back } from "/static/kiosk/flow.js";
import { findClass } from "/static/kiosk/offers.js";
import { Screen } from "/static/kiosk/screen.js";

/** @typedef {import("/static/kiosk/kiosk.js").Kiosk} Kiosk */
/** @typedef {import("/static/kiosk/offers.js").Hall} Hall */

/** The last press brought no number. @param {{kiosk: Kiosk}} props */
export function Failed({ kiosk }) {
  const { refusal, from, until } = kiosk.flow;
  const { trouble, icon, retry, correct } = failureOf(refusal ?? "", from);
  return html`<main class="screen trouble">
    <${Notice} icon=${icon} title=${t(`trouble.${trouble}`)} hint=${t(`trouble.${trouble}.hint`, { until: until ? moment(until) : "" })}>
      <div class="row">
        ${retry && html`<${Button} kind="primary" icon="recall" onPress=${() => kiosk.retry()}>${t("retry")}<//>`}
        ${correct && html`<${Button} kind="primary" icon="back" onPress=${() => kiosk.press(back)}>${t("trouble.correct")}<//>`}
        <${Button} kind=${retry || correct ? "plain" : "primary"} onPress=${() => kiosk.press(again)}>${t(trouble === "needs_server" ? "trouble.ordinary" : "start.over")}<//>
      </div>
    <//>
  </main>`;
}

/** A time of today by the clock, another with its day. @param {string} until */
function moment(until) {
  const today = hallDay(until) === hallDay(now());
  return today ? clock(until) : `${longDate(until)} ${clock(until)}`;
}

/** The server cannot be reached: nobody is led into a choice that cannot be kept. @param {{hall: Hall | null}} props */
export function Away({ hall }) {
  const hint = hall?.alone?.why_not === "numbers_used_up" ? t("away.used_up") : t("away.hint");
  return html`<main class="screen trouble"><${Notice} icon="connection_lost" title=${t("away.title")} hint=${hint} /></main>`;
}

/** @param {{hall: Hall}} props */
export function Closed({ hall }) {
  const hours = hoursText(hall.hours_today);
  return html`<main class="screen trouble">
    <${Notice} icon="clock" title=${t("closed.title")} hint=${hours ? t("closed.hours", { hours }) : t("closed.today")}>
      <p class="state-hint">${t("closed.hint")}</p>
    <//>
  </main>`;
}

/** Nobody types a code that cannot be looked up. @param {{kiosk: Kiosk}} props */
export function NoCheckIn({ kiosk }) {
  return html`<main class="screen trouble">
    <${Notice} icon="appointment" title=${t("trouble.needs_server")} hint=${t("trouble.needs_server.hint")}>
      <div class="row"><${Button} kind="primary" onPress=${() => kiosk.press(back)}>${t("trouble.ordinary")}<//></div>
    <//>
  </main>`;
}

/** A number for the green channel is given by a person, not by a machine. @param {{kiosk: Kiosk, hall: Hall}} props */
export function Urgent({ kiosk, hall }) {
  const reasons = (hall.reasons ?? []).map(({ name }) => pick(name));
  return html`<${Screen} name="urgent" title=${pick(findClass(hall, "urgent")?.name)} hint=${t("urgent.hint")} onBack=${() => kiosk.press(back)}>
    ${reasons.length > 0 && html`<ul class="reasons">${reasons.map((reason) => html`<li key=${reason}>${reason}</li>`)}</ul>`}
    <ol class="steps">
      ${["urgent.step.1", "urgent.step.2", "urgent.step.3"].map((key, step) => html`<li key=${key} class="card">
        <b class="num">${step + 1}</b><span>${t(key)}</span>
      </li>`)}
    </ol>
    <p class="proof"><${Icon} name="notice" size="1.6em" />${t("urgent.note")}</p>
  <//>`;
}
