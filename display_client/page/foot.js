/** The last line: who is on duty, who shall get ready, whom to tell a complaint; and what is being said. */

import { html } from "/static/vendor/preact.js";
import { language, pick, t, tIn } from "/static/shared/i18n.js";
import { clock, now } from "/static/shared/time.js";
import { Icon, Num, useTick } from "/static/shared/ui.js";
import { MovedOn, isFresh } from "/static/display/moved.js";
import { neededSize } from "/static/display/page_size.js";
import { servicesOf } from "/static/display/screen.js";
import { characterMm } from "/static/display/type_size.js";

/** @typedef {import("/static/display/frame.js").Shown} Shown */
/** @typedef {import("/static/display/layouts.js").Layout} Layout */
/** @typedef {import("/static/shared/types.js").Utterance} Utterance */

/** The next few that are named where nobody was told to get ready. */
const COMING = 4;

/** @param {Shown & {layout: Layout | null}} props */
export function Foot({ layout, ...shown }) {
  const { voice } = shown;
  const notice = noticeSaid(shown);
  return html`<footer class=${notice ? "is-said" : ""} key=${notice?.key ?? ""}>
    ${notice ? html`<${Said} parts=${notice.parts} large />` : layout?.foot.map((name) => html`<${FOOT[name]} key=${name} ...${shown} layout=${layout} />`)}
    <${SpokenLog} voice=${voice} />
  </footer>`;
}

const FOOT = { duty: Duty, ready: Ready, caption: Caption, complaints: Complaints, officer: OfficerLine, services: Services };

/** What is said that is no call: a notice, or who shall get ready. It has the line for itself. @param {Shown} shown */
function noticeSaid({ voice: { speaking } }) {
  if (!speaking || speaking.number) return null;
  return { key: `${speaking.sequence}`, parts: speaking.announcement ?? [] };
}

/** @param {Shown} shown */
function Duty({ known: { hall, board, screen }, second }) {
  const leader = board?.duty_leader === undefined ? hall?.duty_leader : board.duty_leader;
  if (!leader) return null;
  return html`<span class="foot-item duty">
    ${screen?.parts.photo && leader.photo && html`<img class="foot-photo" src=${leader.photo} alt="" />`}
    <${Words} of="duty" second=${second} />
    <b>${leader.name ?? ""}<${Num}>${leader.badge}<//></b>
  </span>`;
}

/** Who was told to get ready, else who is next, unless the middle says so. @param {Shown & {layout: Layout | null}} props */
function Ready({ known: { board, hall, screen }, voice, second, layout }) {
  useTick(5_000);
  if (!board || !hall || !screen || voice.speaking) return null;
  const letters = servicesOf(screen, hall).map(({ letter }) => letter);
  if (board.moved && isFresh(board.moved, letters)) return html`<${MovedOn} moved=${board.moved} hall=${hall} second=${second} />`;
  const { ready } = board;
  const coming = layout?.main === "coming" ? [] : firstOfEach(board.coming, letters).slice(0, COMING);
  const numbers = ready ? ready.numbers.filter((number) => letters.includes(number.charAt(0))) : coming;
  if (numbers.length === 0) return null;
  return html`<span class=${`foot-item ready ${ready ? "told" : ""}`}>
    <${Words} of=${ready ? "ready" : "coming"} second=${second} />
    <b class="ready-numbers">${numbers.map((number) => html`<${Num} key=${number}>${number}<//> `)}</b>
    ${ready?.area && html`<span>${t("ready.area", { area: pick(ready.area) })}</span>`}
  </span>`;
}

/** @param {import("/static/shared/types.js").Coming[]} coming @param {string[]} letters */
function firstOfEach(coming, letters) {
  return letters.map((letter) => coming.find(({ service }) => service === letter)?.number).filter((number) => number !== undefined);
}

/** @param {Shown} shown */
function Complaints({ known: { hall }, second }) {
  if (!hall?.complaint_line) return null;
  return html`<span class="foot-item foot-end"><${Words} of="complaints" second=${second} /><b><${Num}>${hall.complaint_line}<//></b></span>`;
}

/** @param {{of: string, second: string | null}} props */
function Words({ of, second }) {
  return html`<span>${t(of)}${second && html`<small lang=${second}>${tIn(second, of)}</small>`}</span>`;
}

/** What is being said, for those who do not hear it; on a test picture how large the numbers must be. @param {Shown} shown */
function Caption({ voice: { speaking }, known: { screen }, sample }) {
  if (speaking) return html`<${Said} parts=${speaking.announcement ?? []} key=${speaking.sequence} />`;
  if (!sample || !screen?.depth_m || neededSize(screen) === 0) return null;
  return html`<span class="caption">${t("sample.size", { metres: screen.depth_m, mm: Math.ceil(characterMm(screen.depth_m)) })}</span>`;
}

/** In the page's language first, then one more: Cantonese beside Mandarin would be the same line twice. @param {{parts: Utterance[], large?: boolean}} props */
function Said({ parts, large = false }) {
  const [own, ...others] = [...parts].sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
  const other = others.find((part) => !(own && isChinese(part) && isChinese(own)));
  return html`<span class=${large ? "caption is-large" : "caption"}>
    <${Icon} name="speaker" size=${large ? "2.6rem" : "2rem"} />
    ${own && html`<span lang=${own.language}>${own.text}</span>`}
    ${other && html`<span lang=${other.language}>${other.text}</span>`}
  </span>`;
}

/** @param {Utterance} part */
function isOwn(part) {
  return part.language === language();
}

/** @param {Utterance} part */
function isChinese(part) {
  return /^(zh|yue)\b/.test(part.language);
}

/** The same for screen readers, and for who wants to know later. @param {{voice: Shown["voice"]}} props */
function SpokenLog({ voice }) {
  return html`<div class="visually-hidden" role="log" aria-live="polite" aria-label=${t("spoken")}>
    <ol>${voice.spoken.map((call) => html`<li key=${call.sequence}>${textOf(call)}</li>`)}</ol>
  </div>`;
}

/** @param {{announcement?: Utterance[]}} call */
function textOf({ announcement }) {
  const parts = Object.fromEntries((announcement ?? []).map(({ language: code, text }) => [code, text]));
  return pick(parts, language());
}

/** Of a window's screen: who sits there. @param {Shown} shown */
function OfficerLine({ known: { board, screen }, second }) {
  const officer = board?.counters.find(({ number }) => number === screen?.counter)?.officer;
  if (!officer || (screen?.parts.photo && officer.photo)) return null;
  return html`<span class="officer"><${Icon} name="person" size="3rem" />
    ${officer.name && html`<b>${officer.name}</b>`}
    <${Words} of="badge" second=${second} />
    <b><${Num}>${officer.badge}<//></b>
  </span>`;
}

/** Of a window's screen: what is done there, or that this is old. @param {Shown} shown */
function Services({ known: { hall, screen, live, lost_ms } }) {
  if (live === "lost") {
    return html`<span class="window-lost" role="alert"><${Icon} name="connection_lost" /> ${t("lost.window", { time: clock(lost_ms ?? now()) })}</span>`;
  }
  const letters = hall?.counters.find(({ number }) => number === screen?.counter)?.services ?? [];
  const names = hall?.services.filter(({ letter }) => letters.includes(letter)).map(({ name }) => pick(name)) ?? [];
  return html`<span class="window-services">${names.join("\u00a0· ")}</span>`;
}
