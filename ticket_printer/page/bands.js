/** What everybody at this kiosk should know before choosing: the paper, and who comes to help. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { now } from "/static/shared/time.js";
import { Icon } from "/static/shared/ui.js";
import { bellState, isPaperless } from "/static/kiosk/bell.js";

/** @typedef {import("/static/kiosk/self_link.js").Self} Self */

/** @param {{self: Self | null}} props */
export function Bands({ self }) {
  const bell = bellState(self?.help, now());
  return html`
    ${bell !== "silent" && html`<p class="band help-band" role="status"><${Icon} name="call_help" size="1.5em" /><span>${bellText(self)}</span></p>`}
    ${isPaperless(self?.printer) && html`<p class="band" role="status"><${Icon} name="paper" size="1.5em" /><span>${t("no_paper")}</span></p>`}`;
}

/** @param {Self | null} self */
export function bellText(self) {
  const bell = bellState(self?.help, now());
  const helper = self?.help.helper;
  if (bell !== "comes") return t("bell.rings");
  if (!helper?.badge) return t("bell.comes");
  return helper.name ? t("bell.comes.name", { name: helper.name, badge: helper.badge }) : t("bell.comes.badge", { badge: helper.badge });
}
