/** What is said to a person in senior mode, and which clips of the voice bank say it. Pure. */

/** @typedef {import("/static/kiosk/bell.js").BellState} BellState */
/** @typedef {import("/static/kiosk/paper.js").Paper} Paper */
/** @typedef {import("/static/kiosk/step.js").Step} Step */
/** @typedef {import("/static/kiosk/shown.js").Shown} Shown */

/** A whole sentence each; the bank has all of them in every voice (tests/house/test_guidance.py compares). */
export const PHRASES = /** @type {const} */ ([
  "welcome", "no_paper", "priority", "confirm", "confirm_who", "confirm_card", "confirm_closed",
  "urgent", "appointment", "appointment_reader", "taking", "done", "done_alone", "paper_take", "paper_missing",
  "already", "failed", "help", "help_desk", "bell_rings", "bell_comes", "still_there", "away", "closed", "no_check_in",
]);
/** @typedef {(typeof PHRASES)[number] | "number"} Phrase `number`: the one that the person has */

/**
 * What a person has in front of them.
 *
 * @typedef {Object} Seen
 * @property {Shown} screen
 * @property {number} since_s         how long it has stood there
 * @property {boolean} asks           whether it asks "are you still there?"
 * @property {boolean} help           whether the help lies over it
 * @property {BellState | null} bell  null where nothing would ring
 * @property {boolean} hasReader
 * @property {boolean} paperless      whether no paper can be expected
 * @property {Step} step              what the chosen service still wants
 * @property {Paper} paper  of the number that was taken
 * @property {boolean} alone          whether the kiosk gave that number itself
 * @property {boolean} printed        the number that the person had is on paper again
 */

/** A number that comes at once needs no word of waiting, which would be cut off. */
const WORTH_A_WORD_S = 1;

/** @type {Record<BellState, Phrase>} */
const OF_BELL = { silent: "help", rings: "bell_rings", comes: "bell_comes" };
/** @type {Record<Step, Phrase>} */
const OF_STEP = { closed: "confirm_closed", no_reader: "confirm_closed", card: "confirm_card", who: "confirm_who", ready: "confirm" };
/** @type {Record<Paper, Phrase[]>} */
const OF_PAPER = { printing: [], take: ["paper_take"], missing: ["paper_missing"] };

/** By screen, so that none can be added that says nothing. @type {Record<Shown, (seen: Seen) => Phrase[]>} */
const OF_SCREEN = {
  welcome: ({ paperless }) => (paperless ? ["welcome", "no_paper"] : ["welcome"]),
  priority: () => ["priority"],
  confirm: ({ step }) => [OF_STEP[step]],
  urgent: () => ["urgent"],
  appointment: ({ hasReader }) => [hasReader ? "appointment_reader" : "appointment"],
  taking: ({ since_s }) => (since_s < WORTH_A_WORD_S ? [] : ["taking"]),
  done: ({ alone, paper }) => ["number", alone ? "done_alone" : "done", ...OF_PAPER[paper]],
  already: ({ printed }) => ["number", printed ? "paper_take" : "already"],
  failed: () => ["failed"],
  away: () => ["away"],
  closed: () => ["closed"],
  no_check_in: () => ["no_check_in"],
};

/** In order; what lies over a screen speaks instead of it. @param {Seen} seen @returns {Phrase[]} */
export function guidance(seen) {
  if (seen.asks) return ["still_there"];
  if (seen.help) return [seen.bell ? OF_BELL[seen.bell] : "help_desk"];
  return OF_SCREEN[seen.screen](seen);
}

/** The language of the voice for that of the page. @type {Record<string, string>} */
const VOICES = { "zh-Hant": "yue" };

/**
 * What there is of a phrase in the bank, in order; nothing where the bank lacks it.
 *
 * @param {Phrase} phrase
 * @param {string} language   of the page
 * @param {string | null} number
 * @param {ReadonlySet<string>} known names of the bank's clips
 * @returns {string[]}
 */
export function clipsFor(phrase, language, number, known) {
  const voice = VOICES[language] ?? language;
  if (phrase === "number") return number ? numberClips(number, voice, known) : [];
  const clip = `${voice}/phrase/kiosk_${phrase}`;
  return known.has(clip) ? [clip] : [];
}

/** The number as the hall's voice will call it, else spelled; all of it or nothing. @param {string} number @param {string} voice @param {ReadonlySet<string>} known */
function numberClips(number, voice, known) {
  const [letter, ...digits] = number;
  const single = digits.map((digit) => `digit/${digit}`);
  const end = known.has(`${voice}/phrase/number`) ? ["phrase/number"] : [];
  const ways = [
    ...(digits.length > 2 ? [[`ticket/${number.slice(0, 2)}`, ...single.slice(1, -2), `pair/${number.slice(-2)}`]] : []),
    [`ticket/${letter}`, ...single, ...end],
    [`letter/${letter}`, ...single],
  ].map((way) => way.map((clip) => `${voice}/${clip}`));
  return ways.find((way) => way.every((clip) => known.has(clip))) ?? [];
}
