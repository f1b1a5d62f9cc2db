/** What is spoken and what is still to be: the announcer's queue as the screen needs to know it. */

/** @typedef {import("/static/shared/types.js").Call} Call */
/** @typedef {"ready" | "blocked" | "speaking" | "silent"} SoundState */
/** @typedef {{announce: (call: Call) => void, unlock: () => void}} Announcer */
/** @typedef {{onState: (state: SoundState) => void, onSpoken: (call: Call) => void, onDropped: (call: Call) => void}} Callbacks */

/**
 * @typedef {Object} Voice
 * @property {SoundState} sound "ready" until the announcer has said how it is
 * @property {Call | null} speaking the call that is being said now
 * @property {Call[]} spoken the last ones said, oldest first
 * @property {ReadonlySet<number>} unspoken sequences still in the queue
 */

const KEPT = 16;

/**
 * @param {(callbacks: Callbacks) => Announcer} createAnnouncer
 * @param {(voice: Voice) => void} onChange
 */
export function createVoice(createAnnouncer, onChange) {
  /** @type {Voice} */
  let voice = { sound: "ready", speaking: null, spoken: [], unspoken: new Set() };

  /** @param {Partial<Voice>} change */
  function learn(change) {
    voice = { ...voice, ...change };
    onChange(voice);
  }

  /** A machine without sound is told each call too, and never speaks. @param {Call} call */
  function began(call) {
    const speaking = voice.sound === "speaking" ? call : null;
    learn({ speaking, spoken: [...voice.spoken, call].slice(-KEPT), unspoken: without(call) });
  }

  /** @param {Call} call */
  function without(call) {
    return new Set([...voice.unspoken].filter((sequence) => sequence !== call.sequence));
  }

  const announcer = createAnnouncer({
    onState: (sound) => learn({ sound, speaking: sound === "speaking" ? voice.speaking : null }),
    onSpoken: (call) => began(call),
    onDropped: (call) => learn({ unspoken: without(call) }),
  });

  return {
    unlock: () => announcer.unlock(),
    /** @param {Call[]} calls in the order in which to say them */
    announce(calls) {
      learn({ unspoken: new Set([...voice.unspoken, ...calls.map(({ sequence }) => sequence)]) });
      calls.forEach((call) => announcer.announce(call));
    },
  };
}
