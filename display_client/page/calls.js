/** The calls: the newest in amber across the top, the others below it. */

import { html } from "/static/vendor/preact.js";
import { pick, t, tIn } from "/static/shared/i18n.js";
import { Bilingual, Icon, Num } from "/static/shared/ui.js";
import { LINES } from "/static/display/visible_calls.js";

/** @typedef {import("/static/shared/types.js").Call} Call */
/** @typedef {import("/static/shared/types.js").Hall} Hall */

/**
 * @param {{calls: ReturnType<typeof import("/static/display/visible_calls.js").visibleCalls>,
 *   hall: Hall, speaking: Call | null, second: string | null}} props
 */
export function Calls({ calls: { newest, lines, crowded }, hall, speaking, second }) {
  const rows = crowded ? Math.ceil(lines.length / 2) : LINES;
  return html`<section class="calls">
    ${newest && html`<${Newest} key=${newest.sequence} call=${newest} hall=${hall} second=${second} spoken=${isSaid(newest, speaking)} />`}
    <ol class=${`lines ${crowded ? "crowded" : ""}`} style=${{ gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))` }}>
      ${lines.map((call) => html`<${Line} key=${call.sequence} call=${call} hall=${hall} spoken=${isSaid(call, speaking)} />`)}
    </ol>
  </section>`;
}

/** @param {{call: Call, hall: Hall, second: string | null, spoken: boolean}} props */
function Newest({ call, hall, second, spoken }) {
  const name = nameOf(hall, call.service);
  const long = call.number.length + String(call.counter).length > 6;
  return html`<div class=${`newest ${long ? "long" : ""}`} data-number=${call.number} data-counter=${call.counter}>
    <div class="newest-line">
      <${Num} class="newest-number">${call.number}<//>
      <span class="newest-to">${t("call.to")}</span>
      <span class="newest-window"><${Window} number=${call.counter} /></span>
    </div>
    <div class="newest-what">
      <${Bilingual} texts=${name} second=${second} class="newest-name" />
      ${spoken && html`<span class="said"><${Icon} name="speaker" /></span>`}
      ${call.attempt > 1 && html`<span class="again"><${Icon} name="recall" /> ${t("call.again", { attempt: call.attempt })}</span>`}
      ${second && html`<span class="newest-second" lang=${second}>${tIn(second, "call.please", { counter: call.counter })}</span>`}
    </div>
  </div>`;
}

/** @param {{call: Call, hall: Hall, spoken: boolean}} props */
function Line({ call, hall, spoken }) {
  return html`<li class="line" data-number=${call.number} data-counter=${call.counter}>
    <${Num} class="line-number">${call.number}<//>
    <span class="line-arrow">${spoken ? html`<${Icon} name="speaker" />` : html`<${Icon} name="arrow" />`}</span>
    <span class="line-what">${pick(nameOf(hall, call.service))}</span>
    <span class="line-window"><${Window} number=${call.counter} /></span>
  </li>`;
}

/** "3 号窗口", "Counter 3": the number large, the word beside it on the side its language wants. @param {{number: number}} props */
function Window({ number }) {
  const [before, after] = t("window", { number: "|" }).split("|").map((word) => word.trim());
  return html`${before && html`<span class="window-word">${before}</span>`}<${Num}>${number}<//>
    ${after && html`<span class="window-word">${after}</span>`}`;
}

/** @param {Hall} hall @param {string} letter */
function nameOf(hall, letter) {
  return hall.services.find((service) => service.letter === letter)?.name;
}

/** @param {Call} call @param {Call | null} speaking */
function isSaid(call, speaking) {
  return speaking?.sequence === call.sequence;
}
