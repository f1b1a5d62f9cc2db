/** The last calls as a short list, for screens whose middle shows something else. */

import { html } from "/static/vendor/preact.js";
import { t, tIn } from "/static/shared/i18n.js";
import { now } from "/static/shared/time.js";
import { Num } from "/static/shared/ui.js";
import { Window } from "/static/display/calls.js";
import { neededSize } from "/static/display/page_size.js";
import { belongs } from "/static/display/screen.js";
import { today } from "/static/display/states.js";
import { isFresh } from "/static/display/visible_calls.js";

/** A number's size and its list's height, with the code under it as well, in rem; a line's height, of its size. */
const SIZE = { least: 3.8, most: 5.6 };
const ROOM = { usual: 34, coded: 23 };
const LINE = 1.45;

/** The newest of them stands in the band. @param {import("/static/display/frame.js").Part} part */
export function Latest({ board, screen, layout, second }) {
  const size = Math.min(SIZE.most, Math.max(SIZE.least, neededSize(screen)));
  const room = layout.beside.includes("check_in") ? ROOM.coded : ROOM.usual;
  const calls = today(board.calls).filter((call) => belongs(screen, call)).slice(1, Math.floor(room / (size * LINE)) + 1);
  return html`<section class="latest">
    <h2><span>${t("latest")}${second && html`<small lang=${second}>${tIn(second, "latest")}</small>`}</span></h2>
    <ol style=${{ "--line": `${size}rem` }}>
      ${calls.map((call) => html`<li key=${call.sequence} class=${`latest-call ${isFresh(call, now()) ? "fresh" : ""}`} data-number=${call.number} data-counter=${call.counter}>
        <${Num} class="line-number">${call.number}<//>
        <span class="line-window"><${Window} number=${call.counter} /></span>
      </li>`)}
    </ol>
  </section>`;
}
