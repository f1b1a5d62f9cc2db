/** The hall screen as it is drawn. Chinese first, the second language under it, smaller and quieter. */

import { html, useMemo } from "/static/vendor/preact.js";
import { language, pick, t, tIn } from "/static/shared/i18n.js";
import { clock, hallDay, longDate, now, secondsSince } from "/static/shared/time.js";
import { Bilingual, Icon, Notice, Num, Skeleton } from "/static/shared/ui.js";
import { Calls } from "/static/display/calls.js";
import { Aside } from "/static/display/aside.js";
import { visibleCalls } from "/static/display/visible_calls.js";

/** @typedef {import("/static/display/follow_hall.js").Known} Known */
/** @typedef {import("/static/display/voice.js").Voice} Voice */

/** So long after the last call a closed hall is taken for empty. */
const AT_WORK_S = 600;
/** @type {ReadonlySet<number>} */
const NOTHING = new Set();

/**
 * @param {{known: Known, voice: Voice, second: string | null, other: string | null}} props
 *   `second` stands under our own words, always the same; `other` under the hall's own texts, in turn
 */
export function HallScreen({ known, voice, second, other }) {
  const lost = known.live === "lost";
  return html`<div class=${`hall ${lost ? "is-lost" : ""}`}>
    <${Header} known=${known} voice=${voice} second=${second} other=${other} />
    ${lost && html`<${LostBand} lostMs=${known.lost_ms} second=${second} />`}
    <main>
      <${Middle} known=${known} voice=${voice} second=${second} />
      <${Aside} known=${known} second=${second} other=${other} />
    </main>
    <${Footer} hall=${known.hall} voice=${voice} second=${second} />
    <${SpokenLog} voice=${voice} />
  </div>`;
}

/** @param {{known: Known, voice: Voice, second: string | null, other: string | null}} props */
function Header({ known, voice, second, other }) {
  return html`<header>
    <h1>${known.hall && html`<${Bilingual} texts=${known.hall.name} second=${other} />`}</h1>
    <div class="head-right">
      ${voice.sound === "blocked" && html`<${SoundBlocked} second=${second} />`}
      ${voice.sound === "silent" && html`<span class="sound-silent"><${Icon} name="speaker_off" size="1.6rem" /> ${t("sound.silent")}</span>`}
      <span class="date">
        <span>${longDate(now())}</span>
        ${second && html`<small lang=${second}>${longDate(now(), second)}</small>`}
      </span>
      <${Num} class="clock">${clock(now())}<//>
    </div>
  </header>`;
}

/** @param {{second: string | null}} props */
function SoundBlocked({ second }) {
  return html`<button type="button" class="sound-blocked">
    <${Icon} name="speaker_off" size="2rem" />
    <span>${t("sound.blocked")}${second && html`<small lang=${second}>${tIn(second, "sound.blocked")}</small>`}</span>
  </button>`;
}

/** @param {{lostMs: number | null, second: string | null}} props */
function LostBand({ lostMs, second }) {
  const time = clock(lostMs ?? now());
  return html`<div class="lost-band" role="alert">
    <${Icon} name="connection_lost" size="2.6rem" />
    <span>${t("lost.hall", { time })}${second && html`<small lang=${second}>${tIn(second, "lost.hall", { time })}</small>`}</span>
  </div>`;
}

/** The calls, or what there is to say where none are. @param {{known: Known, voice: Voice, second: string | null}} props */
function Middle({ known: { hall, board, live }, voice, second }) {
  // While nobody can hear, nothing waits to be spoken.
  const unspoken = voice.sound === "blocked" ? NOTHING : voice.unspoken;
  // Only a call moves the lines: they are not chosen anew because a call grew old or was spoken.
  const calls = useMemo(
    () => visibleCalls(today(board?.calls ?? []), { now_ms: now(), unspoken }),
    [board?.calls, hallDay(now())],
  );
  if (!board || !hall) return html`<${BeforeBoard} live=${live} />`;
  const busy = board.waiting.some(({ count }) => count > 0) || atWork(calls.newest);
  if (!hall.open && !busy) return html`<${Closed} hall=${hall} second=${second} />`;
  if (!calls.newest) return html`<${NobodyYet} second=${second} />`;
  return html`<${Calls} calls=${calls} hall=${hall} speaking=${voice.speaking} second=${second} />`;
}

/** A screen that ran through the night begins empty. @param {import("/static/shared/types.js").Call[]} calls */
function today(calls) {
  return calls.filter(({ at }) => hallDay(at) === hallDay(now()));
}

/** A hall past its hours still serves those who have a number. @param {import("/static/shared/types.js").Call | null} newest */
function atWork(newest) {
  return newest !== null && secondsSince(newest.at) < AT_WORK_S;
}

/** @param {{live: string}} props */
function BeforeBoard({ live }) {
  if (live === "lost") {
    return html`<section class="calls"><${Notice} icon="connection_lost" title=${t("lost.empty")} hint=${t("lost.empty.hint")} /></section>`;
  }
  return html`<section class="calls"><${Skeleton} lines=${6} label=${t("loading")} /></section>`;
}

/** @param {{second: string | null}} props */
function NobodyYet({ second }) {
  return html`<section class="calls"><${Notice} icon="ticket" title=${t("empty")} hint=${t("empty.hint")}>
    ${second && html`<p class="state-second" lang=${second}>${tIn(second, "empty")}. ${tIn(second, "empty.hint")}</p>`}
  <//></section>`;
}

/** @param {{hall: import("/static/shared/types.js").Hall, second: string | null}} props */
function Closed({ hall, second }) {
  const key = hall.hours_today.length ? "closed.hours" : "closed.today";
  return html`<section class="calls"><${Notice} icon="clock" title=${t("closed")} hint=${t(key, { hours: hoursOf(hall, language()) })}>
    ${second && html`<p class="state-second" lang=${second}>${tIn(second, "closed")}. ${tIn(second, key, { hours: hoursOf(hall, second) })}</p>`}
  <//></section>`;
}

/** @param {import("/static/shared/types.js").Hall} hall @param {string} code */
function hoursOf(hall, code) {
  const spans = hall.hours_today.map(([from, to]) => `${from}–${to}`);
  return new Intl.ListFormat(code, { type: "conjunction" }).format(spans);
}

/** @param {{hall: import("/static/shared/types.js").Hall | null, voice: Voice, second: string | null}} props */
function Footer({ hall, voice, second }) {
  const leader = hall?.duty_leader;
  return html`<footer>
    ${leader && html`<span class="foot-item"><span>${t("duty")}${second && html`<small lang=${second}>${tIn(second, "duty")}</small>`}</span>
      <b>${leader.name ?? ""}<${Num}>${leader.badge}<//></b></span>`}
    <${Caption} voice=${voice} />
    ${hall?.complaint_line && html`<span class="foot-item foot-end"><span>${t("complaints")}${second && html`<small lang=${second}>${tIn(second, "complaints")}</small>`}</span>
      <b><${Num}>${hall.complaint_line}<//></b></span>`}
  </footer>`;
}

/** What is being said, for those who do not hear it. @param {{voice: Voice}} props */
function Caption({ voice: { speaking } }) {
  if (!speaking) return null;
  const [own, other] = [...(speaking.announcement ?? [])].sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
  return html`<span class="caption" key=${speaking.sequence}>
    <${Icon} name="speaker" size="2rem" />
    ${own && html`<span lang=${own.language}>${own.text}</span>`}
    ${other && html`<span lang=${other.language}>${other.text}</span>`}
  </span>`;
}

/** @param {import("/static/shared/types.js").Utterance} part */
function isOwn(part) {
  return part.language === language();
}

/** The same for screen readers, and for who wants to know later. @param {{voice: Voice}} props */
function SpokenLog({ voice }) {
  return html`<div class="visually-hidden" role="log" aria-live="polite" aria-label=${t("spoken")}>
    <ol>${voice.spoken.map((call) => html`<li key=${call.sequence}>${captionOf(call)}</li>`)}</ol>
  </div>`;
}

/** @param {import("/static/shared/types.js").Call} call */
function captionOf(call) {
  const parts = Object.fromEntries((call.announcement ?? []).map(({ language: code, text }) => [code, text]));
  return pick(parts, language());
}
