/** The clips as a hall that listens to them needs them: by language and kind, and who vouches for each. */

/** @typedef {{text: string, reviewed_by?: string, recorded?: boolean}} Clip */
/** @typedef {{name: string, text: string, own: boolean, reviewed: boolean}} Listed */

/** A recording of the hall's own is its own business: nobody else reviews it. @param {[string, Clip]} entry @returns {Listed} */
function listed([name, { text, reviewed_by = "", recorded = false }]) {
  return { name, text, own: recorded, reviewed: recorded || reviewed_by !== "" };
}

/** @param {Record<string, Clip>} clips @param {string} language @returns {Listed[]} */
export function clipsIn(clips, language) {
  return Object.entries(clips).filter(([name]) => name.startsWith(`${language}/`)).map(listed).sort(inOrder);
}

/** "zh-CN/pair/12" is a pair. @param {Listed[]} clips @returns {[string, Listed[]][]} */
export function byKind(clips) {
  const kinds = [...new Set(clips.map(kindOf))];
  return kinds.map((kind) => [kind, clips.filter((clip) => kindOf(clip) === kind)]);
}

/** @param {Listed[]} clips */
export function countsOf(clips) {
  return {
    clips: clips.length,
    own: clips.filter(({ own }) => own).length,
    unreviewed: clips.filter(({ reviewed }) => !reviewed).length,
  };
}

/** @param {Listed} clip */
function kindOf({ name }) {
  return name.split("/")[1] ?? "";
}

/** @param {Listed} a @param {Listed} b */
function inOrder(a, b) {
  return a.name.localeCompare(b.name, "en", { numeric: true });
}
