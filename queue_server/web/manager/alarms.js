/** What needs a hand, at the top of the hall's view: the worst of screens and printers, what is wrong, what to do; in one line. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { now } from "/static/shared/time.js";
import { Button, Icon } from "/static/shared/ui.js";
import { alarming, figuresOf } from "./displays.js";
import { titleOf } from "./display_words.js";
import { printerAlarms } from "./printer_alarms.js";

/** @typedef {{icon: string, name: string, what: string, todo: string, soon: boolean}} Alarm */

/**
 * @param {{displays: import("./displays.js").Display[] | null, devices: import("./devices.js").Device[] | null,
 *   onMore: () => void}} props
 */
export function Alarms({ displays, devices, onMore }) {
  const [worst, ...others] = inOrder(displays ?? [], devices ?? []);
  if (!worst) return null;
  return html`<section class=${`display-alarms ${worst.soon ? "soon" : ""}`} role="alert" aria-label=${t("alarms")}>
    <${Icon} name=${worst.icon} size="26" />
    <p><b>${worst.name}</b> <span>${worst.what}</span>
      <span class="todo">${worst.todo}</span></p>
    <${Button} kind="quiet" class="small" icon="chevron" onPress=${onMore}>
      ${others.length > 0 ? t("alarms.more", { count: others.length }) : t("devices.all")}
    <//>
  </section>`;
}

/** Screens first, since calls go by them; of printers those that stand still, then those that will. @param {import("./displays.js").Display[]} displays @param {import("./devices.js").Device[]} devices @returns {Alarm[]} */
function inOrder(displays, devices) {
  const screens = alarming(displays).map((each) => ({
    icon: "screen", name: titleOf(each), soon: false,
    what: t(`alarm.${each.alarm}`, figuresOf(each)), todo: t(`alarm.${each.alarm}.todo`),
  }));
  const printers = printerAlarms(devices, now()).map(({ device, alarm }) => ({
    icon: "printer", name: device.name, soon: alarm === "paper_low",
    what: t(`printer.${alarm}`), todo: t(`printer.${alarm}.todo`),
  }));
  return [...screens, ...printers.filter(({ soon }) => !soon), ...printers.filter(({ soon }) => soon)];
}
