/** Which clips of the bank say what a screen asks for. Pure. */

/** The language of the voice for that of the page. @type {Record<string, string>} */
const VOICES = { "zh-Hant": "yue" };

/**
 * What there is of it in the bank, in order; nothing where the bank lacks it.
 *
 * @param {string} what       a screen's name, or `number` for the number that was taken
 * @param {string} language   of the page
 * @param {string | null} number
 * @param {ReadonlySet<string>} known names of the bank's clips
 * @returns {string[]}
 */
export function clipsFor(what, language, number, known) {
  const voice = VOICES[language] ?? language;
  const phrase = `${voice}/phrase/kiosk_${what}`;
  const spoken = what === "done" && number ? numberClips(number, voice, known) : [];
  return [...spoken, ...(known.has(phrase) ? [phrase] : [])];
}

/** The number as the hall's voice will call it; all of it or nothing. @param {string} number @param {string} voice @param {ReadonlySet<string>} known */
function numberClips(number, voice, known) {
  const joined = [`${voice}/ticket/${number.slice(0, 2)}`, `${voice}/pair/${number.slice(2)}`];
  if (number.length === 4 && joined.every((clip) => known.has(clip))) return joined;
  const spelled = [...number].map((each, place) => `${voice}/${place === 0 ? "letter" : "digit"}/${each}`);
  return spelled.every((clip) => known.has(clip)) ? spelled : [];
}
