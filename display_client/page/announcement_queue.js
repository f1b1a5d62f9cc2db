/**
 * Whose turn it is to be said, and when each clip of a call begins. No sound here: only rules, so that they
 * are tested without a browser.
 */

/** @typedef {{language: string, text: string, clips: string[], times?: number}} Utterance */

/**
 * @typedef {Object} SpokenCall
 * @property {number} sequence
 * @property {string} at ISO 8601, when the officer called
 * @property {string} number
 * @property {number | string} counter
 * @property {number} attempt
 * @property {Utterance[]} announcement
 */

/** @typedef {"stale" | "superseded"} DropReason */
/** @typedef {{clip: string, start_s: number}} Moment a clip and its start after the announcement's own */

/** A call that could not be said for this long is shown but no longer said: its people have looked up. */
export const STALE_MS = 90_000;
const REMEMBERED = 500;

/** Said once each, in the order in which they were called. */
export class AnnouncementQueue {
  /** @param {(call: SpokenCall, reason: DropReason) => void} onDropped */
  constructor(onDropped) {
    this.onDropped = onDropped;
    /** @type {SpokenCall[]} */
    this.waiting = [];
    /** @type {Set<string>} */
    this.known = new Set();
  }

  /**
   * Take a call; false when it was taken before. A waiting call of the same number gives way to a later one.
   *
   * @param {SpokenCall} call
   */
  add(call) {
    const name = `${call.sequence}@${call.at}`; // with its time: a demonstration begun anew counts from one again
    if (this.known.has(name)) return false;
    this.known = new Set([...this.known, name].slice(-REMEMBERED));
    const rivals = [...this.waiting.filter(({ number }) => number === call.number), call];
    const latest = rivals.reduce((best, each) => (each.sequence > best.sequence ? each : best));
    this.#drop(rivals.filter((each) => each !== latest), "superseded");
    this.waiting = [...this.waiting.filter((each) => !rivals.includes(each)), latest];
    this.waiting.sort((a, b) => a.sequence - b.sequence);
    return true;
  }

  /** The next call that is still worth saying. @param {number} now_ms @returns {SpokenCall | null} */
  take(now_ms) {
    const stale = this.waiting.filter(({ at }) => now_ms - Date.parse(at) > STALE_MS);
    this.waiting = this.waiting.filter((call) => !stale.includes(call));
    this.#drop(stale, "stale");
    return this.waiting.shift() ?? null;
  }

  /** @param {SpokenCall[]} calls @param {DropReason} reason */
  #drop(calls, reason) {
    calls.forEach((call) => this.onDropped(call, reason));
  }
}

export const CHIME = "chime";

/** Silence between two clips of a sentence, in seconds, by what they are. */
const JOINS = new Map([
  ["ticket>pair", 0.02],
  ["ticket>digit", 0.02],
  ["digit>digit", 0.04],
  ["digit>pair", 0.02],
  ["pair>counter", 0.12],
]);
const JOIN_S = 0.06;
const BEFORE_CHIME_S = 0.25;
const AFTER_CHIME_S = 0.05; // the chime has died away already
const LANGUAGE_S = 0.45;
const ROUND_S = 0.8;

/** @typedef {{clip: string, pause_s: number}} Step a clip, and the silence before it */

/**
 * The clips of a call: the chime, then every language once, and again as often as the hall wants when nobody waits.
 *
 * A language with a clip that the bank lacks is left out; with none left the chime rings alone.
 *
 * @param {Utterance[]} announcement
 * @param {{has: (clip: string) => boolean, crowded: boolean}} given
 * @returns {{steps: Step[], missing: string[]}}
 */
export function stepsOf(announcement, { has, crowded }) {
  const missing = announcement.flatMap(({ clips }) => clips).filter((clip) => !has(clip));
  const sayable = announcement
    .map((each) => ({ times: each.times ?? 1, clips: each.clips.filter((clip) => clip !== CHIME) }))
    .filter(({ clips }) => clips.length > 0 && clips.every(has));
  const rounds = crowded ? 1 : Math.max(1, ...sayable.map(({ times }) => times));
  const chime = has(CHIME) ? [{ clip: CHIME, pause_s: BEFORE_CHIME_S }] : [];
  const said = Array.from({ length: rounds }, (_, round) =>
    sayable
      .filter(({ times }) => times > round)
      .flatMap(({ clips }, place) => sentence(clips, place > 0 ? LANGUAGE_S : round > 0 ? ROUND_S : AFTER_CHIME_S)),
  );
  return { steps: [...chime, ...said.flat()], missing };
}

/**
 * When each clip begins: one after another, never two at once.
 *
 * @param {Step[]} steps
 * @param {(clip: string) => number} durationOf seconds
 * @returns {{moments: Moment[], duration_s: number}}
 */
export function timeline(steps, durationOf) {
  let end_s = 0;
  const moments = steps.map(({ clip, pause_s }) => {
    const start_s = end_s + pause_s;
    end_s = start_s + durationOf(clip);
    return { clip, start_s };
  });
  return { moments, duration_s: end_s };
}

/** @param {string[]} clips @param {number} first_s @returns {Step[]} */
function sentence(clips, first_s) {
  return clips.map((clip, index) => ({ clip, pause_s: index === 0 ? first_s : joinOf(clips[index - 1] ?? "", clip) }));
}

/** @param {string} before @param {string} after */
function joinOf(before, after) {
  return JOINS.get(`${kindOf(before)}>${kindOf(after)}`) ?? JOIN_S;
}

/** "zh-CN/ticket-yao/A1" is a ticket. @param {string} clip */
function kindOf(clip) {
  return (clip.split("/").at(-2) ?? clip).replace("-yao", "");
}
