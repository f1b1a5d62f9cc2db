/** The voice of the hall screen: every call is said once, one after another, whoever made it. */

import { AnnouncementQueue, CHIME, stepsOf, timeline } from "/static/display/announcement_queue.js";
import { createPlayer } from "/static/display/web_audio_player.js";
import { now as serverNow } from "/static/shared/time.js";

/** @typedef {import("/static/display/announcement_queue.js").SpokenCall} SpokenCall */
/** @typedef {import("/static/display/announcement_queue.js").DropReason} DropReason */
/** @typedef {import("/static/display/announcement_queue.js").Moment} Moment */

/**
 * ready: nothing to say; speaking; blocked: the browser wants a touch first; silent: this machine plays no sound.
 *
 * @typedef {"ready" | "speaking" | "blocked" | "silent"} SoundState
 */

/**
 * @typedef {Object} Player what makes sound
 * @property {() => boolean} running
 * @property {() => void} resume
 * @property {(listener: () => void) => void} onChange
 * @property {(clips: string[]) => Promise<Map<string, number>>} durations
 * @property {(moments: Moment[]) => Promise<void>} play
 */

/**
 * @template {SpokenCall} Call
 * @typedef {Object} Hearers
 * @property {(state: SoundState) => void} onState
 * @property {(call: Call) => void} onSpoken a call begins to be said
 * @property {(call: Call, reason: DropReason) => void} [onDropped] a call is not said any more
 * @property {(call: Call, clips: string[]) => void} [onMissing] the bank lacks these clips of a call
 */

/** A browser that allows sound says so within this time; after it the page says that sound is blocked. */
const GRACE_MS = 400;

/**
 * @template {SpokenCall} Call
 * @param {Hearers<Call> & {fetchClip?: (clip: string) => Promise<ArrayBuffer>, context?: AudioContext, now?: () => number}} options
 */
export function createAnnouncer({ fetchClip, context = newContext(), now = serverNow, ...hearers }) {
  const player = context ? createPlayer({ context, ...(fetchClip ? { fetchClip } : {}) }) : null;
  const announcer = announceWith(player, { now, ...hearers });
  setTimeout(announcer.settle, GRACE_MS);
  return announcer;
}

/** None where the machine has no sound device that the browser can open. @returns {AudioContext | undefined} */
function newContext() {
  try {
    return new AudioContext({ latencyHint: "playback" });
  } catch {
    return undefined;
  }
}

/**
 * The announcer over any player; null plays nothing and says so.
 *
 * @template {SpokenCall} Call
 * @param {Player | null} player
 * @param {Hearers<Call> & {now: () => number}} with_
 */
export function announceWith(player, { now, onState, onSpoken, onDropped, onMissing }) {
  /** @type {SoundState | null} */
  let state = null;
  let saying = false;
  const queue = new AnnouncementQueue((call, reason) => onDropped?.(/** @type {Call} */ (call), reason));

  /** @param {SoundState} next */
  function become(next) {
    if (next === state) return;
    state = next;
    onState(next);
  }

  function settle() {
    if (!player) return become("silent");
    if (!player.running()) return become("blocked");
    become(saying ? "speaking" : "ready");
  }

  async function sayAll() {
    if (saying || (player && !player.running())) return;
    for (let call = queue.take(now()); call; call = queue.take(now())) {
      saying = true;
      await say(/** @type {Call} */ (call)).catch(() => undefined); // a sound that fails never stops the queue
      saying = false;
      if (player && !player.running()) break;
    }
    settle();
  }

  /** @param {Call} call */
  async function say(call) {
    if (!player) return onSpoken(call);
    const durations = await player.durations(clipsOf(call));
    const crowded = queue.waiting.length > 0;
    const { steps, missing } = stepsOf(call.announcement, { has: (clip) => durations.has(clip), crowded });
    if (missing.length > 0) onMissing?.(call, missing);
    become("speaking");
    onSpoken(call);
    await player.play(timeline(steps, (clip) => durations.get(clip) ?? 0).moments);
  }

  function onSound() {
    settle();
    void sayAll();
  }

  player?.onChange(onSound);
  player?.resume();
  if (player?.running()) settle();

  return {
    settle,
    /** @param {Call} call */
    announce(call) {
      if (!queue.add(call)) return;
      void player?.durations(clipsOf(call)); // fetched while others speak
      void sayAll();
    },
    /** Called at every touch and key: the browser then lets the page sound. */
    unlock: () => player?.resume(),
    get state() {
      return state ?? "blocked";
    },
  };
}

/** @param {SpokenCall} call */
function clipsOf({ announcement }) {
  return [CHIME, ...announcement.flatMap(({ clips }) => clips)];
}
