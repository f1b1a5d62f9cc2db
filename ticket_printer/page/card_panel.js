/** The document: asked for, read, or not needed. The number itself never comes to this page. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Icon } from "/static/shared/ui.js";

/**
 * @param {{kiosk: import("/static/kiosk/kiosk.js").Kiosk, service: import("/static/kiosk/offers.js").Service, hasReader: boolean}} props
 */
export function CardPanel({ kiosk, service, hasReader }) {
  const asks = service.identity ?? "none";
  const { card } = kiosk.flow;
  if (asks === "none" || (asks === "optional" && !hasReader && !card)) return null;
  const state = card ? "read" : hasReader ? asks : "no_reader";
  return html`<p class=${`card-panel ${state}`} role="status">
    <${Icon} name=${card ? "check" : "id_card"} size="2em" />
    <span><b>${t(`card.${state}`, { last4: card?.last4 ?? "" })}</b><small>${t(`card.${state}.hint`)}</small></span>
  </p>`;
}
