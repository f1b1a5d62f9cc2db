/** Plays clips on the clock of Web Audio: each is fetched and decoded once, and starts to the sample. */

import { CHIME } from "/static/display/announcement_steps.js";

/** @typedef {import("/static/display/announcement_steps.js").Moment} Moment */
/** @typedef {{ready: Promise<AudioBuffer | null>, buffer: AudioBuffer | null}} Kept */

const BANK = "/sounds";
/** Decoded sound that is kept: four minutes take some fifty megabytes. */
const KEPT_S = 240;
/** Nothing that is said takes so long: a recording of this length is a mistake, and would hold up the hall. */
const LONGEST_S = 30;
/** A start in the past would begin late: the first clip starts this much after now. */
const LEAD_S = 0.02;
const FETCH_MS = 4_000;
/** A server that is just being restarted is asked again. */
const AGAIN_MS = [300, 900];
/** Sound that has not ended so long after its time never will. */
const LATE_S = 5;
const LOOK_MS = 500;

/** @param {string} clip a name of the bank, or an address of this server @returns {Promise<ArrayBuffer>} */
async function fetchFromServer(clip) {
  const address = clip.startsWith("/") ? clip : `${BANK}/${clip}.mp3`;
  for (const pause_ms of [...AGAIN_MS, null]) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(FETCH_MS) }).catch(() => null);
    if (answer?.ok) return answer.arrayBuffer();
    if (pause_ms === null || (answer && answer.status < 500)) throw new Error(`clip ${clip}: ${answer?.status ?? "no answer"}`);
    await new Promise((resolve) => setTimeout(resolve, pause_ms));
  }
  throw new Error(`clip ${clip}`);
}

/** @param {{context: AudioContext, fetchClip?: (clip: string) => Promise<ArrayBuffer>}} with_ */
export function createPlayer({ context, fetchClip = fetchFromServer }) {
  /** The last used come last. @type {Map<string, Kept>} */
  const kept = new Map();

  /** @param {string} clip @returns {Promise<AudioBuffer | null>} null when it is missing or damaged */
  function load(clip) {
    const one = kept.get(clip) ?? begin(clip);
    kept.delete(clip);
    kept.set(clip, one);
    return one.ready;
  }

  /** @param {string} clip @returns {Kept} */
  function begin(clip) {
    /** @type {Kept} */
    const one = { buffer: null, ready: Promise.resolve(null) };
    one.ready = fetchClip(clip)
      .then((bytes) => context.decodeAudioData(bytes))
      .then((buffer) => (buffer.duration <= LONGEST_S ? buffer : null), () => null)
      .then((buffer) => {
        one.buffer = buffer;
        if (!buffer && kept.get(clip) === one) kept.delete(clip); // the network may have failed: the next call asks again
        forgetOldest();
        return buffer;
      });
    return one;
  }

  function forgetOldest() {
    let left_s = [...kept.values()].reduce((sum, { buffer }) => sum + (buffer?.duration ?? 0), 0) - KEPT_S;
    for (const [clip, { buffer }] of kept) {
      if (left_s <= 0) return;
      if (clip === CHIME || !buffer) continue;
      kept.delete(clip);
      left_s -= buffer.duration;
    }
  }

  void load(CHIME); // it begins every announcement

  return {
    running: () => context.state === "running",
    /** Ask for sound: a browser may grant it only to somebody who has touched the page. */
    resume: () => void context.resume().catch(() => undefined),
    /** @param {() => void} listener */
    onChange: (listener) => context.addEventListener("statechange", listener),
    /** The earliest moment at which a clip can start, by the clock of `play`. */
    soonest: () => context.currentTime + LEAD_S,

    /** Fetch and decode; ends when each is there or known to be missing. @param {string[]} clips */
    async load(clips) {
      await Promise.all(clips.map(load));
    },

    /** Of these clips, those that are missing or damaged; one that only came late is not. @param {string[]} clips */
    async lacks(clips) {
      const found = await Promise.all(clips.map(load));
      return clips.filter((_, place) => !found[place]);
    },

    /** How long each clip is that is there now, in seconds. @param {string[]} clips */
    loaded: (clips) => new Map(clips.flatMap((clip) => {
      const buffer = kept.get(clip)?.buffer;
      return buffer ? [[clip, buffer.duration]] : [];
    })),

    /**
     * Play clips that are loaded, and wait until the last has ended.
     *
     * @param {Moment[]} moments
     * @param {number} volume 0 to 1
     */
    async play(moments, volume) {
      const gain = new GainNode(context, { gain: volume });
      gain.connect(context.destination);
      const sources = moments.flatMap(({ clip, start_s }) => {
        const buffer = kept.get(clip)?.buffer;
        return buffer ? [sourceOf(buffer, start_s, gain)] : [];
      });
      const end_s = Math.max(0, ...moments.map(({ clip, start_s }) => start_s + (kept.get(clip)?.buffer?.duration ?? 0)));
      try {
        await inTime(Promise.all(sources), end_s - context.currentTime + LATE_S);
      } finally {
        gain.disconnect();
      }
    },
  };

  /** @param {AudioBuffer} buffer @param {number} at_s @param {AudioNode} out */
  function sourceOf(buffer, at_s, out) {
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(out);
    source.start(at_s);
    return new Promise((resolve) => source.addEventListener("ended", resolve, { once: true }));
  }

  /**
   * A sound device that was pulled out can leave a context that runs and never ends anything. While sound is
   * paused the time does not count.
   *
   * @param {Promise<unknown>} ended @param {number} limit_s
   */
  function inTime(ended, limit_s) {
    return new Promise((resolve, reject) => {
      let gone_s = 0;
      const look = setInterval(() => {
        if (context.state === "running") gone_s += LOOK_MS / 1_000;
        if (gone_s < limit_s) return;
        clearInterval(look);
        reject(new Error("the sound does not end"));
      }, LOOK_MS);
      void ended.then(resolve).finally(() => clearInterval(look));
    });
  }
}
