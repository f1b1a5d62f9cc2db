/** Beside the calls: who waits for what, and how long. */

import { html } from "/static/vendor/preact.js";
import { pick, t, tIn } from "/static/shared/i18n.js";
import { waitRange } from "/static/shared/time.js";
import { Bilingual, Num } from "/static/shared/ui.js";
import { digitsSize } from "/static/display/check_in.js";
import { inTurn } from "/static/display/in_turn.js";
import { longName, widthOf } from "/static/display/long_names.js";
import { isUpright } from "/static/display/page_size.js";
import { servicesOf } from "/static/display/screen.js";

/** @typedef {import("/static/shared/types.js").Service} Service */
/** @typedef {import("/static/display/board_state.js").BoardState} BoardState */

/** More services than this take turns: with a picture or the code under them there is room for fewer. */
const AT_ONCE = { usual: 8, fewer: 6, least: 4 };
/** With digits of so many rem, or a notice of so many characters, the code and the notice leave room for the least alone. */
const HIGH = { digits: 5.4, notice: 80 };

/** @param {import("/static/display/frame.js").Part} part */
export function Waiting(part) {
  const { hall, board, screen, second, other } = part;
  const services = inTurn(servicesOf(screen, hall), atOnce(part));
  return html`<section class="waiting">
    <h2>
      <span>${t("waiting")}${second && html`<small lang=${second}>${tIn(second, "waiting")}</small>`}</span>
      <span>${t("expected")}${second && html`<small lang=${second}>${tIn(second, "expected")}</small>`}</span>
    </h2>
    <ul class="services">
      ${services.map((service) => html`<${OneService} key=${service.letter} service=${service} board=${board} other=${other} />`)}
    </ul>
  </section>`;
}

/** @param {import("/static/display/frame.js").Part} part */
function atOnce(part) {
  const { board, screen, layout: { beside } } = part;
  const pictured = screen.parts.media && board.media.length > 0;
  if (!beside.includes("slides")) return AT_ONCE.usual;
  if (!beside.includes("check_in")) return pictured ? AT_ONCE.fewer : AT_ONCE.usual;
  return (pictured || isHigh(part)) && !isUpright() ? AT_ONCE.least : AT_ONCE.fewer;
}

/** Whether the rows, or what is under them, are higher than usual. @param {import("/static/display/frame.js").Part} part */
function isHigh({ hall, board, screen }) {
  const notices = board.notices.length ? board.notices : hall.notices;
  return digitsSize(screen) > HIGH.digits
    || servicesOf(screen, hall).some(({ name }) => longName(pick(name)))
    || notices.some((notice) => widthOf(pick(notice)) > HIGH.notice);
}

/** @param {{service: Service, board: BoardState, other: string | null}} props */
function OneService({ service, board, other }) {
  const { count, forecast } = waitingFor(service, board);
  return html`<li class="service">
    <b class="num letter">${service.letter}</b>
    <${Bilingual} texts=${service.name} second=${other} class=${longName(pick(service.name))} />
    <${ServiceWait} count=${count} forecast=${forecast} />
  </li>`;
}

/** @param {{count: number, forecast: Service["forecast"]}} props */
export function ServiceWait({ count, forecast }) {
  return html`<span class="service-wait">
    <span><${Num}>${count}<//> ${t("people.unit", { count })}</span>
    <span>${waitRange(forecast, count)}</span>
  </span>`;
}

/** The hall's own JSON knew of a service that the board does not name. @param {Service} service @param {BoardState} board */
export function waitingFor({ letter, waiting, forecast }, board) {
  return board.waiting.find(({ service }) => service === letter) ?? { count: waiting, forecast };
}
