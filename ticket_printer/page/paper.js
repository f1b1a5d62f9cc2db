/** What to tell a person about the paper. Pure. */

/** @typedef {import("/static/shared/types.js").PrintState} PrintState */
/** @typedef {"printing" | "take" | "missing"} Paper `missing`: the number counts, write it down or scan it */

/** Past this without paper the person should not stand and wait for it. */
const PRINTING_S = 8;
const ON_PAPER = new Set(["printed", "printed_unconfirmed"]);
const UNDER_WAY = new Set(["queued", "sending"]);

/**
 * @param {PrintState} print
 * @param {number} age_s since the number was taken
 * @returns {Paper}
 */
export function paperFor(print, age_s) {
  if (ON_PAPER.has(print)) return "take";
  return UNDER_WAY.has(print) && age_s < PRINTING_S ? "printing" : "missing";
}

/**
 * As `paperFor`; but nobody waits for the paper of a printer that has none.
 *
 * @param {Paper} paper @param {boolean} paperless
 * @returns {Paper}
 */
export function paperToExpect(paper, paperless) {
  return paperless && paper === "printing" ? "missing" : paper;
}

/** Whether asking again may still bring news of the paper. @param {PrintState} print */
export function paperMayCome(print) {
  return UNDER_WAY.has(print) || print === "held";
}
