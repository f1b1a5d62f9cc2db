/** How many come together: two large buttons and the number between them. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Icon, Num } from "/static/shared/ui.js";
import { LARGEST_PARTY, countParty } from "/static/kiosk/flow.js";

/** @param {{kiosk: import("/static/kiosk/kiosk.js").Kiosk}} props */
export function Party({ kiosk }) {
  const { party } = kiosk.flow;
  const count = (/** @type {number} */ by) => () => kiosk.change(countParty(kiosk.flow, by));
  return html`<div class="party" role="group" aria-label=${t("party.title")}>
    <span class="party-title"><${Icon} name="people" size="1.3em" />${t("party.title")}</span>
    <button type="button" class="key" aria-label=${t("party.less")} disabled=${party === 1} onClick=${count(-1)}><${Icon} name="minus" size="1em" /></button>
    <span class="party-count" role="status"><${Num}>${party}<//> ${t("party.people", { count: party })}</span>
    <button type="button" class="key" aria-label=${t("party.more")} disabled=${party === LARGEST_PARTY} onClick=${count(1)}><${Icon} name="plus" size="1em" /></button>
  </div>`;
}
