/** What is spoken and what is still to be: the announcer's queue as the screen needs to know it. */

import { nameOf } from "/static/display/spoken.js";

/** @typedef {import("/static/shared/types.js").Call} Call */
/** @typedef {import("/static/display/spoken.js").Spoken} Spoken */
/** @typedef {import("/static/display/announcement_steps.js").By} By */
/** @typedef {import("/static/display/announcer.js").SoundState} SoundState */
/** @typedef {{announce: (item: any, age_ms?: number) => void, unlock: () => void, withdraw?: (number: string) => void, review?: () => void,
 *   lacks?: (clips: string[]) => Promise<string[]>}} Announcer */
/** @typedef {import("/static/display/announcer.js").Hearers<any>} Callbacks */

/**
 * @typedef {Object} Voice
 * @property {SoundState} sound "ready" until the announcer has said how it is
 * @property {Call | null} speaking what is being said now, or shown where it cannot be heard; of kind `call`, `ahead` or `notice`
 * @property {boolean} aloud whether `speaking` is heard
 * @property {Call[]} spoken the last ones said or shown, oldest first
 * @property {ReadonlySet<number>} unspoken sequences still in the queue
 * @property {{sequence: number, by: By} | null} spoke the last one, and what said it
 * @property {string[]} missing clips that were wanted and are missing or damaged, the last ones found
 */

const KEPT = 16;

/** @type {Set<(speaking: boolean) => void>} */
const listeners = new Set();

/**
 * Hear when this page begins and ends to speak: whoever else makes sound or moves is quiet meanwhile.
 *
 * @param {(speaking: boolean) => void} listener
 * @returns {() => void} stops
 */
export function onSpeaking(listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * @param {(callbacks: Callbacks) => Announcer} createAnnouncer
 * @param {(voice: Voice) => void} onChange
 */
export function createVoice(createAnnouncer, onChange) {
  /** @type {Voice} */
  let voice = { sound: "ready", speaking: null, aloud: false, spoken: [], unspoken: new Set(), spoke: null, missing: [] };

  /** @param {Partial<Voice>} change */
  function learn(change) {
    const wasAloud = voice.aloud;
    voice = { ...voice, ...change };
    if (voice.aloud !== wasAloud) listeners.forEach((listener) => listener(voice.aloud));
    onChange(voice);
  }

  /** What was shown while sound was blocked is said later, and stands in the record once. @param {Call} item @param {boolean} aloud */
  function began(item, aloud) {
    const before = voice.spoken.filter((each) => nameOf(each) !== nameOf(item));
    learn({ speaking: item, aloud, spoken: [...before, item].slice(-KEPT), unspoken: without(item) });
  }

  /** @param {Spoken} item */
  function without(item) {
    return new Set([...voice.unspoken].filter((sequence) => sequence !== item.sequence));
  }

  const announcer = createAnnouncer({
    onState: (sound) => learn(voice.aloud && sound !== "speaking" ? { sound, speaking: null, aloud: false } : { sound }),
    onSpoken: (item, aloud = voice.sound === "speaking") => began(item, aloud),
    onSaid: (item, by) => learn({ speaking: null, aloud: false, spoke: { sequence: item.sequence, by } }),
    onDropped: (item) => learn({ unspoken: without(item) }),
    onMissing: (_item, clips) => void lookFor(clips),
  });

  /** What was not there in time may have come since: a slow network is no damage. @param {string[]} clips */
  async function lookFor(clips) {
    const lacked = (await announcer.lacks?.(clips)) ?? clips;
    const missing = [...voice.missing.filter((clip) => !clips.includes(clip)), ...lacked].slice(-KEPT);
    if (missing.join() !== voice.missing.join()) learn({ missing });
  }

  return {
    unlock: () => announcer.unlock(),
    /** Whether this screen may speak has changed, or may have. */
    review: () => announcer.review?.(),
    /** Clips that were missing may have been put there. */
    lookAgain: () => (voice.missing.length > 0 ? lookFor(voice.missing) : undefined),
    /** @param {string} number whose call was undone */
    withdraw: (number) => announcer.withdraw?.(number),
    /** @param {(Call | Spoken)[]} items in the order in which to say them @param {number} [age_ms] since they arrived */
    announce(items, age_ms = 0) {
      learn({ unspoken: new Set([...voice.unspoken, ...items.map(({ sequence }) => sequence)]) });
      items.forEach((item) => announcer.announce(item, age_ms));
    },
  };
}
