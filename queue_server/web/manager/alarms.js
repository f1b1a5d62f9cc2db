/** What needs a hand, at the top of the hall's view: the worst of screens, printers and cases, what is wrong, what to do; in one line. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { now } from "/static/shared/time.js";
import { Button, Icon } from "/static/shared/ui.js";
import { casesAddress } from "/static/cases/address.js";
import { alarming, figuresOf } from "./displays.js";
import { titleOf } from "./display_words.js";
import { printerAlarms } from "./printer_alarms.js";

/** @typedef {{icon: string, name: string, what: string, todo: string, soon: boolean, address?: string}} Alarm `address` of where it is dealt with, where that is another page */

/**
 * @param {{hall: string, displays: import("./displays.js").Display[] | null, devices: import("./devices.js").Device[] | null,
 *   cases: import("./cases_panel.js").Tallies | null, onMore: () => void}} props
 */
export function Alarms({ hall, displays, devices, cases, onMore }) {
  const [worst, ...others] = inOrder(displays ?? [], devices ?? [], overdue(hall, cases));
  if (!worst) return null;
  return html`<section class=${`display-alarms ${worst.soon ? "soon" : ""}`} role="alert" aria-label=${t("alarms")}>
    <${Icon} name=${worst.icon} size="26" />
    <p><b>${worst.name}</b> <span>${worst.what}</span>
      <span class="todo">${worst.todo}</span></p>
    ${worst.address && html`<a class="button quiet small" href=${worst.address} target="lunhou-cases"><${Icon} name="chevron" /> ${t("cases.all")}</a>`}
    ${(!worst.address || others.length > 0) && html`<${Button} kind="quiet" class="small" icon="chevron" onPress=${onMore}>
      ${others.length > 0 ? t("alarms.more", { count: others.length }) : t("devices.all")}
    <//>`}
  </section>`;
}

/** Cases whose answer is late are one alarm. @param {string} hall @param {import("./cases_panel.js").Tallies | null} cases @returns {Alarm[]} */
function overdue(hall, cases) {
  const count = cases?.hall?.overdue ?? 0;
  if (!count) return [];
  const address = casesAddress(hall, { overdue: "true" });
  return [{ icon: "complaint", name: t("cases"), soon: false, what: t("alarm.cases", { count }), todo: t("alarm.cases.todo"), address }];
}

/** Screens first, since calls go by them; of printers those that stand still; then late answers, and printers that will stand. @param {import("./displays.js").Display[]} displays @param {import("./devices.js").Device[]} devices @param {Alarm[]} late @returns {Alarm[]} */
function inOrder(displays, devices, late) {
  const screens = alarming(displays).map((each) => ({
    icon: "screen", name: titleOf(each), soon: false,
    what: t(`alarm.${each.alarm}`, figuresOf(each)), todo: t(`alarm.${each.alarm}.todo`),
  }));
  const printers = printerAlarms(devices, now()).map(({ device, alarm }) => ({
    icon: "printer", name: device.name, soon: alarm === "paper_low",
    what: t(`printer.${alarm}`), todo: t(`printer.${alarm}.todo`),
  }));
  return [...screens, ...printers.filter(({ soon }) => !soon), ...late, ...printers.filter(({ soon }) => soon)];
}
