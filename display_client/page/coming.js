/** What is coming up, by service: whoever sits in the waiting area sees how near the own number is. */

import { html } from "/static/vendor/preact.js";
import { pick, t, tIn } from "/static/shared/i18n.js";
import { Bilingual, Num } from "/static/shared/ui.js";
import { inTurn } from "/static/display/in_turn.js";
import { longName } from "/static/display/long_names.js";
import { bandSize, neededSize } from "/static/display/page_size.js";
import { servicesOf } from "/static/display/screen.js";
import { Closed, isShut } from "/static/display/states.js";
import { ServiceWait, waitingFor } from "/static/display/waiting.js";

/** @typedef {import("/static/shared/types.js").Service} Service */

/** Of a number, in rem; and how much of it a row is high. */
const SIZE = { least: 4.2, most: 7 };
const ROW = 1.4;
/** The room of the rows and of the band's number above them, and a row's for numbers, in rem; a number with the gap after it, of its size. */
const ROOM = { height: 45.6, width: 36 };
const NUMBER = 2.75;

/** @param {import("/static/display/frame.js").Part} part */
export function Coming(part) {
  const { hall, board, screen, second, other } = part;
  if (isShut(hall, board)) return html`<${Closed} hall=${hall} second=${second} />`;
  const size = Math.min(SIZE.most, Math.max(SIZE.least, neededSize(screen)));
  const services = inTurn(servicesOf(screen, hall), Math.floor((ROOM.height - bandSize(screen)) / (size * ROW)));
  const most = Math.max(1, Math.floor(ROOM.width / (size * NUMBER)));
  return html`<section class="coming" style=${{ "--coming": `${size}rem` }}>
    <h2>
      <span>${t("coming")}${second && html`<small lang=${second}>${tIn(second, "coming")}</small>`}</span>
      ${screen.parts.waiting && html`<span>${t("waiting")}${second && html`<small lang=${second}>${tIn(second, "waiting")}</small>`}</span>`}
    </h2>
    <ul class="coming-rows">
      ${services.map((service) => html`<${Row} key=${service.letter} ...${part} service=${service} most=${most} other=${other} />`)}
    </ul>
  </section>`;
}

/** @param {import("/static/display/frame.js").Part & {service: Service, most: number}} props */
function Row({ board, screen, service, most, other }) {
  const next = screen.parts.coming ? board.coming.filter((ticket) => ticket.service === service.letter).slice(0, most) : [];
  return html`<li class="coming-row">
    <b class="num letter">${service.letter}</b>
    <${Bilingual} texts=${service.name} second=${other} class=${longName(pick(service.name))} />
    <span class="coming-numbers">
      ${next.map(({ number }, place) => html`<${Num} key=${number} class=${place === 0 ? "is-next" : ""}>${number}<//>`)}
    </span>
    ${screen.parts.waiting && html`<${ServiceWait} ...${waitingFor(service, board)} />`}
  </li>`;
}
