/** The person has a number for this already: which one, and another paper of it. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Button, Icon, Num } from "/static/shared/ui.js";
import { again } from "/static/kiosk/flow.js";
import { Screen } from "/static/kiosk/screen.js";

/** @param {{kiosk: import("/static/kiosk/kiosk.js").Kiosk}} props */
export function Already({ kiosk }) {
  const { number, printed } = kiosk.flow;
  return html`<${Screen} name="already" title=${t("already.title")} hint=${t("already.hint")}>
    <p class="card ticket"><${Num} class="ticket-number">${number}<//></p>
    ${printed &&
    html`<section class="paper take" role="status"><span class="pictogram"><${Icon} name="ticket" size="1em" /></span>
      <span class="paper-text"><b>${t("paper.take")}</b><span>${t("paper.take.hint")}</span></span></section>`}
    <div class="done-end">
      ${!printed && html`<${Button} kind="primary" icon="printer" class="take" onPress=${() => kiosk.printAgain()}>${t("already.print")}<//>`}
      <${Button} kind=${printed ? "primary" : "plain"} class=${printed ? "take" : "wide"} onPress=${() => kiosk.press(again)}>${t("done.finish")}<//>
    </div>
  <//>`;
}
