/** The newest call in one line across the top, for screens whose middle shows something else. */

import { html } from "/static/vendor/preact.js";
import { hoursText } from "/static/shared/hours.js";
import { language, pick, t, tIn } from "/static/shared/i18n.js";
import { Icon, Num } from "/static/shared/ui.js";
import { Window, serviceName } from "/static/display/calls.js";
import { longName } from "/static/display/long_names.js";
import { bandSize } from "/static/display/page_size.js";
import { belongs } from "/static/display/screen.js";
import { isShut, today } from "/static/display/states.js";

/** @param {import("/static/display/frame.js").Part} part */
export function CallBand({ hall, board, screen, voice, second }) {
  const [newest] = today(board.calls).filter((call) => belongs(screen, call));
  if (isShut(hall, board)) return html`<${Quiet} icon="clock" say=${(/** @type {string} */ code) => closedText(hall, code)} second=${second} />`;
  if (!newest) return html`<${Quiet} icon="ticket" say=${(/** @type {string} */ code) => tIn(code, "empty")} second=${second} />`;
  const name = pick(serviceName(hall, newest.service));
  return html`<div class="band" style=${{ "--newest": `${bandSize(screen)}rem` }} key=${newest.sequence} data-number=${newest.number} data-counter=${newest.counter}>
    <${Num} class="newest-number">${newest.number}<//>
    <span class="newest-to">${t("call.to")}${second && html`<small lang=${second}>${tIn(second, "call.to")}</small>`}</span>
    <span class="newest-window"><${Window} number=${newest.counter} /></span>
    <span class="band-what">
      ${voice.speaking?.sequence === newest.sequence && html`<span class="said"><${Icon} name="speaker" /></span>`}
      <span class=${`band-name ${longName(name)}`}>${name}</span>
      ${newest.attempt > 1 && html`<span class="again"><${Icon} name="recall" /> ${t("call.again", { attempt: newest.attempt })}</span>`}
    </span>
  </div>`;
}

/** @param {{icon: string, say: (code: string) => string, second: string | null}} props */
function Quiet({ icon, say, second }) {
  return html`<div class="band is-quiet" role="status">
    <${Icon} name=${icon} size="3.4rem" />
    <span>${say(language())}${second && html`<small lang=${second}>${say(second)}</small>`}</span>
  </div>`;
}

/** @param {import("/static/shared/types.js").Hall} hall @param {string} code */
function closedText(hall, code) {
  const key = hall.hours_today.length ? "closed.hours" : "closed.today";
  return `${tIn(code, "closed")} · ${tIn(code, key, { hours: hoursText(hall.hours_today, code) })}`;
}
