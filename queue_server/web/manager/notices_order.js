/** The notices as the server takes them: null where they are the hall file's, so that the file decides again. Pure. */

import { same, withoutEmpty } from "./texts.js";

/** @typedef {import("/static/shared/types.js").Texts} Texts */

/** @param {Texts[]} drafts @param {Texts[]} usual those of the hall file @returns {Texts[] | null} */
export function noticesOrder(drafts, usual) {
  const isUsual = drafts.length === usual.length && drafts.every((each, place) => same(each, usual[place] ?? {}));
  return isUsual ? null : drafts.map(withoutEmpty);
}
