/** Screens that need a hand, at the top of the hall's view: the worst one, what is wrong, what to do; in one line. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Button, Icon } from "/static/shared/ui.js";
import { alarming, figuresOf } from "./displays.js";
import { titleOf } from "./display_words.js";

/** @param {{displays: import("./displays.js").Display[] | null, onMore: () => void}} props */
export function DisplayAlarms({ displays, onMore }) {
  const [worst, ...others] = alarming(displays ?? []);
  if (!worst) return null;
  return html`<section class="display-alarms" role="alert" aria-label=${t("displays.alarms")}>
    <${Icon} name="screen" size="26" />
    <p><b>${titleOf(worst)}</b> <span>${t(`alarm.${worst.alarm}`, figuresOf(worst))}</span>
      <span class="todo">${t(`alarm.${worst.alarm}.todo`)}</span></p>
    <${Button} kind="quiet" class="small" icon="chevron" onPress=${onMore}>
      ${others.length > 0 ? t("displays.more", { count: others.length }) : t("devices.all")}
    <//>
  </section>`;
}
