/** Where one sits, what the day has brought, and whether the server is there. */

import { html, useState } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { LanguageSwitch } from "/static/shared/language_switch.js";
import { decimal } from "/static/shared/numbers.js";
import { clock, now } from "/static/shared/time.js";
import { Button, Icon, Num, useTick } from "/static/shared/ui.js";
import { isSoundOn, setSound } from "./sound.js";

/**
 * @param {{counter: import("/static/shared/types.js").Counter, live: string,
 *   onHelp: () => void, onLeave: () => void, onSmall: () => void}} props
 */
export function Header({ counter, live, onHelp, onLeave, onSmall }) {
  useTick(10_000);
  const { officer, today } = counter;
  return html`<header class="head">
    <h1>${t("counter.name", { number: counter.number })} <small>${pick(counter.name)}</small></h1>
    ${officer && html`<span class="who"><b>${officer.name}</b> ${t("badge", { badge: officer.badge })}</span>`}
    <span class="today">${t("today.served")} <${Num} tag="b">${today.completed}<//></span>
    ${today.service_mean_s !== null &&
    html`<span class="today">${t("today.mean")} <${Num} tag="b">${decimal(today.service_mean_s / 60)}<//> ${t("today.minutes")}</span>`}
    <span class=${`live ${live}`} role="status"><i></i>${t(`live.${live}`)}</span>
    <${Num} class="clock">${clock(now())}<//>
    <span class="tools">
      <${SoundButton} />
      <button type="button" class="button quiet tool small-tool" aria-keyshortcuts="W" aria-label=${t("small")} title=${`${t("small")} (W)`} onClick=${onSmall}><${Icon} name="small_window" /></button>
      <${LanguageSwitch} />
      <${Button} kind="quiet" keys="?" onPress=${onHelp}>${t("help")}<//>
      <${Button} kind="quiet" icon="leave" onPress=${onLeave}>${t("verb.leave")}<//>
    </span>
  </header>`;
}

function SoundButton() {
  const [on, setOn] = useState(isSoundOn());
  const turn = () => {
    setSound(!on);
    setOn(!on);
  };
  return html`<button type="button" class="button quiet tool" aria-pressed=${on} aria-label=${t("sound")} title=${t(on ? "sound.on" : "sound.off")} onClick=${turn}>
    <${Icon} name=${on ? "speaker" : "speaker_off"} />
  </button>`;
}
