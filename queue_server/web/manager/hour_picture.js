/** The hours of the day: how many came, and how long those who came then waited. Two pictures over one row of hours. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { barTone } from "/static/shared/ui.js";
import { ChartFrame, PICTURE_HEIGHT as HEIGHT } from "./chart_frame.js";
import { ordinaryPromise } from "./figures.js";
import { Panel } from "./panel.js";
import { ticks } from "./scale.js";

/** @typedef {{hour: number, issued: number, p50: number | null, p90: number | null}} Hour waits in minutes */
/** @typedef {{top: number, bottom: number, steps: number[], y: (value: number) => number}} Band */

const LEFT = 34;
const RIGHT = 8;

/** @param {{groups: import("./figures.js").Group[], hall: import("/static/shared/types.js").Hall}} props */
export function HourPicture({ groups, hall }) {
  const hours = hoursOf(groups);
  const promise_s = ordinaryPromise(hall);
  const title = t("picture.hours");
  const desc = hours.map(({ hour, issued, p50 }) => t("picture.hours.one", { hour, issued, p50: p50 === null ? "–" : p50.toFixed(0) })).join(" ");
  return html`<${Panel} title=${title} aside=${html`<span class="legend"><i class="key-bar"></i>${t("column.issued")}<i class="key-half"></i>${t("figures.wait")}</span>`}>
    <${ChartFrame} title=${title} desc=${desc} height=${HEIGHT} draw=${(/** @type {number} */ width) => drawing(hours, promise_s === null ? null : promise_s / 60, width)} />
  <//>`;
}

/** Every hour from the first to the last, also those in which nobody came. @param {import("./figures.js").Group[]} groups @returns {Hour[]} */
export function hoursOf(groups) {
  const known = new Map(groups.map((group) => [Number(group.hour), group]));
  if (!known.size) return [];
  const [first, last] = [Math.min(...known.keys()), Math.max(...known.keys())];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const group = known.get(first + index);
    const minutes = (/** @type {number | null | undefined} */ seconds) => (seconds === null || seconds === undefined ? null : seconds / 60);
    return { hour: first + index, issued: group?.issued ?? 0, p50: minutes(group?.wait.p50_s), p90: minutes(group?.wait.p90_s) };
  });
}

/** @param {Hour[]} hours @param {number | null} promise @param {number} width */
function drawing(hours, promise, width) {
  const people = band(34, 142, Math.max(...hours.map(({ issued }) => issued)), 3);
  const waits = band(192, 304, Math.max(promise ?? 0, ...hours.map(({ p90 }) => p90 ?? 0)), 3);
  const step = (width - LEFT - RIGHT) / Math.max(hours.length, 1);
  return html`
    <${Grid} band=${people} width=${width} name=${t("picture.people")} />
    <${Grid} band=${waits} width=${width} name=${t("picture.minutes")} />
    ${hours.map((each, index) => html`<${Column} hour=${each} x=${LEFT + index * step} step=${step} people=${people} waits=${waits} promise=${promise} />`)}
    ${promise && html`<path class="promise" d=${`M${LEFT} ${waits.y(promise)}H${width - RIGHT}`} />`}
  `;
}

/** @param {number} top @param {number} bottom @param {number} largest @param {number} wanted @returns {Band} */
function band(top, bottom, largest, wanted) {
  const steps = ticks(largest, wanted);
  return { top, bottom, steps, y: (value) => bottom - (value / (steps.at(-1) ?? 1)) * (bottom - top) };
}

/** @param {{band: Band, width: number, name: string}} props */
function Grid({ band: { top, steps, y }, width, name }) {
  return html`<g class="grid">
    <text class="band-name" x="0" y=${top - 16}>${name}</text>
    ${steps.map((step) => html`<path d=${`M${LEFT} ${y(step)}H${width - RIGHT}`} /><text x=${LEFT - 8} y=${y(step) + 4} text-anchor="end">${step}</text>`)}
  </g>`;
}

/** @param {{hour: Hour, x: number, step: number, people: Band, waits: Band, promise: number | null}} props */
function Column({ hour: { hour, issued, p50, p90 }, x, step, people, waits, promise }) {
  const wide = Math.min(step - 6, 46);
  const left = x + (step - wide) / 2;
  const tone = (/** @type {number} */ value) => (promise ? barTone(value / promise) : "");
  return html`<g>
    <title>${t("picture.hours.one", { hour, issued, p50: p50 === null ? "–" : p50.toFixed(0) })}</title>
    ${issued > 0 && html`<rect class="issued" x=${left} y=${people.y(issued)} width=${wide} height=${people.bottom - people.y(issued)} rx="2" />`}
    <text class="bar-value num" x=${x + step / 2} y=${people.y(issued) - 5} text-anchor="middle">${issued || ""}</text>
    ${p90 !== null && html`<rect class=${`nine ${tone(p90)}`} x=${left} y=${waits.y(p90)} width=${wide} height=${waits.bottom - waits.y(p90)} rx="2" />`}
    ${p50 !== null && html`<rect class=${`half ${tone(p50)}`} x=${left + wide * 0.22} y=${waits.y(p50)} width=${wide * 0.56} height=${waits.bottom - waits.y(p50)} rx="2" />`}
    <text class="hour" x=${x + step / 2} y=${waits.bottom + 20} text-anchor="middle">${t("picture.hour", { hour })}</text>
  </g>`;
}
