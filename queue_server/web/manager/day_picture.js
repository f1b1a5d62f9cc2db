/** The day so far: numbers taken each half hour as bars, people waiting as a line. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { clock, hallDay, now } from "/static/shared/time.js";
import { Notice, Num, Skeleton } from "/static/shared/ui.js";
import { ChartFrame } from "./chart_frame.js";
import { daySpan, issuedByHalfHour, waitingCurve } from "./day_curve.js";
import { Panel } from "./panel.js";
import { linePaths, ticks } from "./scale.js";

/** @typedef {import("/static/shared/types.js").Ticket} Ticket */
/** @typedef {{at_ms: number, waiting: number}} Point */
/** @typedef {{at_ms: number, issued: number}} Half */
/** @typedef {{span: {from_ms: number, to_ms: number}, curve: Point[], halves: Half[], now_ms: number}} Day */

const HALF_HOUR_MS = 1_800_000;
const MARGIN = { left: 34, right: 24, top: 14, bottom: 28 };

/** @param {{hall: import("/static/shared/types.js").Hall, tickets: Ticket[] | null, waiting: number}} props */
export function DayPicture({ hall, tickets, waiting }) {
  if (!tickets) return html`<${Panel} class="day-panel" title=${t("day")}><${Skeleton} lines=${4} label=${t("loading")} /><//>`;
  if (!tickets.length) {
    return html`<${Panel} class="day-panel" title=${t("day")}><${Notice} icon="chart" title=${t("day.empty")} hint=${t("day.empty.hint")} /><//>`;
  }
  const day = dayOf(hall, tickets, waiting);
  return html`<${Panel} class="day-panel" title=${t("day")} aside=${html`<${Legend} />`}>
    <${ChartFrame} title=${t("day")} desc=${describe(day)} draw=${(/** @type {number} */ width, /** @type {number} */ height) => drawing(day, width, height)} />
    <${DayTable} day=${day} />
  <//>`;
}

/** @param {import("/static/shared/types.js").Hall} hall @param {Ticket[]} tickets @param {number} waiting @returns {Day} */
function dayOf(hall, tickets, waiting) {
  const now_ms = now();
  const span = daySpan(hall.hours_today, midnight(now_ms), tickets, now_ms);
  const curve = waitingCurve(tickets, span, now_ms);
  // The last point is known better than the others: it is the line as it stands.
  const last = curve.at(-1);
  if (last) last.waiting = waiting;
  return { span, curve, halves: issuedByHalfHour(tickets, span), now_ms };
}

/** When the hall's day began. @param {number} now_ms */
function midnight(now_ms) {
  const [hours = 0, minutes = 0] = clock(now_ms).split(":").map(Number);
  return Math.floor(now_ms / 60_000) * 60_000 - (hours * 60 + minutes) * 60_000;
}

function Legend() {
  return html`<span class="legend"><i class="key-line"></i>${t("day.waiting")}<i class="key-bar"></i>${t("day.issued")}</span>`;
}

/** @param {Day} day @param {number} width @param {number} height */
function drawing({ span, curve, halves, now_ms }, width, height) {
  const steps = ticks(Math.max(...curve.map(({ waiting }) => waiting), ...halves.map(({ issued }) => issued)));
  const ground = height - MARGIN.bottom;
  const x = (/** @type {number} */ ms) => MARGIN.left + ((ms - span.from_ms) / (span.to_ms - span.from_ms)) * (width - MARGIN.left - MARGIN.right);
  const y = (/** @type {number} */ count) => ground - (count / (steps.at(-1) ?? 1)) * (ground - MARGIN.top);
  const { line, area } = linePaths(curve.map(({ at_ms, waiting }) => ({ x: x(at_ms), y: y(waiting) })), ground);
  return html`
    ${steps.map((step) => html`<g class="grid"><path d=${`M${MARGIN.left} ${y(step)}H${width - MARGIN.right}`} /><text x=${MARGIN.left - 8} y=${y(step) + 4} text-anchor="end">${step}</text></g>`)}
    ${halves.map((half) => html`<${HalfBar} half=${half} left=${x(half.at_ms)} right=${x(half.at_ms + HALF_HOUR_MS)} top=${y(half.issued)} ground=${ground} />`)}
    <path class="area" d=${area} /><path class="line" d=${line} />
    <${Hours} span=${span} x=${x} ground=${ground} wide=${width > 560} />
    ${now_ms <= span.to_ms && html`<${NowMark} x=${x(now_ms)} y=${y(curve.at(-1)?.waiting ?? 0)} ground=${ground} waiting=${curve.at(-1)?.waiting ?? 0} width=${width} />`}
  `;
}

/** @param {{half: Half, left: number, right: number, top: number, ground: number}} props */
function HalfBar({ half, left, right, top, ground }) {
  if (!half.issued) return null;
  return html`<rect class="issued" x=${left + 2} y=${top} width=${Math.max(1, right - left - 4)} height=${ground - top} rx="2">
    <title>${halfText(half)}</title>
  </rect>`;
}

/** @param {{span: Day["span"], x: (ms: number) => number, ground: number, wide: boolean}} props */
function Hours({ span, x, ground, wide }) {
  const step = HALF_HOUR_MS * (wide ? 2 : 4);
  const first = Math.ceil(span.from_ms / (HALF_HOUR_MS * 2)) * HALF_HOUR_MS * 2;
  const hours = [];
  for (let at = first; at <= span.to_ms; at += step) hours.push(at);
  return html`${hours.map((at) => html`<text class="hour" x=${x(at)} y=${ground + 20} text-anchor="middle">${clock(at)}</text>`)}`;
}

/** @param {{x: number, y: number, ground: number, waiting: number, width: number}} props */
function NowMark({ x, y, ground, waiting, width }) {
  const side = x > width - 90 ? -1 : 1;
  return html`<g class="now"><path d=${`M${x} ${MARGIN.top}V${ground}`} /><circle cx=${x} cy=${y} r="5" />
    <text x=${x + side * 12} y=${Math.max(y - 8, MARGIN.top + 10)} text-anchor=${side > 0 ? "start" : "end"}>${t("day.now", { count: waiting })}</text></g>`;
}

/** @param {Half} half */
function halfText({ at_ms, issued }) {
  return t("day.half", { from: clock(at_ms), to: clock(at_ms + HALF_HOUR_MS), count: issued });
}

/** @param {Day} day */
function describe({ curve, halves }) {
  const peak = curve.reduce((most, each) => (each.waiting > most.waiting ? each : most), curve[0] ?? { at_ms: 0, waiting: 0 });
  const issued = halves.reduce((sum, half) => sum + half.issued, 0);
  return t("day.desc", { issued, waiting: curve.at(-1)?.waiting ?? 0, peak: peak.waiting, time: clock(peak.at_ms) });
}

/** The same for who cannot see the picture. @param {{day: Day}} props */
function DayTable({ day: { curve, halves, now_ms } }) {
  const waitingAt = new Map(curve.map(({ at_ms, waiting }) => [at_ms, waiting]));
  return html`<table class="visually-hidden"><caption>${t("day")} ${hallDay(now_ms)}</caption>
    <thead><tr><th scope="col">${t("day.time")}</th><th scope="col">${t("day.issued")}</th><th scope="col">${t("day.waiting")}</th></tr></thead>
    <tbody>${halves.filter(({ at_ms }) => at_ms <= now_ms).map(({ at_ms, issued }) => html`<tr key=${at_ms}>
      <th scope="row">${clock(at_ms)}</th><td><${Num}>${issued}<//></td><td><${Num}>${waitingAt.get(at_ms) ?? ""}<//></td></tr>`)}</tbody>
  </table>`;
}
