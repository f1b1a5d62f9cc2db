/** How one likes the screen: senior mode is at the foot; contrast, reach and what was said are here, on every screen. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Icon } from "/static/shared/ui.js";

/** @param {{kiosk: import("/static/kiosk/kiosk.js").Kiosk, onRepeat: () => void}} props */
export function Aids({ kiosk, onRepeat }) {
  const { flow } = kiosk;
  return html`<div class="aids" role="group" aria-label=${t("aids")}>
    <button type="button" aria-pressed=${flow.contrast} onClick=${() => kiosk.change({ ...flow, contrast: !flow.contrast })}>
      <${Icon} name="contrast" size="1.3em" />${t("contrast")}
    </button>
    <button type="button" aria-pressed=${flow.low} onClick=${() => kiosk.change({ ...flow, low: !flow.low, page: 0 })}>
      <${Icon} name="wheelchair" size="1.3em" />${t("low")}
    </button>
    ${flow.senior && html`<button type="button" class="repeat" onClick=${onRepeat}>
      <${Icon} name="speaker" size="1.3em" />${t("guide.again")}
    </button>`}
  </div>`;
}
