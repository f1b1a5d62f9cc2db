/** How long each group waited: half of them at most this long, nine in ten at most that long; against the promise. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { decimal } from "/static/shared/numbers.js";
import { Notice, barTone } from "/static/shared/ui.js";
import { ChartFrame, PICTURE_HEIGHT } from "./chart_frame.js";
import { groupName, promiseOf } from "./figures.js";
import { Panel } from "./panel.js";
import { ticks } from "./scale.js";

/** @typedef {import("./figures.js").Group} Group */
/** @typedef {{name: string, p50: number, p90: number, promise: number | null}} Bar all in minutes */

const ROW = { least: 34, most: 50 };
const TOP = 8;
const BOTTOM = 26;
const RIGHT = 64;

/** @param {{groups: Group[], by: import("./figures.js").Grouping, hall: import("/static/shared/types.js").Hall}} props */
export function WaitPicture({ groups, by, hall }) {
  const bars = groups.filter(({ wait }) => wait.count > 0).map((group) => barOf(group, groupName(group, by, hall), promiseOf(group, by, hall)));
  const title = t("picture.wait", { by: t(`by.${by}`) });
  if (!bars.length) return html`<${Panel} title=${title}><${Notice} icon="chart" title=${t("picture.nobody_called")} /><//>`;
  const desc = bars.map((bar) => t("picture.wait.one", { name: bar.name, p50: bar.p50.toFixed(0), p90: bar.p90.toFixed(0) })).join(" ");
  return html`<${Panel} title=${title} aside=${html`<${Legend} />`}>
    <${ChartFrame} title=${title} desc=${desc} height=${Math.max(PICTURE_HEIGHT, TOP + bars.length * ROW.least + BOTTOM)} draw=${(/** @type {number} */ width) => drawing(bars, width)} />
  <//>`;
}

/** @param {Group} group @param {string} name @param {number | null} promise_s @returns {Bar} */
function barOf({ wait }, name, promise_s) {
  return { name, p50: (wait.p50_s ?? 0) / 60, p90: (wait.p90_s ?? 0) / 60, promise: promise_s === null ? null : promise_s / 60 };
}

function Legend() {
  return html`<span class="legend"><i class="key-half"></i>${t("picture.p50")}<i class="key-nine"></i>${t("picture.p90")}<i class="key-promise"></i>${t("picture.promise")}</span>`;
}

/** @param {Bar[]} bars @param {number} width */
function drawing(bars, width) {
  const left = Math.min(width * 0.36, Math.max(...bars.map(({ name }) => textWidth(name))) + 14);
  const steps = ticks(Math.max(...bars.map(({ p90, promise }) => Math.max(p90, promise ?? 0))), width > 480 ? 5 : 3);
  const tall = Math.min(ROW.most, Math.max(ROW.least, (PICTURE_HEIGHT - TOP - BOTTOM) / bars.length));
  const ground = TOP + bars.length * tall;
  const x = (/** @type {number} */ minutes) => left + (minutes / (steps.at(-1) ?? 1)) * (width - left - RIGHT);
  return html`
    ${steps.map((step) => html`<g class="grid"><path d=${`M${x(step)} ${TOP}V${ground}`} /><text x=${x(step)} y=${ground + 18} text-anchor="middle">${step}</text></g>`)}
    <text class="grid-unit" x=${width} y=${ground + 18} text-anchor="end">${t("unit.minutes", { count: 2 })}</text>
    ${bars.map((bar, row) => html`<${Row} bar=${bar} top=${TOP + row * tall + (tall - ROW.least) / 2} left=${left} x=${x} />`)}
  `;
}

/** @param {{bar: Bar, top: number, left: number, x: (minutes: number) => number}} props */
function Row({ bar: { name, p50, p90, promise }, top, left, x }) {
  const tone = (/** @type {number} */ value) => (promise ? barTone(value / promise) : "");
  return html`<g>
    <title>${t("picture.wait.one", { name, p50: decimal(p50), p90: decimal(p90) })}</title>
    <text class="row-name" x="0" y=${top + 22}>${fitted(name, left - 10)}</text>
    <rect class=${`nine ${tone(p90)}`} x=${left} y=${top + 8} width=${Math.max(1, x(p90) - left)} height="18" rx="3" />
    <rect class=${`half ${tone(p50)}`} x=${left} y=${top + 12} width=${Math.max(1, x(p50) - left)} height="10" rx="2" />
    ${promise && html`<path class="promise" d=${`M${x(promise)} ${top + 3}V${top + 31}`} />`}
    <text class="row-value num" x=${Math.max(x(p90), promise && promise > p90 && x(promise) - x(p90) < 56 ? x(promise) : 0) + 8} y=${top + 22}>${p50.toFixed(0)} / ${p90.toFixed(0)}</text>
  </g>`;
}

/** About how wide a text is at 14 px: a Chinese sign is square, others half. @param {string} text */
function textWidth(text) {
  return [...text].reduce((sum, sign) => sum + (sign > "\u2e80" ? 14 : 7.6), 0);
}

/** @param {string} text @param {number} width */
function fitted(text, width) {
  if (textWidth(text) <= width) return text;
  const signs = [...text];
  while (signs.length > 1 && textWidth(`${signs.join("")}…`) > width) signs.pop();
  return `${signs.join("")}…`;
}
