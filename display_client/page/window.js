/** The window screen: above one counter, for the person who looks for it and for the one who stands there. */

import { html } from "/static/vendor/preact.js";
import { LANGUAGES, has, language, loadLanguage, pick, setLanguage, t, tIn } from "/static/shared/i18n.js";
import { readPage } from "/static/shared/page.js";
import { clock, now } from "/static/shared/time.js";
import { Bilingual, Icon, Num, Skeleton, mount } from "/static/shared/ui.js";
import { followHall } from "/static/display/follow_hall.js";
import { secondLanguage } from "/static/display/second_language.js";
import { windowState } from "/static/display/window_state.js";

/** @typedef {import("/static/display/follow_hall.js").Known} Known */
/** @typedef {import("/static/display/window_state.js").WindowState} WindowState */
/** @typedef {import("/static/shared/types.js").Hall} Hall */
/** @typedef {import("/static/shared/types.js").Officer} Officer */

const CLOCK_MS = 5_000;
const ICONS = { idle: "check", paused: "pause", closed: "window", unknown: "alert", called: "arrow", serving: "person" };

const page = readPage();
/** @type {Known} */
let known = { hall: null, board: null, live: "connecting", lost_ms: null };

// Chinese first, whatever the language of the machine behind the screen.
await setLanguage(page.asked ?? "zh-CN", ["display"]);
await Promise.all(LANGUAGES.map(({ code }) => loadLanguage(code, ["display"])));
document.body.classList.add("night");
followHall(page.hall, {
  onChange(change) {
    known = change;
    draw();
  },
});
setInterval(draw, CLOCK_MS);

function draw() {
  const ours = LANGUAGES.map(({ code }) => code);
  const second = secondLanguage(known.hall?.languages ?? [], { first: language(), ours });
  mount(html`<${WindowScreen} ...${known} second=${second} />`);
}

/** @param {Known & {second: string | null}} props */
function WindowScreen({ hall, board, live, lost_ms, second }) {
  const counter = board?.counters.find(({ number }) => number === page.counter);
  const own = hall?.counters.find(({ number }) => number === page.counter);
  const state = board && hall ? windowState(counter, hall.start_on_call) : null;
  return html`<div class=${`window ${state?.kind ?? "loading"} ${live === "lost" ? "is-lost" : ""}`}>
    <header>
      <h1><${Num} class="window-number">${page.counter}<//>${own && html` <${Bilingual} texts=${own.name} second=${second} class="window-kind" />`}</h1>
      <${Num} class="clock">${clock(now())}<//>
    </header>
    <main aria-live="polite">
      ${!state && html`<${Skeleton} lines=${3} label=${t("loading")} />`}
      ${state && html`<${Middle} key=${`${state.kind}${state.number}`} state=${state} second=${second} />`}
    </main>
    <footer>
      ${counter?.officer && html`<${OfficerLine} officer=${counter.officer} second=${second} />`}
      ${live !== "lost" && html`<${Services} hall=${hall} letters=${own?.services ?? []} />`}
      ${live === "lost" && html`<span class="window-lost" role="alert"><${Icon} name="connection_lost" /> ${t("lost.window", { time: clock(lost_ms ?? now()) })}</span>`}
    </footer>
  </div>`;
}

/** @param {{state: WindowState, second: string | null}} props */
function Middle({ state, second }) {
  if (state.number) return html`<${InHand} state=${state} number=${state.number} second=${second} />`;
  const params = { number: page.counter ?? "" };
  return html`<div class="state">
    <${Icon} name=${ICONS[state.kind]} size="9rem" />
    <p class="state-word">${t(`screen.${state.kind}`, params)}${second && html`<small lang=${second}>${tIn(second, `screen.${state.kind}`, params)}</small>`}</p>
    <p class="state-why">${whyOf(state, language())}${second && html`<small lang=${second}>${whyOf(state, second)}</small>`}</p>
  </div>`;
}

/** @param {{state: WindowState, number: string, second: string | null}} props */
function InHand({ state, number, second }) {
  const key = `screen.${state.kind}`;
  return html`<div class="in-hand">
    <p class="in-hand-word">${t(key)}${second && html`<small lang=${second}>${tIn(second, key)}</small>`}</p>
    <${Num} tag="p" class="in-hand-number">${number}<//>
  </div>`;
}

/** @param {{officer: Officer, second: string | null}} props */
function OfficerLine({ officer, second }) {
  return html`<span class="officer"><${Icon} name="person" size="3rem" />
    ${officer.name && html`<b>${officer.name}</b>`}
    <span>${t("badge")}${second && html`<small lang=${second}>${tIn(second, "badge")}</small>`}</span>
    <b><${Num}>${officer.badge}<//></b>
  </span>`;
}

/** Why it is paused, or what to do instead. @param {WindowState} state @param {string} code */
function whyOf({ kind, reason }, code) {
  const key = kind === "paused" ? `pause.${reason}` : `screen.${kind}.hint`;
  return has(key) ? tIn(code, key) : "";
}

/** @param {{hall: Hall | null, letters: string[]}} props */
function Services({ hall, letters }) {
  const names = hall?.services.filter(({ letter }) => letters.includes(letter)).map(({ name }) => pick(name)) ?? [];
  return html`<span class="window-services">${names.join(" · ")}</span>`;
}
