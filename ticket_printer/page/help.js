/** Where people are who help. Nothing rings: there is no bell yet. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Button, Dialog, Icon } from "/static/shared/ui.js";

/** @param {{kiosk: import("/static/kiosk/kiosk.js").Kiosk, hall: import("/static/kiosk/offers.js").Hall}} props */
export function Help({ kiosk, hall }) {
  const close = () => kiosk.change({ ...kiosk.flow, help: false });
  const { duty_leader: leader, complaint_line: line } = hall;
  return html`<${Dialog} open=${kiosk.flow.help} title=${t("help.title")} onClose=${close}>
    <ul class="help">
      <li><${Icon} name="reception" size="1.6em" /><span>${t("help.desk")}</span></li>
      <li><${Icon} name="people" size="1.6em" /><span>${t("help.staff")}</span></li>
      ${leader && html`<li><${Icon} name="duty_leader" size="1.6em" /><span>${t("help.leader", { name: leader.name ?? "", badge: leader.badge })}</span></li>`}
      ${line && html`<li><${Icon} name="phone" size="1.6em" /><span>${t("help.line", { line })}</span></li>`}
    </ul>
    <div class="row"><${Button} kind="primary" onPress=${close}>${t("help.close")}<//></div>
  <//>`;
}
