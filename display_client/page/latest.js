/** The last calls as a short list, for screens whose middle shows something else. */

import { html } from "/static/vendor/preact.js";
import { t, tIn } from "/static/shared/i18n.js";
import { now } from "/static/shared/time.js";
import { Num } from "/static/shared/ui.js";
import { Window } from "/static/display/calls.js";
import { belongs } from "/static/display/screen.js";
import { today } from "/static/display/states.js";
import { isFresh } from "/static/display/visible_calls.js";

const SHOWN = 6;

/** The newest of them stands in the band. @param {import("/static/display/frame.js").Part} part */
export function Latest({ board, screen, second }) {
  const calls = today(board.calls).filter((call) => belongs(screen, call)).slice(1, SHOWN + 1);
  return html`<section class="latest">
    <h2><span>${t("latest")}${second && html`<small lang=${second}>${tIn(second, "latest")}</small>`}</span></h2>
    <ol>
      ${calls.map((call) => html`<li key=${call.sequence} class=${`latest-call ${isFresh(call, now()) ? "fresh" : ""}`} data-number=${call.number} data-counter=${call.counter}>
        <${Num} class="line-number">${call.number}<//>
        <span class="line-window"><${Window} number=${call.counter} /></span>
      </li>`)}
    </ol>
  </section>`;
}
