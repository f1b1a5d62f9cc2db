/** What everybody at this kiosk should know before choosing: the paper, and who comes to help. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { now } from "/static/shared/time.js";
import { Icon } from "/static/shared/ui.js";
import { bellState, isPaperless } from "/static/kiosk/bell.js";

/** @typedef {import("/static/kiosk/self_link.js").Self} Self */

/** Where somebody still chooses; later the button and the number say themselves that there is no paper. */
const BEFORE = new Set(["welcome", "priority", "appointment"]);

/** @param {{self: Self | null, screen: string, short: boolean}} props `short`: there is little room, as letters are large or more is said */
export function Bands({ self, screen, short }) {
  const tells = isPaperless(self?.printer) && BEFORE.has(screen);
  const bell = bellState(self?.help, now());
  return html`
    ${bell !== "silent" && html`<p class="band help-band" role="status"><${Icon} name="call_help" size="1.5em" /><span>${bellText(self)}</span></p>`}
    ${tells && html`<p class="band" role="status"><${Icon} name="paper" size="1.5em" /><span>${t(short ? "take.no_paper" : "no_paper")}</span></p>`}`;
}

/** @param {Self | null} self */
export function bellText(self) {
  const bell = bellState(self?.help, now());
  const helper = self?.help.helper;
  if (bell !== "comes") return t("bell.rings");
  if (!helper?.badge) return t("bell.comes");
  return helper.name ? t("bell.comes.name", { name: helper.name, badge: helper.badge }) : t("bell.comes.badge", { badge: helper.badge });
}
