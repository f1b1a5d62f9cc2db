/** Which language stands under the first one. Chinese comes first; who does not read it looks below. */

/** Each language of the hall's own texts stays long enough to be read. */
const TURN_MS = 8_000;
const CHINESE = new Set(["zh", "yue"]);

/**
 * The language under our own words: the hall's next one that we speak; null where there is none.
 *
 * @param {string[]} languages the hall's, in its order
 * @param {{first: string, ours: string[]}} given
 */
export function secondLanguage(languages, { first, ours }) {
  return languages.find((code) => ours.includes(code) && !isSame(code, first)) ?? null;
}

/**
 * The language under the hall's own texts now: all but the first take turns. Written Cantonese helps nobody
 * who cannot read the Chinese above it.
 *
 * @param {string[]} languages
 * @param {{first: string, now_ms: number}} given
 */
export function otherLanguage(languages, { first, now_ms }) {
  const others = languages.filter((code) => !isSame(code, first));
  return others[Math.floor(now_ms / TURN_MS) % others.length] ?? null;
}

/** Who reads the one reads the other. @param {string} code @param {string} first */
function isSame(code, first) {
  return code === first || (isChinese(code) && isChinese(first));
}

/** @param {string} code */
function isChinese(code) {
  return CHINESE.has(code.split("-")[0] ?? "");
}
