/** The calls: the newest in amber across the top, the others below it. */

import { html, useState } from "/static/vendor/preact.js";
import { pick, t, tIn } from "/static/shared/i18n.js";
import { now, secondsSince } from "/static/shared/time.js";
import { Bilingual, Icon, Num } from "/static/shared/ui.js";
import { longName } from "/static/display/long_names.js";
import { fittingSize } from "/static/display/type_size.js";
import { isFresh } from "/static/display/visible_calls.js";

/** @typedef {import("/static/shared/types.js").Call} Call */
/** @typedef {import("/static/shared/types.js").Hall} Hall */

/** A call that another one pushed down sooner than this flashes in its line, too. */
const BRIEF_S = 3;

/**
 * @param {{calls: ReturnType<typeof import("/static/display/visible_calls.js").visibleCalls>,
 *   plan: ReturnType<typeof import("/static/display/type_size.js").callsPlan>, room: {width: number},
 *   hall: Hall, speaking: {sequence?: number} | null, second: string | null}} props
 */
export function Calls({ calls: { newest, lines, shape, grid }, plan, room, hall, speaking, second }) {
  const crowded = shape !== "lines";
  const rows = crowded ? Math.min(grid.rows, Math.ceil(lines.length / grid.columns)) : grid.rows;
  const style = {
    "--line": `${crowded ? plan.crowd : plan.line}rem`,
    gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
    gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))`,
  };
  return html`<section class="calls">
    ${newest && html`<${Newest} key=${newest.sequence} call=${newest} hall=${hall} second=${second}
      size=${Math.min(plan.newest, fittingSize(room.width, charactersOf(newest)))} spoken=${isSaid(newest, speaking)} />`}
    <ol class=${`lines ${crowded ? "crowded" : ""} ${plan.names ? "" : "nameless"}`} style=${style}>
      ${lines.map((call) => html`<${Line} key=${call.sequence} call=${call} hall=${hall} spoken=${isSaid(call, speaking)} />`)}
    </ol>
  </section>`;
}

/** @param {{call: Call, hall: Hall, second: string | null, size: number, spoken: boolean}} props `size` in rem */
function Newest({ call, hall, second, size, spoken }) {
  const name = serviceName(hall, call.service);
  return html`<div class="newest" style=${{ "--newest": `${size}rem` }} data-number=${call.number} data-counter=${call.counter}>
    <div class="newest-line">
      <${Num} class="newest-number">${call.number}<//>
      <span class="newest-to">${t("call.to")}</span>
      <span class="newest-window"><${Window} number=${call.counter} /></span>
    </div>
    <div class="newest-what">
      <${Bilingual} texts=${name} second=${second} class=${`newest-name ${longName(pick(name))}`} />
      ${spoken && html`<span class="said"><${Icon} name="speaker" /></span>`}
      ${call.attempt > 1 && html`<span class="again"><${Icon} name="recall" /> ${t("call.again", { attempt: call.attempt })}</span>`}
      ${second && html`<span class="newest-second" lang=${second}>${tIn(second, "call.please", { counter: call.counter })}</span>`}
    </div>
  </div>`;
}

/** @param {{call: Call, hall: Hall, spoken: boolean}} props */
function Line({ call, hall, spoken }) {
  const [brief] = useState(() => secondsSince(call.at) < BRIEF_S);
  const name = pick(serviceName(hall, call.service));
  const look = `${isFresh(call, now()) ? "fresh" : ""} ${brief ? "brief" : ""}`;
  return html`<li class=${`line ${look}`} data-number=${call.number} data-counter=${call.counter}>
    <${Num} class="line-number">${call.number}<//>
    <span class="line-arrow">${spoken ? html`<${Icon} name="speaker" />` : html`<${Icon} name="arrow" />`}</span>
    <span class=${`line-what ${longName(name)}`}>${name}</span>
    <span class="line-window"><${Window} number=${call.counter} /></span>
  </li>`;
}

/** "3 号窗口", "Counter 3": the number large, the word beside it on the side its language wants. @param {{number: number}} props */
export function Window({ number }) {
  const [before, after] = t("window", { number: "|" }).split("|").map((word) => word.trim());
  return html`${before && html`<span class="window-word">${before}</span>`}<${Num}>${number}<//>
    ${after && html`<span class="window-word">${after}</span>`}`;
}

/** @param {Hall} hall @param {string} letter */
export function serviceName(hall, letter) {
  return hall.services.find((service) => service.letter === letter)?.name ?? {};
}

/** Of the number and of its window. @param {Call} call */
function charactersOf({ number, counter }) {
  return number.length + String(counter).length;
}

/** @param {Call} call @param {{sequence?: number} | null} speaking */
function isSaid(call, speaking) {
  return speaking?.sequence === call.sequence;
}
