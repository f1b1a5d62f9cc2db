/** The hall's machines: who asks to be let in, who is well, who is away. */

import { html, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { errorText, t } from "/static/shared/i18n.js";
import { ago, now } from "/static/shared/time.js";
import { Button, Chip, Dialog, Icon, Notice, Skeleton, useTick } from "/static/shared/ui.js";
import { printerText, seenText, soundText } from "./device_words.js";
import { healthOf, inOrder, summary } from "./devices.js";
import { DisplaysPanel } from "./displays_panel.js";
import { Panel } from "./panel.js";
import { PaperSamples } from "./paper_samples.js";
import { PapersPanel } from "./papers_panel.js";

/** @typedef {import("./devices.js").Device} Device */

/** @type {Record<string, string>} */
const ICONS = { kiosk: "kiosk", printer: "printer", display: "screen", rating_pad: "rating" };
/** @type {Record<import("./devices.js").Health, "jade" | "amber" | "urgent" | "plain">} */
const CHIPS = { good: "jade", soon: "amber", unseen: "amber", pending: "amber", bad: "urgent", away: "urgent", revoked: "plain" };

/** @param {{watch: import("./watch.js").Watch}} props */
export function DevicesView({ watch: { hall, devices, displays, papers, askAgain } }) {
  useTick(5_000);
  const [error, setError] = useState("");
  const [revoking, revoke] = useState(/** @type {{id: string, name: string} | null} */ (null));

  /** @param {{id: string}} device @param {"approved" | "revoked"} state */
  async function decide(device, state) {
    revoke(null);
    setError("");
    await api.put(`/halls/${hall.hall}/devices/${device.id}`, { state }).catch((refusal) => setError(errorText(refusal)));
    lookAgain();
  }

  const lookAgain = () => /** @type {const} */ (["devices", "displays"]).forEach(askAgain);

  if (!devices) return html`<${Panel} title=${t("devices")}><${Skeleton} lines=${6} label=${t("loading")} /><//>`;
  const pending = devices.filter(({ state }) => state === "pending");
  const others = inOrder(devices, now()).filter(({ id, state }) => state !== "pending" && !displays?.some(({ device }) => device === id));
  return html`
    <p class="form-error" role="alert">${error}</p>
    ${pending.length > 0 && html`<${Pending} devices=${pending} onDecide=${decide} />`}
    <${PapersPanel} hall=${hall.hall} papers=${papers} onDecided=${() => askAgain("papers")} />
    <${DisplaysPanel} hall=${hall.hall} counters=${hall.counters} displays=${displays} onChanged=${lookAgain} onRevoke=${revoke} />
    <${Panel} title=${t("devices.others")} aside=${others.length ? t("devices.count", summary(others, now())) : ""}>
      ${others.length === 0
        ? html`<${Notice} icon="screen" title=${t("devices.none")} hint=${t("devices.none.hint")} />`
        : html`<${Table} devices=${others} onRevoke=${revoke} />`}
    <//>
    <${PaperSamples} hall=${hall} />
    <${Dialog} open=${revoking !== null} title=${t("device.revoke.title", { name: revoking?.name ?? "" })} onClose=${() => revoke(null)}>
      <p>${t("device.revoke.hint")}</p>
      <div class="dialog-foot">
        <${Button} onPress=${() => revoke(null)}>${t("no")}<//>
        <${Button} kind="danger" onPress=${() => revoking && decide(revoking, "revoked")}>${t("device.revoke")}<//>
      </div>
    <//>
  `;
}

/** @param {{devices: Device[], onDecide: (device: Device, state: "approved" | "revoked") => void}} props */
function Pending({ devices, onDecide }) {
  return html`<${Panel} class="pending-panel" title=${t("devices.pending")} aside=${t("devices.pending.hint")}>
    <ul class="pending">
      ${devices.map((device) => html`<li key=${device.id}>
        <${Icon} name=${ICONS[device.kind] ?? "settings"} size="28" />
        <span class="pending-name"><b>${device.name}</b><span class="muted">${[t(`kind.${device.kind}`), place(device), t("device.asked", { ago: ago(device.asked_at) })].filter(Boolean).join(" · ")}</span></span>
        <${Button} kind="primary" icon="check" onPress=${() => onDecide(device, "approved")}>${t("device.approve")}<//>
        <${Button} onPress=${() => onDecide(device, "revoked")}>${t("device.refuse")}<//>
      </li>`)}
    </ul>
  <//>`;
}

/** @param {{devices: Device[], onRevoke: (device: Device) => void}} props */
function Table({ devices, onRevoke }) {
  return html`<table class="devices">
    <thead><tr>
      <th scope="col">${t("device.name")}</th><th scope="col">${t("device.condition")}</th><th scope="col">${t("device.printer")}</th>
      <th scope="col">${t("device.sound")}</th><th scope="col">${t("device.seen")}</th><th scope="col"><span class="visually-hidden">${t("device.acts")}</span></th>
    </tr></thead>
    <tbody>${devices.map((device) => html`<${Row} key=${device.id} device=${device} onRevoke=${onRevoke} />`)}</tbody>
  </table>`;
}

/** @param {{device: Device, onRevoke: (device: Device) => void}} props */
function Row({ device, onRevoke }) {
  const health = healthOf(device, now());
  const known = device.state === "approved";
  return html`<tr class=${health}>
    <th scope="row"><span class="device-name"><${Icon} name=${ICONS[device.kind] ?? "settings"} size="24" /><span><b>${device.name}</b><small class="muted">${[t(`kind.${device.kind}`), place(device)].filter(Boolean).join(" · ")}</small></span></span></th>
    <td><${Chip} kind=${CHIPS[health]}>${t(`health.${health}`)}<//></td>
    <td class="device-said">${known && printerText(device)}</td>
    <td class="device-said">${known && soundText(device)}</td>
    <td class="device-said">${seenText(device, now())}</td>
    <td class="device-act">${known && html`<${Button} kind="quiet" class="small" onPress=${() => onRevoke(device)}>${t("device.revoke")}<//>`}</td>
  </tr>`;
}

/** @param {Device} device */
function place({ counter }) {
  return counter === null ? "" : t("counter.name", { number: counter });
}

