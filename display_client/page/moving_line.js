/** One moving line for halls that want it: below everything, never over a number, still while somebody is called. */

import { html } from "/static/vendor/preact.js";
import { language, pick, t } from "/static/shared/i18n.js";
import { inTurn } from "/static/display/in_turn.js";

/** A reader follows this many characters a second with ease; Latin letters are half as wide. */
const CHARACTERS_PER_S = 5;
/** The time in which the line crosses an empty screen. */
const CROSSING_S = 14;

/** @param {import("/static/display/frame.js").Shown} shown */
export function MovingLine({ known: { hall, board }, voice, second }) {
  const notices = board?.notices.length ? board.notices : (hall?.notices ?? []);
  if (notices.length === 0) return null;
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return html`<${StandingLine} notices=${notices} />`;
  const parts = notices.flatMap((notice) => [language(), second].filter((code) => code && notice[code]).map((code) => ({ code, text: notice[/** @type {string} */ (code)] })));
  const seconds = CROSSING_S + parts.reduce((sum, { text }) => sum + (text?.length ?? 0), 0) / CHARACTERS_PER_S;
  return html`<section class=${`moving-line ${voice.speaking ? "is-still" : ""}`} aria-label=${t("notice")}>
    <p style=${{ animationDuration: `${seconds}s` }}>${parts.map(({ code, text }) => html`<span lang=${code}>${text}</span>`)}</p>
  </section>`;
}

/** The notices one after another, where nothing shall move. @param {{notices: import("/static/shared/types.js").Texts[]}} props */
function StandingLine({ notices }) {
  const [notice] = inTurn(notices, 1);
  return html`<section class="moving-line is-standing" aria-label=${t("notice")}><p lang=${language()}>${pick(notice)}</p></section>`;
}
