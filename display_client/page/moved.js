/** Whose step is done is told on the last line where to go; nothing is said aloud, the bank has no names of services. */

import { html } from "/static/vendor/preact.js";
import { pick, t, tIn } from "/static/shared/i18n.js";
import { now } from "/static/shared/time.js";
import { Num } from "/static/shared/ui.js";

/** @typedef {import("/static/display/board_state.js").Moved} Moved */

/** So long the line belongs to the one who goes on. */
const SHOWN_MS = 15_000;

/** Whether somebody has just gone on to one of these services. @param {Moved | null | undefined} moved @param {string[]} letters */
export function isFresh(moved, letters) {
  return Boolean(moved) && letters.includes(moved?.service ?? "") && now() - Date.parse(moved?.at ?? "") < SHOWN_MS;
}

/** @param {{moved: Moved, hall: import("/static/shared/types.js").Hall, second: string | null}} props */
export function MovedOn({ moved, hall, second }) {
  const step = hall.services.find(({ letter }) => letter === moved.service);
  const name = pick(step?.name) || moved.service;
  const area = pick(step?.area);
  return html`<span class="foot-item ready told" key=${moved.number}>
    <span>${t("moved")}${second && html`<small lang=${second}>${tIn(second, "moved")}</small>`}</span>
    <b class="ready-numbers"><${Num}>${moved.number}<//> → ${name}</b>
    ${area && html`<span>${t("ready.area", { area })}</span>`}
  </span>`;
}
