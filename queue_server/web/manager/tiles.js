/** Five numbers that say how the hall is. */

import { html } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { waitRange } from "/static/shared/time.js";
import { Num, barTone } from "/static/shared/ui.js";
import { percent } from "./figures.js";
import { atRisk, busiest, keptTone, longest } from "./floor.js";

/** @typedef {import("./floor.js").Waiter} Waiter */

/**
 * @param {{hall: import("/static/shared/types.js").Hall, waiting: import("/static/shared/types.js").Board["waiting"],
 *   line: Waiter[], today: import("./figures.js").Figures | null}} props
 */
export function Tiles({ hall, waiting, line, today }) {
  return html`<div class="tiles">
    <${Waiting} line=${line} />
    <${Longest} line=${line} />
    <${Kept} today=${today} />
    <${Newcomer} hall=${hall} waiting=${waiting} />
    <${Served} today=${today} />
  </div>`;
}

/** @param {{label: any, value: any, unit?: any, tone?: string}} props */
function Tile({ label, value, unit, tone = "" }) {
  return html`<div class="tile">
    <span class="tile-label" title=${label}>${label}</span>
    <p class="tile-line"><${Num} class=${`tile-value ${tone}`}>${value}<//> <span class="tile-unit">${unit}</span></p>
  </div>`;
}

/** @param {{line: Waiter[]}} props */
function Waiting({ line }) {
  const broken = atRisk(line).filter(({ share }) => share >= 1).length;
  const unit = broken ? t("tile.waiting.broken", { broken }) : t("tile.waiting.unit", { count: line.length });
  return html`<${Tile} label=${t("tile.waiting")} value=${line.length} unit=${unit} />`;
}

/** @param {{line: Waiter[]}} props */
function Longest({ line }) {
  const most = longest(line);
  if (!most) return html`<${Tile} label=${t("tile.longest")} value="–" unit=${t("tile.longest.none")} />`;
  const minutes = Math.floor(most.waited_s / 60);
  return html`<${Tile} label=${t("tile.longest")} value=${minutes} tone=${barTone(most.share)}
    unit=${html`${t("unit.minutes", { count: minutes })} · <b class="num">${most.ticket.number}</b>`} />`;
}

/** @param {{today: import("./figures.js").Figures | null}} props */
function Kept({ today }) {
  const { within_promise: kept = null, called = 0 } = today ?? {};
  if (kept === null) return html`<${Tile} label=${t("tile.kept")} value="–" unit=${today ? t("tile.kept.none") : ""} />`;
  return html`<${Tile} label=${t("tile.kept")} value=${`${percent(kept)}%`} tone=${keptTone(kept) || "good"}
    unit=${t("tile.kept.called", { count: called })} />`;
}

/** @param {{hall: import("/static/shared/types.js").Hall, waiting: import("/static/shared/types.js").Board["waiting"]}} props */
function Newcomer({ hall, waiting }) {
  const most = busiest(waiting);
  if (!most && !hall.open) return html`<${Tile} label=${t("tile.newcomer")} value="–" unit=${t("tile.newcomer.closed")} />`;
  if (!most) return html`<${Tile} label=${t("tile.newcomer")} value=${t("wait.none")} tone="words" />`;
  const name = pick(hall.services.find(({ letter }) => letter === most.service)?.name);
  const { value, unit, tone } = numberAndUnit(waitRange(most.forecast, most.count));
  return html`<${Tile} label=${t("tile.newcomer.of", { name })} value=${value} unit=${unit} tone=${tone} />`;
}

/** "18–26 分钟" in its two sizes; words alone in a smaller one. @param {string} text */
function numberAndUnit(text) {
  const match = /^(.*\d)\s*(\D*)$/.exec(text);
  return match ? { value: match[1], unit: match[2], tone: "" } : { value: text, unit: "", tone: "words" };
}

/** @param {{today: import("./figures.js").Figures | null}} props */
function Served({ today }) {
  const value = today ? today.completed : "–";
  return html`<${Tile} label=${t("tile.served")} value=${value} unit=${today ? t("tile.served.issued", { count: today.issued }) : ""} />`;
}
