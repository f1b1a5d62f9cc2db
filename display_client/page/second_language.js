/** Which language stands under the first one. Chinese comes first; who does not read it looks below. */

import { companion, isChinese, spokenHere } from "/static/shared/languages.js";

/** Each language of the hall's own texts stays long enough to be read. */
const TURN_MS = 8_000;

/**
 * The language under our own words: the hall's next one that we speak; null where there is none.
 *
 * @param {string[]} languages the hall's, in its order
 * @param {{first: string, ours: string[]}} given
 */
export function secondLanguage(languages, { first, ours }) {
  const spoken = spokenHere(languages).map(({ code }) => code);
  return companion(spoken.filter((code) => ours.includes(code)), first);
}

/**
 * The language under the hall's own texts now: all but the first take turns. Another Chinese helps nobody who
 * cannot read the Chinese above it.
 *
 * @param {string[]} languages
 * @param {{first: string, now_ms: number}} given
 */
export function otherLanguage(languages, { first, now_ms }) {
  const others = languages.filter((code) => code !== first && !(isChinese(code) && isChinese(first)));
  return others[Math.floor(now_ms / TURN_MS) % others.length] ?? null;
}
