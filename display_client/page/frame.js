/** A screen as it is drawn: its head, its parts as the layout has them, its foot. */

import { html } from "/static/vendor/preact.js";
import { t, tIn } from "/static/shared/i18n.js";
import { clock, longDate, now } from "/static/shared/time.js";
import { Bilingual, Icon, Num } from "/static/shared/ui.js";
import { CallBand } from "/static/display/call_band.js";
import { CallsMain } from "/static/display/calls_main.js";
import { CheckIn } from "/static/display/check_in.js";
import { Coming } from "/static/display/coming.js";
import { Foot } from "/static/display/foot.js";
import { Latest } from "/static/display/latest.js";
import { partsOf } from "/static/display/layouts.js";
import { MovingLine } from "/static/display/moving_line.js";
import { isZone } from "/static/display/screen.js";
import { Slides } from "/static/display/slides.js";
import { BeforeBoard, NoScreen } from "/static/display/states.js";
import { Waiting } from "/static/display/waiting.js";
import { WindowMain } from "/static/display/window_main.js";

/** @typedef {import("/static/display/follow_hall.js").Known} Known */
/** @typedef {import("/static/display/voice.js").Voice} Voice */
/** @typedef {import("/static/display/layouts.js").Layout} Layout */

/**
 * @typedef {Object} Shown
 * @property {string} id the screen's
 * @property {boolean} sample a test picture
 * @property {Known} known
 * @property {Voice} voice
 * @property {import("/static/shared/presence.js").Code | null} code to check in with
 * @property {string | null} second stands under our own words, always the same
 * @property {string | null} other stands under the hall's own texts, in turn
 */

/** All that a part may show; the hall, its board and its screen are known. @typedef {Shown & {
 *   hall: import("/static/shared/types.js").Hall, screen: import("/static/shared/types.js").Screen,
 *   board: import("/static/display/board_state.js").BoardState, layout: Layout}} Part */

const MAINS = { calls: CallsMain, coming: Coming, slides: Slides, window: WindowMain };
const BESIDES = { waiting: Waiting, latest: Latest, check_in: CheckIn, slides: Slides };

/** @param {Shown} shown */
export function Frame(shown) {
  const { known, second } = shown;
  const { screen, live, lost_ms } = known;
  const lost = live === "lost";
  if (known.no_screen) return html`<div class="hall"><${NoScreen} id=${shown.id} /></div>`;
  const layout = screen && partsOf(screen, { hasCode: shown.code !== null });
  return html`<div class=${`hall layout-${screen?.layout ?? "hall"} ${lost ? "is-lost" : ""}`}>
    ${layout?.title !== false && html`<${Head} ...${shown} />`}
    ${lost && layout?.title !== false && html`<${LostBand} lostMs=${lost_ms} second=${second} />`}
    <${Body} ...${shown} layout=${layout} />
    ${screen?.parts.line && html`<${MovingLine} ...${shown} />`}
    <${Foot} ...${shown} layout=${layout} />
  </div>`;
}

/** @param {Shown & {layout: Layout | null}} props */
function Body(props) {
  const { known: { hall, board, screen, live }, layout } = props;
  if (!hall || !board || !screen || !layout) return html`<main class="alone"><${BeforeBoard} live=${live} /></main>`;
  const part = { ...props, hall, board, screen, layout };
  if (layout.main === "calls") return html`<${CallsMain} ...${part} beside=${beside(part)} />`;
  const others = beside(part);
  return html`<main class=${others ? "" : "alone"}>
    <div class=${layout.band ? "banded" : "whole"}>
      ${layout.band && html`<${CallBand} ...${part} />`}
      <${MAINS[layout.main]} ...${part} />
    </div>
    ${others}
  </main>`;
}

/** @param {Part} part */
function beside(part) {
  const names = part.layout.beside;
  if (names.length === 0) return null;
  return html`<aside>${names.map((name) => html`<${BESIDES[name]} key=${name} ...${part} aside />`)}</aside>`;
}

/** @param {Shown} shown */
function Head({ known: { hall, screen }, voice, second, other, sample }) {
  return html`<header>
    <h1>${hall && screen && html`<${Title} hall=${hall} screen=${screen} other=${other} />`}</h1>
    ${sample && html`<span class="sample-mark">${t("sample")}</span>`}
    <div class="head-right">
      ${voice.sound === "blocked" && html`<${SoundBlocked} second=${second} />`}
      ${voice.sound === "silent" && html`<span class="sound-silent"><${Icon} name="speaker_off" size="1.6rem" /> ${t("sound.silent")}</span>`}
      ${screen?.parts.clock !== false && html`<${Clock} second=${second} />`}
    </div>
  </header>`;
}

/** A zone says its own name first. @param {{hall: Part["hall"], screen: Part["screen"], other: string | null}} props */
function Title({ hall, screen, other }) {
  if (!isZone(screen) || Object.keys(screen.name).length === 0) return html`<${Bilingual} texts=${hall.name} second=${other} />`;
  return html`<${Bilingual} texts=${screen.name} second=${other} /><${Bilingual} texts=${hall.name} second=${other} class="of-hall" />`;
}

/** @param {{second: string | null}} props */
function Clock({ second }) {
  return html`<span class="date">
      <span>${longDate(now())}</span>
      ${second && html`<small lang=${second}>${longDate(now(), second)}</small>`}
    </span>
    <${Num} class="clock">${clock(now())}<//>`;
}

/** @param {{second: string | null}} props */
function SoundBlocked({ second }) {
  return html`<button type="button" class="sound-blocked">
    <${Icon} name="speaker_off" size="2rem" />
    <span>${t("sound.blocked")}${second && html`<small lang=${second}>${tIn(second, "sound.blocked")}</small>`}</span>
  </button>`;
}

/** @param {{lostMs: number | null, second: string | null}} props */
function LostBand({ lostMs, second }) {
  const time = clock(lostMs ?? now());
  return html`<div class="lost-band" role="alert">
    <${Icon} name="connection_lost" size="2.6rem" />
    <span>${t("lost.hall", { time })}${second && html`<small lang=${second}>${tIn(second, "lost.hall", { time })}</small>`}</span>
  </div>`;
}
