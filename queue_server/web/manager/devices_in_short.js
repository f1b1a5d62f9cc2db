/** Whether the hall's machines are well; the trouble, by name. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { now } from "/static/shared/time.js";
import { Button, Skeleton } from "/static/shared/ui.js";
import { conditionText } from "./device_words.js";
import { healthOf, inOrder, summary } from "./devices.js";
import { Panel } from "./panel.js";

const SHOWN = 3;

/** @param {{devices: import("./devices.js").Device[] | null, onMore: () => void}} props */
export function DevicesInShort({ devices, onMore }) {
  if (!devices) return html`<${Panel} title=${t("devices")}><${Skeleton} lines=${2} label=${t("loading")} /><//>`;
  const count = summary(devices, now());
  const troubled = inOrder(devices, now()).filter((each) => !["good", "revoked"].includes(healthOf(each, now())));
  return html`<${Panel} class="short-panel" title=${t("devices")} aside=${t("devices.count", count)}>
    <ul class="short">
      ${troubled.slice(0, SHOWN).map((each) => html`<li key=${each.id} class=${healthOf(each, now())}><i></i><span>${each.name}</span><span class="muted">${conditionText(each, now())}</span></li>`)}
      ${troubled.length === 0 && html`<li class="muted">${t(devices.length ? "devices.well" : "devices.none")}</li>`}
    </ul>
    ${troubled.length > 0 && html`<${Button} kind="quiet" class="more" icon="chevron" onPress=${onMore}>
      ${troubled.length > SHOWN ? t("devices.more", { count: troubled.length - SHOWN }) : t("devices.all")}
    <//>`}
  <//>`;
}
