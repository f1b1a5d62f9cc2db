/** Who has the right to go first says so before choosing a service. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Bilingual, Icon } from "/static/shared/ui.js";
import { back, declareFirst } from "/static/kiosk/flow.js";
import { classIcon, declaredClasses } from "/static/kiosk/offers.js";
import { Screen } from "/static/kiosk/screen.js";

/** @param {{kiosk: import("/static/kiosk/kiosk.js").Kiosk, hall: import("/static/kiosk/offers.js").Hall, second: string | null}} props */
export function Priority({ kiosk, hall, second }) {
  return html`<${Screen} name="priority" title=${t("priority.title")} hint=${t("priority.hint")} onBack=${() => kiosk.press(back)}>
    <div class="classes tall">
      ${declaredClasses(hall).map(({ code, name, promise_s }) => html`<button type="button" key=${code} class="card class-card"
          onClick=${() => kiosk.press(declareFirst, code)}>
        <span class="pictogram"><${Icon} name=${classIcon(code)} size="1em" /></span>
        <b class="card-name"><${Bilingual} texts=${name} second=${second} /></b>
        <span class="card-facts">${t("promise", { count: Math.round(promise_s / 60) })}</span>
      </button>`)}
    </div>
    <p class="proof"><${Icon} name="id_card" size="1.6em" />${t("priority.proof")}</p>
  <//>`;
}
