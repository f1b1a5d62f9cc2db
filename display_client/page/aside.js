/** Beside the calls: who waits for what and how long, and one notice. */

import { html } from "/static/vendor/preact.js";
import { pick, t, tIn } from "/static/shared/i18n.js";
import { now, waitRange } from "/static/shared/time.js";
import { Bilingual, Num, Skeleton } from "/static/shared/ui.js";

/** @typedef {import("/static/display/follow_hall.js").Known} Known */
/** @typedef {import("/static/shared/types.js").Service} Service */

/** More services than this take turns. */
const SERVICES_AT_ONCE = 8;
const TURN_MS = 12_000;

/** @param {{known: Known, second: string | null, other: string | null}} props `other`: under the hall's own texts now */
export function Aside({ known: { hall, board }, second, other }) {
  if (!hall || !board) return html`<aside><${Skeleton} lines=${6} label=${t("loading")} /></aside>`;
  const services = inTurn(hall.services, SERVICES_AT_ONCE);
  const [notice] = inTurn(board.notices.length ? board.notices : hall.notices, 1);
  return html`<aside>
    <h2>
      <span>${t("waiting")}${second && html`<small lang=${second}>${tIn(second, "waiting")}</small>`}</span>
      <span>${t("expected")}${second && html`<small lang=${second}>${tIn(second, "expected")}</small>`}</span>
    </h2>
    <ul class="services">
      ${services.map((service) => html`<${Waiting} key=${service.letter} service=${service} board=${board} other=${other} />`)}
    </ul>
    ${notice && html`<div class="notice" key=${pick(notice)}>
      <em>${t("notice")}</em><${Bilingual} texts=${notice} second=${other} />
    </div>`}
  </aside>`;
}

/** @param {{service: Service, board: import("/static/display/board_state.js").BoardState, other: string | null}} props */
function Waiting({ service, board, other }) {
  const { count, forecast } = board.waiting.find(({ service: letter }) => letter === service.letter) ?? ofHall(service);
  return html`<li class="service">
    <b class="num letter">${service.letter}</b>
    <${Bilingual} texts=${service.name} second=${other} />
    <span class="service-wait">
      <span><${Num}>${count}<//> ${t("people.unit", { count })}</span>
      <span>${waitRange(forecast, count)}</span>
    </span>
  </li>`;
}

/** What the hall's own JSON knew of a service that the board does not name. @param {Service} service */
function ofHall({ waiting, forecast }) {
  return { count: waiting, forecast };
}

/**
 * A part of a list, the next part after a while; the parts are of about one size.
 *
 * @template T
 * @param {T[]} items
 * @param {number} most
 */
function inTurn(items, most) {
  const turns = Math.max(1, Math.ceil(items.length / most));
  const size = Math.ceil(items.length / turns);
  const turn = Math.floor(now() / TURN_MS) % turns;
  return items.slice(turn * size, (turn + 1) * size);
}
