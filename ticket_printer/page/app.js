/** The frame around every screen: the hall's name, the languages, the screen, and what lies over it. */

import { html } from "/static/vendor/preact.js";
import { language, pick, t } from "/static/shared/i18n.js";
import { companion, spokenHere } from "/static/shared/languages.js";
import { clock, now } from "/static/shared/time.js";
import { Bilingual, Button, Dialog, Icon, Num, Skeleton } from "/static/shared/ui.js";
import { Aids } from "/static/kiosk/aids.js";
import { Already } from "/static/kiosk/already.js";
import { Appointment } from "/static/kiosk/appointment.js";
import { Bands } from "/static/kiosk/bands.js";
import { isPaperless } from "/static/kiosk/bell.js";
import { Confirm } from "/static/kiosk/confirm.js";
import { Done } from "/static/kiosk/done.js";
import { again } from "/static/kiosk/flow.js";
import { isAway } from "/static/kiosk/hall_link.js";
import { Help } from "/static/kiosk/help.js";
import { Priority } from "/static/kiosk/priority.js";
import { Screen } from "/static/kiosk/screen.js";
import { FINISHING, shownScreen } from "/static/kiosk/shown.js";
import { Away, Closed, Failed, NoCheckIn, Urgent } from "/static/kiosk/troubles.js";
import { Welcome } from "/static/kiosk/welcome.js";

/** @typedef {import("/static/kiosk/kiosk.js").Kiosk} Kiosk */
/** @typedef {import("/static/kiosk/hall_link.js").Known} Known */
/** @typedef {import("/static/kiosk/offers.js").Hall} Hall */

/** @type {Record<import("/static/kiosk/shown.js").Shown, any>} */
const SCREENS = { welcome: Welcome, priority: Priority, confirm: Confirm, urgent: Urgent, appointment: Appointment, taking: Taking, done: Done, already: Already, failed: Failed,
  away: Away, closed: Closed, no_check_in: NoCheckIn };
/** Screens that say themselves what the way alone means for them. */
const SAYS_SO = new Set([...FINISHING, "appointment"]);

/** @param {{kiosk: Kiosk, known: Known, link: import("/static/kiosk/self_link.js").SelfLink, hasReader: boolean, onRepeat: () => void}} props */
export function App({ kiosk, known, link, hasReader, onRepeat }) {
  const { hall } = known;
  if (!hall) return isAway(known) ? html`<${Away} hall=${null} />` : html`<main class="loading"><${Skeleton} lines=${8} label=${t("loading")} /></main>`;
  const second = kiosk.flow.senior ? null : companion(spokenHere(hall.languages).map(({ code }) => code), language());
  const Shown = SCREENS[shownScreen(kiosk.flow, known)];
  return html`<${Header} kiosk=${kiosk} hall=${hall} second=${second} onRepeat=${onRepeat} />
    <${Bands} self=${link.self} screen=${kiosk.flow.screen} short=${Boolean(hall.alone) || kiosk.flow.senior} />
    ${hall.alone && !isAway(known) && !SAYS_SO.has(kiosk.flow.screen) && html`<${Alone} isFirst=${kiosk.flow.screen === "welcome" && !kiosk.flow.senior} />`}
    <${Shown} kiosk=${kiosk} hall=${hall} second=${second} hasReader=${hasReader} paperless=${isPaperless(link.self?.printer)} />
    <${Help} kiosk=${kiosk} hall=${hall} link=${link} />
    <${StillThere} kiosk=${kiosk} />`;
}

/** @param {{kiosk: Kiosk, hall: Hall, second: string | null, onRepeat: () => void}} props */
function Header({ kiosk, hall, second, onRepeat }) {
  const languages = spokenHere(hall.languages);
  return html`<header class="top">
    <h1><${Bilingual} texts=${hall.name} second=${second} /></h1>
    <${Num} class="top-clock">${clock(now())}<//>
    <div class="settings">
      ${languages.length > 1 && html`<nav class="languages" aria-label=${t("languages")}>
        ${languages.map(({ code, name }) => html`<button type="button" key=${code} lang=${code}
          aria-pressed=${code === language()} onClick=${() => kiosk.speak(code)}>${name}</button>`)}
      </nav>`}
      <${Aids} kiosk=${kiosk} onRepeat=${onRepeat} />
    </div>
  </header>`;
}

/** The server is gone and the kiosk goes on: explained once, calmly, before anything is chosen. @param {{isFirst: boolean}} props */
function Alone({ isFirst }) {
  return html`<p class="alone" role="status"><${Icon} name="connection_lost" size="1.5em" /><span><b>${t("alone.title")}</b> ${isFirst && t("alone.hint")}</span></p>`;
}

/** @param {{kiosk: Kiosk, hall: Hall}} props */
function Taking({ kiosk, hall }) {
  const { service } = kiosk.flow;
  const name = hall.services.find(({ letter }) => letter === service)?.name;
  return html`<${Screen} name="taking" title=${t("taking.title")} hint=${t("taking.hint")}>
    <section class="card taking">
      ${kiosk.flow.from === "confirm" && html`<p class="taking-service">${pick(name)}</p>`}
      <${Skeleton} lines=${3} label=${t("taking.title")} />
    </section>
  <//>`;
}

/** Asks before it gives up on a person, and takes any sign of life. @param {{kiosk: Kiosk}} props */
function StillThere({ kiosk }) {
  const { asks, left_s } = kiosk.patience();
  return html`<${Dialog} open=${asks} title=${t("idle.title")} onClose=${() => kiosk.touch()}>
    <p class="idle-text" role="timer">${t("idle.text", { count: Math.ceil(left_s) })}</p>
    <div class="row">
      <${Button} onPress=${() => kiosk.press(again)}>${t("start.over")}<//>
      <${Button} kind="primary" onPress=${() => kiosk.touch()}>${t("idle.stay")}<//>
    </div>
  <//>`;
}
