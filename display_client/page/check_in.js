/** Beside the calls: the code of the minute, for who took a number from a phone and has just walked in. */

import { html } from "/static/vendor/preact.js";
import { t, tIn } from "/static/shared/i18n.js";
import { qrSource } from "/static/shared/presence.js";
import { Icon } from "/static/shared/ui.js";
import { LAYOUTS } from "/static/display/layouts.js";
import { neededSize } from "/static/display/page_size.js";
import { SixDigits } from "/static/display/six_digits.js";

/** @typedef {import("/static/shared/presence.js").Code} Code */
/** @typedef {import("/static/display/follow_hall.js").Known} Known */

/** Of a digit, in rem: never as large as a usual line's number, so that the calls stay what one sees first. */
const SIZE = { least: 5, most: 6.6 };

/** What stands on a test picture: no code of any hall, and nothing to scan. @type {Code} */
export const SAMPLE_CODE = { code: "000000", valid_s: 60, link: "", qr: "" };

/** Whether the screen has a place for the code, and its hall a use. @param {Pick<Known, "screen" | "hall" | "live">} known */
export function wantsCode({ screen, hall, live }) {
  if (!screen || !hall || live === "lost") return false;
  return screen.parts.check_in && LAYOUTS[screen.layout].beside.includes("check_in") && (hall.check_in ?? []).includes("code");
}

/** In rem, as large as the last row needs it, as far as there is room. @param {import("/static/shared/types.js").Screen} screen */
export function digitsSize(screen) {
  return Math.min(SIZE.most, Math.max(SIZE.least, neededSize(screen)));
}

/** @param {import("/static/display/frame.js").Part} part */
export function CheckIn({ code, screen, second }) {
  if (!code) return null;
  return html`<section class="check-in" style=${{ "--code": `${digitsSize(screen)}rem` }}>
    <h2><span>${t("check_in")}${second && html`<small lang=${second}>${tIn(second, "check_in")}</small>`}</span></h2>
    <${SixDigits} code=${code.code} class="check-in-code" />
    <p class="check-in-how">${t("check_in.how")}${second && html`<small lang=${second}>${tIn(second, "check_in.how")}</small>`}</p>
    ${code.qr ? html`<img alt=${t("check_in.qr")} src=${qrSource(code)} />` : html`<span class="no-qr"><${Icon} name="qr" size="5rem" /></span>`}
  </section>`;
}
