/** Names that need two lines. No browser in here. */

/** So many Chinese characters stand in one line; a Latin letter is about half as wide. */
const ONE_LINE = 10;
const LATIN = 0.55;

/** The class of a name that is set smaller, in two lines. @param {string} name */
export function longName(name) {
  return widthOf(name) > ONE_LINE ? "is-long" : "";
}

/** Of a text, in Chinese characters. @param {string} text */
export function widthOf(text) {
  return [...text].reduce((sum, each) => sum + (/\p{Script=Han}|[\uFF00-\uFFEF]/u.test(each) ? 1 : LATIN), 0);
}
