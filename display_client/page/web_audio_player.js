/** Plays clips of the bank on the clock of Web Audio: each is fetched and decoded once, and starts to the sample. */

import { CHIME } from "/static/display/announcement_queue.js";

/** @typedef {import("/static/display/announcement_queue.js").Moment} Moment */

const BANK = "/sounds";
/** Decoded clips that are kept: two hundred take some thirty megabytes. */
const KEPT = 200;
/** A start in the past would be cut off: the first clip starts this much after now. */
const LEAD_S = 0.06;

/** @param {string} clip @returns {Promise<ArrayBuffer>} */
async function fetchFromBank(clip) {
  const answer = await fetch(`${BANK}/${clip}.mp3`);
  if (!answer.ok) throw new Error(`clip ${clip}: ${answer.status}`);
  return answer.arrayBuffer();
}

/**
 * @param {{context: AudioContext, fetchClip?: (clip: string) => Promise<ArrayBuffer>}} with_
 */
export function createPlayer({ context, fetchClip = fetchFromBank }) {
  /** @type {Map<string, Promise<AudioBuffer | null>>} */
  const decoded = new Map();

  /** @param {string} clip @returns {Promise<AudioBuffer | null>} null when the bank lacks it */
  function load(clip) {
    const known = decoded.get(clip);
    decoded.delete(clip);
    const buffer = known ?? fetchClip(clip).then((bytes) => context.decodeAudioData(bytes)).catch(() => null);
    decoded.set(clip, buffer);
    forgetOldest();
    return buffer.then((made) => {
      if (!made) decoded.delete(clip); // the network may have failed: the next call asks again
      return made;
    });
  }

  function forgetOldest() {
    for (const clip of [...decoded.keys()].filter((each) => each !== CHIME).slice(0, -KEPT)) decoded.delete(clip);
  }

  return {
    running: () => context.state === "running",
    /** Ask for sound: a browser may grant it only to somebody who has touched the page. */
    resume: () => void context.resume().catch(() => undefined),
    /** @param {() => void} listener */
    onChange: (listener) => context.addEventListener("statechange", listener),

    /** How long each clip is, in seconds; those the bank lacks are left out. @param {string[]} clips */
    async durations(clips) {
      const buffers = await Promise.all(clips.map(async (clip) => /** @type {const} */ ([clip, await load(clip)])));
      return new Map(buffers.flatMap(([clip, buffer]) => (buffer ? [[clip, buffer.duration]] : [])));
    },

    /** Play, and wait until the last clip has ended. @param {Moment[]} moments of clips whose durations were asked */
    async play(moments) {
      const buffers = await Promise.all(moments.map(({ clip }) => load(clip)));
      const begin_s = context.currentTime + LEAD_S;
      const endings = moments.map(({ start_s }, index) => begin(buffers[index] ?? null, begin_s + start_s));
      await Promise.all(endings);
    },
  };

  /** @param {AudioBuffer | null} buffer @param {number} at_s */
  function begin(buffer, at_s) {
    if (!buffer) return Promise.resolve();
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(context.destination);
    source.start(at_s);
    return new Promise((resolve) => source.addEventListener("ended", resolve, { once: true }));
  }
}
