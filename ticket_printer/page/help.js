/** Calling a person: a bell at the service desk where this kiosk has one, and where people are in any case. */

import { html, useState } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { now } from "/static/shared/time.js";
import { Button, Dialog, Icon } from "/static/shared/ui.js";
import { bellText } from "/static/kiosk/bands.js";
import { bellState } from "/static/kiosk/bell.js";

/** @typedef {import("/static/kiosk/kiosk.js").Kiosk} Kiosk */
/** @typedef {import("/static/kiosk/self_link.js").SelfLink} SelfLink */

/** @param {{kiosk: Kiosk, hall: import("/static/kiosk/offers.js").Hall, link: SelfLink}} props */
export function Help({ kiosk, hall, link }) {
  const close = () => kiosk.change({ ...kiosk.flow, help: false });
  return html`<${Dialog} open=${kiosk.flow.help} title=${t("help.title")} onClose=${close}>
    ${link.self && html`<${BellPart} link=${link} />`}
    <${People} hall=${hall} />
    <div class="row"><${Button} kind=${link.self ? "plain" : "primary"} onPress=${close}>${t("help.close")}<//></div>
  <//>`;
}

/** @param {{link: SelfLink}} props */
function BellPart({ link }) {
  const [state, setState] = useState(/** @type {"idle" | "busy" | "failed"} */ ("idle"));
  const bell = bellState(link.self?.help, now());
  if (link.self?.alone) return html`<${NoBell} />`;
  const act = (/** @type {() => Promise<boolean>} */ doing) => async () => {
    setState("busy");
    setState((await doing()) ? "idle" : "failed");
  };
  if (bell === "silent") {
    return html`<${Button} kind="primary" icon="bell" class="take" busy=${state === "busy"} onPress=${act(() => link.ring())}
      hint=${state === "failed" ? t("bell.failed") : t("bell.ring.hint")}>${t("bell.ring")}<//>`;
  }
  return html`<section class="paper printing" role="status">
    <span class="pictogram"><${Icon} name="call_help" size="1em" /></span>
    <span class="paper-text"><b>${bellText(link.self)}</b><span>${t(state === "failed" ? "bell.failed" : "bell.stay")}</span></span>
    <${Button} busy=${state === "busy"} onPress=${act(() => link.still())}>${t("bell.still")}<//>
  </section>`;
}

/** The server is gone: a bell would ring nowhere. */
function NoBell() {
  return html`<section class="paper missing" role="status">
    <span class="paper-text"><b>${t("bell.away")}</b><span>${t("bell.away.hint")}</span></span>
  </section>`;
}

/** @param {{hall: import("/static/kiosk/offers.js").Hall}} props */
function People({ hall: { duty_leader: leader, complaint_line: line } }) {
  return html`<ul class="help">
    <li><${Icon} name="reception" size="1.6em" /><span>${t("help.desk")}</span></li>
    <li><${Icon} name="people" size="1.6em" /><span>${t("help.staff")}</span></li>
    ${leader && html`<li><${Icon} name="duty_leader" size="1.6em" /><span>${t("help.leader", { name: leader.name ?? "", badge: leader.badge })}</span></li>`}
    ${line && html`<li><${Icon} name="phone" size="1.6em" /><span>${t("help.line", { line })}</span></li>`}
  </ul>`;
}
