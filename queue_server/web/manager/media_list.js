/** The list of pictures and videos as it is arranged. Pure. */

/**
 * @typedef {Object} Medium
 * @property {string} id
 * @property {"image" | "video"} kind
 * @property {string} url
 * @property {number} seconds
 * @property {import("/static/shared/types.js").Texts | null} text
 * @property {boolean} shown
 * @property {string | null} portrait the badge of the person whose photo it is
 */

const MIB = 1024 * 1024;
/** What is taken, and how large it may be: the server's own limits, so that nothing is sent in vain. @type {Record<string, number>} */
export const TAKEN = {
  "image/png": 8 * MIB, "image/jpeg": 8 * MIB, "image/webp": 8 * MIB, "video/mp4": 200 * MIB, "video/webm": 200 * MIB,
};

export const PICTURES = Object.keys(TAKEN).filter((type) => type.startsWith("image/"));

/** Why a file is not sent; null where it is. A portrait is no video. @param {{type: string, size: number}} file @param {string} [badge] */
export function whyNot({ type, size }, badge = "") {
  const most = TAKEN[type];
  if (most === undefined || (badge && !PICTURES.includes(type))) return "media.not_taken";
  return size > most ? "media.too_large" : null;
}

/** One place earlier or later. @param {Medium[]} media @param {number} place @param {number} by @returns {Medium[]} */
export function moved(media, place, by) {
  const next = [...media];
  next.splice(place + by, 0, ...next.splice(place, 1));
  return next;
}

/** As the server takes it. @param {Medium[]} media */
export function turnsOf(media) {
  return media.map(({ id, seconds, text, shown }) => ({ id, seconds, text, shown }));
}
