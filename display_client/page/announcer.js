/** The voice of a screen: everything is said once, one after another, never cut off, and shown where it cannot be heard. */

import { AnnouncementQueue } from "/static/display/announcement_queue.js";
import { CHIME, clipsOf, stepsOf, timeline } from "/static/display/announcement_steps.js";
import { nameOf } from "/static/display/spoken.js";
import { createPlayer } from "/static/display/web_audio_player.js";

/** @typedef {import("/static/display/spoken.js").Spoken} Spoken */
/** @typedef {import("/static/display/announcement_queue.js").DropReason} DropReason */
/** @typedef {import("/static/display/announcement_queue.js").Waiting} Waiting */
/** @typedef {import("/static/display/announcement_steps.js").By} By */
/** @typedef {import("/static/display/announcement_steps.js").Moment} Moment */
/** @typedef {import("/static/display/voice_hours.js").Manner} Manner */
/** @typedef {import("/static/display/turns.js").TakeTurn} TakeTurn */

/**
 * ready: nothing to say; speaking; muted: it shall not speak now; blocked: the browser wants a touch first; silent:
 * this machine plays no sound.
 *
 * @typedef {"ready" | "speaking" | "muted" | "blocked" | "silent"} SoundState
 */

/**
 * @typedef {Object} Player what makes sound; times are seconds on its own clock
 * @property {() => boolean} running
 * @property {() => void} resume
 * @property {(listener: () => void) => void} onChange
 * @property {() => number} soonest
 * @property {(clips: string[]) => Promise<void>} load
 * @property {(clips: string[]) => Map<string, number>} loaded
 * @property {(clips: string[]) => Promise<string[]>} lacks
 * @property {(moments: Moment[], volume: number) => Promise<void>} play
 */

/**
 * @template {Spoken} Item
 * @typedef {Object} Hearers
 * @property {(state: SoundState) => void} onState
 * @property {(item: Item, aloud: boolean) => void} onSpoken it begins to be said, or else to be shown
 * @property {(item: Item, by: By) => void} [onSaid] it has ended; "none" where nothing was heard
 * @property {(item: Item, reason: DropReason) => void} [onDropped] it is not said any more
 * @property {(item: Item, clips: string[]) => void} [onMissing] these clips were not there in time
 */

/** A browser that allows sound says so within this time; after it the page says that sound is blocked. */
const GRACE_MS = 400;
/** What is not heard stands this long, and less while more waits. */
const SHOWN_MS = 4_000;
const SHOWN_CROWDED_MS = 1_200;
/** With so many waiting the chime is not rung again, and only the languages that are needed are said. */
const HURRY = 4;
/** Silence between two announcements, in seconds. */
const GAP_S = 0.25;
/** Clips that a slow network has not brought by then are left out. */
const PATIENCE_MS = 2_500;
/** Before the chime has died away the rest must be known. */
const READY_MS = 100;
const OWED = 60;

/** @type {Manner} */
const PLAIN = { aloud: true, volume: 1, stale_ms: 90_000 };

/**
 * @template {Spoken} Item
 * @param {Hearers<Item> & {fetchClip?: (clip: string) => Promise<ArrayBuffer>, context?: AudioContext | null | undefined,
 *   manner?: () => Manner, takeTurn?: TakeTurn}} options
 */
export function createAnnouncer({ fetchClip, context = newContext(), ...others }) {
  const player = context ? createPlayer({ context, ...(fetchClip ? { fetchClip } : {}) }) : null;
  const announcer = announceWith(player, others);
  setTimeout(announcer.settle, GRACE_MS);
  return announcer;
}

/** Null where the machine has no sound device that the browser can open. @returns {AudioContext | null} */
function newContext() {
  try {
    return new AudioContext({ latencyHint: "playback" });
  } catch {
    return null;
  }
}

/**
 * The announcer over any player; null plays nothing and says so.
 *
 * @template {Spoken} Item
 * @param {Player | null} player
 * @param {Hearers<Item> & {now?: () => number, wait?: (ms: number) => Promise<unknown>, manner?: () => Manner,
 *   takeTurn?: TakeTurn}} with_ `now` is a clock that nobody sets
 */
export function announceWith(player, with_) {
  const announcer = new Announcer(player, /** @type {any} */ (with_));
  return {
    /** The browser has had time to say whether it lets the page sound. */
    settle: () => announcer.settle(),
    /** Whether this screen may speak may have changed. */
    review: () => announcer.state && announcer.settle(),
    /** @param {Item} item @param {number} [age_ms] since it happened */
    announce: (item, age_ms = 0) => announcer.announce(item, age_ms),
    /** A call was undone. @param {string} number */
    withdraw: (number) => announcer.withdraw(number),
    /** Of these clips, those that are missing or damaged now. @param {string[]} clips */
    lacks: async (clips) => player?.lacks(clips) ?? [],
    /** Called at every touch and key: the browser then lets the page sound. */
    unlock: () => player?.resume(),
    get state() {
      return announcer.state ?? "blocked";
    },
  };
}

class Announcer {
  /** Null until the browser has said whether it lets the page sound. @type {SoundState | null} */
  state = null;
  working = false;
  saying = false;
  /** The device did not play what it was given. */
  failed = false;
  /** When the last announcement ended, by the player's clock. */
  ended_s = -GAP_S;
  /** Shown while sound was blocked, and still to be heard. @type {Waiting[]} */
  owed = [];
  /** Ends what is only shown: now it can be heard. */
  endShow = () => {};

  /**
   * @param {Player | null} player
   * @param {Hearers<Spoken> & {now?: () => number, wait?: (ms: number) => Promise<unknown>, manner?: () => Manner, takeTurn?: TakeTurn}} with_
   */
  constructor(player, { now = () => performance.now(), wait = pause, manner = () => PLAIN, takeTurn = alone, ...hearers }) {
    this.player = player;
    this.now = now;
    this.wait = wait;
    this.manner = manner;
    this.takeTurn = takeTurn;
    this.hearers = hearers;
    this.queue = new AnnouncementQueue((item, reason) => hearers.onDropped?.(item, reason));
    player?.onChange(() => this.settle());
    player?.resume();
    if (player?.running()) this.settle();
  }

  settle() {
    this.#become(this.#state());
    if (this.player?.running() && this.owed.length > 0) {
      this.owed.splice(0).forEach((each) => this.queue.again(each));
      this.endShow();
    }
    void this.#work();
  }

  /** @param {Spoken} item @param {number} age_ms */
  announce(item, age_ms) {
    if (!this.queue.add(item, this.now() - age_ms)) return;
    void this.player?.load(clipsOf(item.announcement)); // fetched while others speak
    void this.#work();
  }

  /** @param {string} number */
  withdraw(number) {
    this.queue.withdraw(number);
    this.owed = this.owed.filter(({ item }) => item.number !== number);
  }

  /** @returns {SoundState} */
  #state() {
    if (this.saying) return this.player?.running() ? "speaking" : "blocked";
    if (!this.manner().aloud) return "muted";
    if (!this.player || this.failed) return "silent";
    return this.player.running() ? "ready" : "blocked";
  }

  /** @param {SoundState} next */
  #become(next) {
    if (next === this.state) return;
    this.state = next;
    this.hearers.onState(next);
  }

  async #work() {
    if (this.working || this.state === null) return;
    this.working = true;
    await null; // what happened at once is put in order first
    for (let one = this.#next(); one; one = this.#next()) await this.#turn(one).catch(() => undefined);
    this.working = false;
    this.#become(this.#state());
  }

  #next() {
    return this.queue.take(this.now(), this.manner().stale_ms);
  }

  /** A sound or a listener that fails never stops the queue. @param {Waiting} one */
  async #turn(one) {
    const { aloud, volume } = this.manner();
    if (!this.player || !aloud) return this.#show(one.item);
    if (!this.player.running()) {
      this.owed = [...this.owed, one].slice(-OWED);
      return this.#show(one.item);
    }
    let elsewhere = false;
    await this.takeTurn(nameOf(one.item), async (said) => {
      elsewhere = said;
      if (!said) await this.#say(/** @type {Player} */ (this.player), one.item, volume);
    });
    if (elsewhere) await this.#show(one.item);
  }

  /** @param {Spoken} item */
  async #show(item) {
    this.#become(this.#state());
    this.hearers.onSpoken(item, false);
    const ended = new Promise((resolve) => void (this.endShow = () => resolve(undefined)));
    await this.#inTime(ended, this.queue.waiting.length > 0 ? SHOWN_CROWDED_MS : SHOWN_MS);
    this.hearers.onSaid?.(item, "none");
  }

  /** @param {Player} player @param {Spoken} item @param {number} volume */
  async #say(player, item, volume) {
    /** @type {By} */
    let by = "none";
    this.saying = true;
    try {
      this.#become(this.#state());
      this.hearers.onSpoken(item, true);
      by = await this.#sound(player, item, volume);
      this.failed = false;
    } catch {
      this.failed = true;
    } finally {
      this.ended_s = player.soonest();
      this.saying = false;
    }
    this.hearers.onSaid?.(item, by);
    if (!player.running() || this.failed) this.#become(this.#state());
  }

  /** The chime rings at once; what follows is fetched meanwhile. @param {Player} player @param {Spoken} item @param {number} volume */
  async #sound(player, item, volume) {
    const { announcement, language } = item;
    const hurried = this.queue.waiting.length >= HURRY;
    await this.#inTime(player.load([CHIME]), PATIENCE_MS);
    const chime_s = player.loaded([CHIME]).get(CHIME) ?? 0;
    const begin_s = Math.max(player.soonest(), this.ended_s + GAP_S);
    const ringing = hurried ? [] : [player.play(chime_s ? [{ clip: CHIME, start_s: begin_s }] : [], volume)];
    ringing.forEach((each) => each.catch(() => undefined)); // it is waited for below
    await this.#gather(player, item, hurried ? 0 : chime_s * 1_000 - READY_MS);
    const durations = player.loaded(clipsOf(announcement));
    const { steps, missing, by } = stepsOf(announcement, {
      has: (clip) => durations.has(clip), crowded: this.queue.waiting.length > 0, hurried, own: language,
    });
    if (missing.length > 0 || !chime_s) this.hearers.onMissing?.(item, chime_s ? missing : [CHIME, ...missing]);
    const alone = hurried && by === "chime" && chime_s ? [{ clip: CHIME, pause_s: 0 }] : steps;
    const after_s = Math.max(player.soonest(), hurried ? begin_s : begin_s + chime_s);
    await Promise.all([...ringing, player.play(timeline(alone, (clip) => durations.get(clip) ?? 0, after_s).moments, volume)]);
    return by === "chime" && !chime_s ? "none" : by;
  }

  /** The better voice is waited for until the chime ends, the bank's clips a little longer. @param {Player} player @param {Spoken} item @param {number} chime_ms */
  async #gather(player, { announcement }, chime_ms) {
    const all = clipsOf(announcement);
    await this.#inTime(player.load(all), Math.max(0, chime_ms));
    const durations = player.loaded(all);
    if (stepsOf(announcement, { has: (clip) => durations.has(clip), crowded: true }).missing.length === 0) return;
    await this.#inTime(player.load(announcement.flatMap(({ clips }) => clips)), PATIENCE_MS);
  }

  /** @param {Promise<unknown>} work @param {number} limit_ms */
  #inTime(work, limit_ms) {
    return Promise.race([work, this.wait(limit_ms)]);
  }
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** @type {TakeTurn} */
const alone = (_name, speak) => speak(false);
