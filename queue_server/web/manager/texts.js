/** One text in the hall's languages, as it is written and sent. Pure. */

/** @typedef {import("/static/shared/types.js").Texts} Texts */

export const NEEDED = "zh-CN";

/** Whether the text can be shown at all. @param {Texts} texts */
export function filled(texts) {
  return (texts[NEEDED] ?? "").trim() !== "";
}

/** Languages without words are left out: the server's word for "not translated". @param {Texts} texts @returns {Texts} */
export function withoutEmpty(texts) {
  return Object.fromEntries(Object.entries(texts).flatMap(([code, text]) => (text.trim() ? [[code, text.trim()]] : [])));
}

/** Whether both say the same in every language. @param {Texts} one @param {Texts} other */
export function same(one, other) {
  const words = (/** @type {Texts} */ texts) => JSON.stringify(Object.entries(withoutEmpty(texts)).sort());
  return words(one) === words(other);
}
