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

/** Silence between two clips, in seconds, by what they are; found by ear-less measure, see docs/decisions. */
const JOINS = new Map([
  ["chime", 0.05],
  ["ticket>pair", 0.02],
  ["ticket>digit", 0.02],
  ["digit>digit", 0.04],
  ["digit>pair", 0.02],
  ["pair>counter", 0.12],
  ["number>counter", 0.12],
]);
const JOIN_S = 0.04;
const LANGUAGE_S = 0.45;
const ROUND_S = 0.8;

/**
 * The clips of a call, once or, when nobody else waits, as often as the hall wants.
 *
 * @param {Utterance[]} announcement
 * @param {{has: (clip: string) => boolean, crowded: boolean}} given
 * @returns {{rounds: string[][][], missing: string[]}} rounds of languages of clips; without any, the chime alone
 */
export function roundsOf(announcement, { has, crowded }) {
  const missing = announcement.flatMap(({ clips }) => clips).filter((clip) => !has(clip));
  const sayable = announcement
    .map((each) => ({ times: each.times ?? 1, clips: each.clips.filter((clip) => clip !== CHIME) }))
    .filter(({ clips }) => clips.length > 0 && clips.every(has));
  const most = crowded ? 1 : Math.max(1, ...sayable.map(({ times }) => times));
  const rounds = Array.from({ length: most }, (_, round) =>
    sayable.filter(({ times }) => times > round).map(({ clips }) => clips),
  );
  const chime = has(CHIME) ? [[CHIME]] : [];
  return { rounds: [[...chime, ...(rounds[0] ?? [])], ...rounds.slice(1)], missing };
}

/**
 * When each clip begins: one after another, never two at once.
 *
 * @param {string[][][]} rounds
 * @param {(clip: string) => number} durationOf seconds
 * @returns {{moments: Moment[], duration_s: number}}
 */
export function timeline(rounds, durationOf) {
  /** @type {Moment[]} */
  const moments = [];
  let end_s = 0;
  /** @type {string | null} */
  let before = null;
  for (const round of rounds) {
    for (const [place, clips] of round.entries()) {
      for (const [index, clip] of clips.entries()) {
        const pause_s = index > 0 ? joinOf(before, clip) : before === CHIME ? joinOf(before, clip) : place > 0 ? LANGUAGE_S : ROUND_S;
        const start_s = before === null ? 0 : end_s + pause_s;
        moments.push({ clip, start_s });
        end_s = start_s + durationOf(clip);
        before = clip;
      }
    }
  }
  return { moments, duration_s: end_s };
}

/** @param {string | null} before @param {string} after */
function joinOf(before, after) {
  const kinds = [before ?? "", after].map(kindOf);
  return JOINS.get(kinds.join(">")) ?? JOINS.get(kinds[0] ?? "") ?? JOIN_S;
}

/** "zh-CN/ticket-yao/A1" is a ticket. @param {string} clip */
function kindOf(clip) {
  return (clip.split("/").at(-2) ?? clip).replace("-yao", "");
}
