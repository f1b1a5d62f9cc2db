/** What takes turns in one place: notices, what to bring, pictures and videos. No browser in here. */

/** @typedef {import("/static/shared/types.js").Texts} Texts */
/** @typedef {import("/static/shared/types.js").Media} Media */
/** @typedef {import("/static/shared/types.js").Service} Service */
/** @typedef {import("/static/shared/types.js").Screen} Screen */

/**
 * @typedef {{kind: "notice", id: string, seconds: number, text: Texts}
 *   | {kind: "bring", id: string, seconds: number, services: Service[]}
 *   | {kind: "media", id: string, seconds: number, media: Media}} Slide
 */

/** Reading time: each language of the pair, at two characters a second or so, between these. */
const NOTICE_S = { least: 10, most: 30, per_character: 0.18 };
const BRING_S = 15;
/** Services at once, fewer where one has much to say. */
const BRING_AT_ONCE = { most: 4, long: 2, characters: 45 };
const IMAGE_S = 12;
/** A file that could not be shown is tried again after this. */
const BROKEN_MS = 600_000;

/**
 * Everything that has its turn: pictures stand between the texts.
 *
 * @param {{notices: Texts[], media: Media[], services: Service[], parts: Screen["parts"], bring: boolean}} given
 * @returns {Slide[]}
 */
export function slidesOf({ notices, media, services, parts, bring }) {
  const texts = parts.notices ? [...notices.map(noticeSlide), ...(bring ? bringSlides(services) : [])] : [];
  const pictures = parts.media ? media.map(mediaSlide) : [];
  const rounds = Math.max(texts.length, pictures.length);
  return Array.from({ length: rounds }, (_, round) => [texts[round], pictures[round]]).flat().filter((slide) => slide !== undefined);
}

/**
 * The slide after one, leaving out what is broken; null when nothing can be shown. The same again where it is alone.
 *
 * @param {Slide[]} slides
 * @param {string | null} id of the slide before; one that is gone begins anew
 * @param {(id: string) => boolean} isBroken
 */
export function slideAfter(slides, id, isBroken) {
  const place = slides.findIndex((slide) => slide.id === id);
  const turned = [...slides.slice(place + 1), ...slides.slice(0, place + 1)];
  return turned.find((slide) => !isBroken(slide.id)) ?? null;
}

/** Remembers which files could not be shown, for a while. */
export class BrokenFiles {
  /** @type {Map<string, number>} */
  until = new Map();

  /** @param {string} id @param {number} now_ms */
  add(id, now_ms) {
    this.until.set(id, now_ms + BROKEN_MS);
  }

  /** @param {string} id @param {number} now_ms */
  has(id, now_ms) {
    return (this.until.get(id) ?? 0) > now_ms;
  }
}

/** @param {Texts} text @returns {Slide} */
function noticeSlide(text) {
  const longest = Math.max(0, ...Object.values(text).map(({ length }) => length));
  const seconds = Math.min(NOTICE_S.most, Math.max(NOTICE_S.least, longest * NOTICE_S.per_character));
  return { kind: "notice", id: `notice:${Object.values(text).join("|")}`, seconds, text };
}

/** @param {Service[]} services @returns {Slide[]} */
function bringSlides(services) {
  const told = services.filter(({ bring }) => bring);
  const isLong = told.some(({ bring }) => Object.values(bring ?? {}).some(({ length }) => length > 2 * BRING_AT_ONCE.characters));
  const isLongInChinese = told.some(({ bring }) => (bring?.["zh-CN"] ?? "").length > BRING_AT_ONCE.characters);
  const most = isLong || isLongInChinese ? BRING_AT_ONCE.long : BRING_AT_ONCE.most;
  const pages = Math.ceil(told.length / most);
  return Array.from({ length: pages }, (_, page) => ({
    kind: "bring",
    id: `bring:${page}`,
    seconds: BRING_S,
    services: told.slice(page * most, (page + 1) * most),
  }));
}

/** @param {Media} media @returns {Slide} */
function mediaSlide(media) {
  return { kind: "media", id: `media:${media.id}`, seconds: media.seconds || IMAGE_S, media };
}
