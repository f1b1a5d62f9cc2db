/** The screen over one window, for the person who looks for it and for the one who stands there. */

import { html } from "/static/vendor/preact.js";
import { has, language, pick, t, tIn } from "/static/shared/i18n.js";
import { clock, now } from "/static/shared/time.js";
import { Bilingual, Icon, Num } from "/static/shared/ui.js";
import { serviceName } from "/static/display/calls.js";
import { longName } from "/static/display/long_names.js";
import { windowState } from "/static/display/window_state.js";

/** @typedef {import("/static/display/frame.js").Part} Part */
/** @typedef {import("/static/display/window_state.js").WindowState} WindowState */
/** @typedef {import("/static/shared/types.js").Officer} Officer */

const ICONS = { idle: "check", paused: "pause", closed: "window", unknown: "alert", called: "arrow", serving: "person" };

/** @param {Part} part */
export function WindowMain(part) {
  const { hall, board, screen, second, sample } = part;
  const counter = board.counters.find(({ number }) => number === screen.counter);
  const own = hall.counters.find(({ number }) => number === screen.counter);
  const state = windowState(counter, hall.start_on_call);
  const pictured = screen.parts.officer && screen.parts.photo && counter?.officer?.photo;
  return html`<div class=${`window ${state.kind}`}>
    <header>
      <h1><${Num} class="window-number">${screen.counter}<//>${own && html` <${Bilingual} texts=${own.name} second=${second} class="window-kind" />`}</h1>
      ${sample && html`<span class="sample-mark">${t("sample")}</span>`}
      ${screen.parts.clock && html`<${Num} class="clock">${clock(now())}<//>`}
    </header>
    <div class=${`window-middle ${pictured ? "is-pictured" : ""}`} aria-live="polite">
      <${Middle} key=${`${state.kind}${state.number}`} part=${part} state=${state} />
      ${pictured && counter?.officer && html`<${OfficerCard} officer=${counter.officer} second=${second} />`}
    </div>
  </div>`;
}

/** @param {{part: Part, state: WindowState}} props */
function Middle({ part, state }) {
  const { second, screen } = part;
  if (state.number) return html`<${InHand} ...${part} state=${state} number=${state.number} />`;
  const params = { number: screen.counter ?? "" };
  return html`<div class="state">
    <${Icon} name=${ICONS[state.kind]} size="9rem" />
    <p class="state-word">${t(`screen.${state.kind}`, params)}${second && html`<small lang=${second}>${tIn(second, `screen.${state.kind}`, params)}</small>`}</p>
    <p class="state-why">${whyOf(state, language())}${second && html`<small lang=${second}>${whyOf(state, second)}</small>`}</p>
  </div>`;
}

/** @param {Part & {state: WindowState, number: string}} props */
function InHand({ state, number, second, hall, board }) {
  const key = `screen.${state.kind}`;
  const letter = board.calls.find((call) => call.number === number)?.service ?? number.slice(0, 1);
  const name = serviceName(hall, letter);
  return html`<div class="in-hand">
    <p class="in-hand-word">${t(key)}${second && html`<small lang=${second}>${tIn(second, key)}</small>`}</p>
    <${Num} tag="p" class="in-hand-number">${number}<//>
    <${Bilingual} texts=${name} second=${second} class=${`in-hand-service ${longName(pick(name))}`} />
  </div>`;
}

/** @param {{officer: Officer, second: string | null}} props */
function OfficerCard({ officer, second }) {
  return html`<div class="officer-card">
    <img src=${officer.photo} alt=${officer.name ?? ""} />
    ${officer.name && html`<b>${officer.name}</b>`}
    <span><i>${t("badge")}${second && html`<small lang=${second}>${tIn(second, "badge")}</small>`}</i><b><${Num}>${officer.badge}<//></b></span>
  </div>`;
}

/** Why it is paused, or what to do instead. @param {WindowState} state @param {string} code */
function whyOf({ kind, reason, until }, code) {
  const key = kind === "paused" ? `pause.${reason}` : `screen.${kind}.hint`;
  // What was expected and did not come is not said any more.
  const isAhead = kind === "paused" && until && Date.parse(until) > now();
  const back = isAhead ? tIn(code, "screen.paused.until", { time: clock(until, code) }) : "";
  return [has(key) ? tIn(code, key) : "", back].filter(Boolean).join(" · ");
}
