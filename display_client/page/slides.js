/** Notices, what to bring, pictures and videos, one after another in one place. What cannot be shown leaves no trace. */

import { html, useEffect, useRef, useState } from "/static/vendor/preact.js";
import { pick, t, tIn } from "/static/shared/i18n.js";
import { now } from "/static/shared/time.js";
import { Bilingual, Notice } from "/static/shared/ui.js";
import { longName } from "/static/display/long_names.js";
import { servicesOf } from "/static/display/screen.js";
import { BrokenFiles, slideAfter, slidesOf } from "/static/display/slide_show.js";

/** @typedef {import("/static/display/slide_show.js").Slide} Slide */
/** @typedef {import("/static/shared/types.js").Media} Media */

/** A picture that has not come by then, or a video that stands still for as long, is passed over. */
const PATIENCE_MS = 15_000;
/** No video runs for longer than this, whatever its file says. */
const VIDEO_MS = 600_000;
/** Longer than this a notice is set smaller. */
const LONG_NOTICE = 100;

const broken = new BrokenFiles();

/** @param {import("/static/display/frame.js").Part & {aside?: boolean}} part */
export function Slides(part) {
  const { hall, board, screen, aside = false } = part;
  const notices = board.notices.length ? board.notices : hall.notices;
  const services = servicesOf(screen, hall);
  const slides = slidesOf({ notices, media: board.media, services, parts: screen.parts, bring: !aside });
  const pictured = aside && slides.some(({ kind }) => kind === "media");
  // Sound is for a screen that speaks, and never over what is said.
  const muted = !screen.speaks || part.voice.speaking !== null || part.voice.sound !== "ready";
  const { shown, next, go, fail } = useTurns(slides);
  if (!shown && !next) return aside ? null : html`<section class="slides"><${Notice} icon="notice" title=${pick(hall.name)} /></section>`;
  return html`<section class=${`slides ${pictured ? "is-pictured" : ""}`}>
    ${[shown, next].map((slide) => slide && html`<${One} key=${slide.id} slide=${slide} isShown=${slide === shown} muted=${muted}
      second=${part.second} other=${part.other} onReady=${() => !shown && go(slide)} onEnd=${() => go(next)} onFail=${() => fail(slide)} />`)}
  </section>`;
}

/**
 * The slide shown, and the one after it, which is fetched before its turn.
 *
 * @param {Slide[]} slides
 */
function useTurns(slides) {
  const [turn, setTurn] = useState(/** @type {{id: string | null, tries: number}} */ ({ id: null, tries: 0 }));
  const isBroken = (/** @type {string} */ id) => broken.has(id, now());
  const shown = slides.find(({ id }) => id === turn.id && !isBroken(id)) ?? null;
  const after = slideAfter(slides, turn.id, isBroken);
  return {
    shown,
    next: after === shown ? null : after,
    /** @param {Slide | null} slide */
    go: (slide) => setTurn(({ id, tries }) => ({ id: slide ? slide.id : id, tries: tries + 1 })),
    /** @param {Slide} slide */
    fail(slide) {
      broken.add(slide.id, now());
      setTurn(({ id, tries }) => ({ id: id === slide.id ? (slideAfter(slides, id, isBroken)?.id ?? null) : id, tries: tries + 1 }));
    },
  };
}

/**
 * @typedef {Object} OneProps
 * @property {Slide} slide
 * @property {boolean} isShown else it is only made ready
 * @property {boolean} muted
 * @property {string | null} second
 * @property {string | null} other
 * @property {() => void} onReady
 * @property {() => void} onEnd
 * @property {() => void} onFail
 */

/** @param {OneProps} props */
function One({ slide, isShown, ...rest }) {
  const look = `slide is-${slide.kind} ${isShown ? "" : "is-next"}`;
  if (slide.kind === "media") return html`<${File} media=${slide.media} look=${look} isShown=${isShown} ...${rest} />`;
  return html`<${Text} slide=${slide} look=${look} isShown=${isShown} ...${rest} />`;
}

/** @param {Omit<OneProps, "slide"> & {slide: Exclude<Slide, {kind: "media"}>, look: string}} props */
function Text({ slide, look, isShown, second, other, onReady, onEnd }) {
  useEffect(onReady);
  useTimer(isShown, slide.seconds * 1_000, onEnd);
  if (slide.kind === "bring") return html`<div class=${look}><${Bring} services=${slide.services} second=${second} other=${other} /></div>`;
  const long = pick(slide.text).length > LONG_NOTICE ? "is-long" : "";
  return html`<div class=${`${look} notice ${long}`} aria-hidden=${!isShown}>
    <em>${t("notice")}${second && html`<small lang=${second}>${tIn(second, "notice")}</small>`}</em>
    <${Bilingual} texts=${slide.text} second=${other} />
  </div>`;
}

/** @param {{services: import("/static/shared/types.js").Service[], second: string | null, other: string | null}} props */
function Bring({ services, second, other }) {
  return html`<em>${t("bring")}${second && html`<small lang=${second}>${tIn(second, "bring")}</small>`}</em>
    <ul>${services.map(({ letter, name, bring }) => html`<li key=${letter}>
      <b class="num letter">${letter}</b>
      <${Bilingual} texts=${name} second=${other} class=${`bring-name ${longName(pick(name))}`} />
      <${Bilingual} texts=${bring ?? {}} second=${other} />
    </li>`)}</ul>`;
}

/** @param {Omit<OneProps, "slide"> & {media: Media, look: string}} props */
function File({ media, look, isShown, muted, other, onReady, onEnd, onFail }) {
  const [isThere, setThere] = useState(false);
  const there = () => setThere(true);
  useEffect(() => {
    if (isThere) onReady();
  });
  useTimer(!isThere, PATIENCE_MS, onFail);
  useTimer(isThere && isShown, media.kind === "image" ? media.seconds * 1_000 : VIDEO_MS, onEnd);
  const words = pick(media.text);
  return html`<figure class=${`${look} ${isThere ? "" : "is-next"}`} aria-hidden=${!isShown}>
    ${media.kind === "image"
      ? html`<img src=${media.url} alt=${words} onLoad=${there} onError=${onFail} />`
      : html`<${Video} media=${media} plays=${isThere && isShown} muted=${muted} onReady=${there} onEnd=${onEnd} onFail=${onFail} />`}
    ${words && html`<figcaption><${Bilingual} texts=${media.text} second=${other} /></figcaption>`}
  </figure>`;
}

/** @param {{media: Media, plays: boolean, muted: boolean, onReady: () => void, onEnd: () => void, onFail: () => void}} props */
function Video({ media, plays, muted, onReady, onEnd, onFail }) {
  const ref = useRef(/** @type {HTMLVideoElement | null} */ (null));
  const [moved_s, setMoved] = useState(0);
  useEffect(() => {
    if (ref.current) ref.current.muted = muted;
  }, [muted]);
  useEffect(() => {
    if (plays) start();
    else ref.current?.pause();
  }, [plays]);
  useTimer(plays, PATIENCE_MS, onFail, moved_s);
  return html`<video ref=${ref} src=${media.url} preload="auto" playsinline aria-label=${pick(media.text)}
    onLoadedData=${onReady} onEnded=${ended} onError=${onFail}
    onTimeUpdate=${() => setMoved(Math.floor(ref.current?.currentTime ?? 0))}></video>`;

  /** From its beginning; without its sound where the browser allows none. */
  function start() {
    const video = ref.current;
    if (!video) return;
    video.currentTime = 0;
    video.play().catch(() => {
      video.muted = true;
      return video.play();
    }).catch(({ name }) => name !== "AbortError" && onFail());
  }

  /** One that is alone begins again. */
  function ended() {
    onEnd();
    start();
  }
}

/** Call back once, so long after it was switched on or `again` changed. @param {boolean} on @param {number} ms @param {() => void} then @param {unknown} [again] */
function useTimer(on, ms, then, again) {
  const latest = useRef(then);
  latest.current = then;
  useEffect(() => {
    if (!on) return undefined;
    const timer = setTimeout(() => latest.current(), ms);
    return () => clearTimeout(timer);
  }, [on, ms, again]);
}
