/** Which clips say an announcement, and when each begins. No sound here. */

/** @typedef {import("/static/shared/types.js").Utterance} Utterance */
/** @typedef {"rendered" | "bank" | "mixed" | "chime" | "none"} By what said it; "mixed" where languages differ */
/** @typedef {{clip: string, pause_s: number}} Step a clip, and the silence before it */
/** @typedef {{clip: string, start_s: number}} Moment a clip and its start */
/** @typedef {{clips: string[], times: number, rendered: boolean, language: string}} Sentence */

export const CHIME = "chime";

/** Silence between two clips of a sentence, in seconds, by what they are. */
const JOINS = new Map([
  ["ticket>pair", 0.02],
  ["ticket>digit", 0.02],
  ["digit>digit", 0.04],
  ["digit>pair", 0.02],
  ["pair>counter", 0.12],
  ["digit>counter", 0.12],
  ["phrase>counter", 0.1],
  ["pair>ticket", 0.2], // one number after another, when several are asked to get ready
  ["digit>ticket", 0.2],
  ["phrase>ticket", 0.2],
  ["pair>phrase", 0.12],
  ["rendered>counter", 0.12],
]);
const JOIN_S = 0.06;
const AFTER_CHIME_S = 0.05; // the chime has died away already
const LANGUAGE_S = 0.45;
const ROUND_S = 0.8;

/** Languages whose readers are spoken to in another one. @type {Record<string, string>} */
const SPOKEN_AS = { "zh-Hant": "yue" };

/** Every clip that an announcement may need, the better voice's too. @param {Utterance[]} announcement */
export function clipsOf(announcement) {
  const all = announcement.flatMap(({ clips, rendered }) => [...(rendered ? [rendered.url] : []), ...clips]);
  return [...new Set([CHIME, ...all])];
}

/**
 * The clips after the chime: every language once, and again as often as the hall wants when nobody waits.
 *
 * A language is said by its rendered sound where that is there, else by the bank; one that neither can say is left
 * out. In a hurry only the first language and the ticket's own are said.
 *
 * @param {Utterance[]} announcement
 * @param {{has: (clip: string) => boolean, crowded: boolean, hurried?: boolean, own?: string | undefined}} given
 * @returns {{steps: Step[], missing: string[], by: By}} `by` is "chime" where no language can be said
 */
export function stepsOf(announcement, { has, crowded, hurried = false, own }) {
  const told = announcement.map((each) => sentenceOf(each, has));
  const missing = announcement.flatMap(({ clips }, place) => (told[place] ? [] : clips.filter((clip) => !has(clip))));
  const sayable = told.filter((each) => each !== null);
  const said = hurried ? sayable.filter(({ language }, place) => place === 0 || language === spokenAs(own)) : sayable;
  const rounds = crowded ? 1 : Math.max(1, ...said.map(({ times }) => times));
  const steps = Array.from({ length: rounds }, (_, round) =>
    said
      .filter(({ times }) => times > round)
      .flatMap(({ clips }, place) => joined(clips, place > 0 ? LANGUAGE_S : round > 0 ? ROUND_S : AFTER_CHIME_S)),
  );
  return { steps: steps.flat(), missing, by: byOf(said) };
}

/**
 * When each clip begins: one after another, never two at once.
 *
 * @param {Step[]} steps
 * @param {(clip: string) => number} durationOf seconds
 * @param {number} [begin_s]
 * @returns {{moments: Moment[], end_s: number}}
 */
export function timeline(steps, durationOf, begin_s = 0) {
  let end_s = begin_s;
  const moments = steps.map(({ clip, pause_s }) => {
    const start_s = end_s + pause_s;
    end_s = start_s + durationOf(clip);
    return { clip, start_s };
  });
  return { moments, end_s };
}

/** @param {Utterance} utterance @param {(clip: string) => boolean} has @returns {Sentence | null} */
function sentenceOf({ language, clips, times = 1, rendered }, has) {
  const own = clips.filter((clip) => clip !== CHIME);
  const better = rendered ? [rendered.url, ...own.slice(rendered.replaces)] : [];
  if (better.length > 0 && better.every(has)) return { language, times, clips: better, rendered: true };
  return own.length > 0 && own.every(has) ? { language, times, clips: own, rendered: false } : null;
}

/** @param {string | undefined} own */
function spokenAs(own = "") {
  return SPOKEN_AS[own] ?? own;
}

/** @param {Sentence[]} said @returns {By} */
function byOf(said) {
  if (said.length === 0) return "chime";
  if (said.every(({ rendered }) => rendered)) return "rendered";
  return said.some(({ rendered }) => rendered) ? "mixed" : "bank";
}

/** @param {string[]} clips @param {number} first_s @returns {Step[]} */
function joined(clips, first_s) {
  return clips.map((clip, index) => ({ clip, pause_s: index === 0 ? first_s : joinOf(clips[index - 1] ?? "", clip) }));
}

/** @param {string} before @param {string} after */
function joinOf(before, after) {
  return JOINS.get(`${kindOf(before)}>${kindOf(after)}`) ?? JOIN_S;
}

/** "zh-CN/ticket-yao/A1" is a ticket; what is rendered has an address. @param {string} clip */
function kindOf(clip) {
  if (clip.startsWith("/")) return "rendered";
  return (clip.split("/").at(-2) ?? clip).replace("-yao", "");
}
