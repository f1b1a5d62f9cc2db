/** The hall's screens: what each shows, whether it can be heard, what is wrong and what to do about it. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { t } from "/static/shared/i18n.js";
import { now } from "/static/shared/time.js";
import { Button, Chip, Icon, Notice, Skeleton } from "/static/shared/ui.js";
import { seenText } from "./device_words.js";
import { figuresOf, inOrder } from "./displays.js";
import { missingText, screenName, spokeText, titleOf, voiceText } from "./display_words.js";
import { PairScreen } from "./pair_screen.js";
import { Panel } from "./panel.js";

/** @typedef {import("./displays.js").Display} Display */
/** @typedef {import("./display_words.js").Choice} Choice */

/**
 * @param {{hall: string, counters: {number: number}[], displays: Display[] | null, onChanged: () => void,
 *   onRevoke: (device: {id: string, name: string}) => void}} props
 */
export function DisplaysPanel({ hall, counters, displays, onChanged, onRevoke }) {
  const [pairing, pair] = useState(/** @type {Display | "new" | null} */ (null));
  const choices = useChoices(hall);
  const add = html`<${Button} class="small" icon="plus" onPress=${() => pair("new")}>${t("pair")}<//>`;
  const done = () => {
    pair(null);
    onChanged();
  };
  return html`<${Panel} title=${t("displays")} aside=${add}>
    ${!displays && html`<${Skeleton} lines=${3} label=${t("loading")} />`}
    ${displays?.length === 0 && html`<${Notice} icon="screen" title=${t("displays.none")} hint=${t("displays.none.hint", { address: `${location.origin}/display` })} />`}
    ${displays && displays.length > 0 && html`<${Table} displays=${inOrder(displays)} choices=${choices} onMove=${pair} onRevoke=${onRevoke} />`}
    <${PairScreen} hall=${hall} about=${pairing} choices=${choices ?? []} counters=${counters} onDone=${done} onNo=${() => pair(null)} />
  <//>`;
}

/** Alarms of screens that call all the same. @type {Set<Display["alarm"]>} */
const CAN_WAIT = new Set(["clips", "clock"]);

/** The screens that the hall has, to be chosen from. @param {string} hall */
function useChoices(hall) {
  const [choices, setChoices] = useState(/** @type {Choice[] | null} */ (null));
  useEffect(() => {
    void api.get(`/halls/${hall}/screens`).then(({ screens }) => setChoices(screens), () => undefined);
  }, [hall]);
  return choices;
}

/** @param {{displays: Display[], choices: Choice[] | null, onMove: (display: Display) => void, onRevoke: (device: {id: string, name: string}) => void}} props */
function Table({ displays, choices, onMove, onRevoke }) {
  return html`<table class="devices displays">
    <thead><tr>
      <th scope="col">${t("display.name")}</th><th scope="col">${t("device.condition")}</th>
      <th scope="col">${t("device.sound")}</th><th scope="col">${t("device.seen")}</th><th scope="col"><span class="visually-hidden">${t("device.acts")}</span></th>
    </tr></thead>
    <tbody>${displays.map((each, index) => html`<${Row} key=${each.device ?? index} display=${each} choices=${choices} onMove=${onMove} onRevoke=${onRevoke} />`)}</tbody>
  </table>`;
}

/** @param {{display: Display, choices: Choice[] | null, onMove: (display: Display) => void, onRevoke: (device: {id: string, name: string}) => void}} props */
function Row({ display, choices, onMove, onRevoke }) {
  const { device, seen_at } = display;
  const spoken = [voiceText(display), spokeText(display)].filter(Boolean).join(" · ");
  return html`<tr class=${!display.alarm ? "good" : CAN_WAIT.has(display.alarm) ? "warm" : "bad"}>
    <th scope="row"><span class="device-name"><${Icon} name="screen" size="24" /><span><b>${titleOf(display)}</b><small class="muted">${screenName(display.screen, choices)}</small></span></span></th>
    <td class="display-state"><${Condition} display=${display} /></td>
    <td class="device-said">${spoken}</td>
    <td class="device-said nowrap">${seenText({ seen_at }, now())}</td>
    <td class="device-act">${device && html`
      <${Button} kind="quiet" class="small" onPress=${() => onMove(display)}>${t("display.move")}<//>
      <${Button} kind="quiet" class="small" onPress=${() => onRevoke({ id: device, name: titleOf(display) })}>${t("device.revoke")}<//>`}</td>
  </tr>`;
}

/** @param {{display: Display}} props */
function Condition({ display }) {
  const { alarm, device, connected } = display;
  if (alarm) {
    return html`<${Chip} kind=${CAN_WAIT.has(alarm) ? "amber" : "urgent"}>${t(`alarm.${alarm}`, figuresOf(display))}<//><small>${t(`alarm.${alarm}.todo`)}${missingText(display)}</small>`;
  }
  if (!connected) return html`<${Chip} kind="plain">${t(device ? "display.off" : "display.closed")}<//>`;
  if (!device) return html`<${Chip} kind="amber">${t("display.unpaired")}<//><small>${t("display.unpaired.todo")}</small>`;
  return html`<${Chip} kind="jade">${t("health.good")}<//>`;
}
