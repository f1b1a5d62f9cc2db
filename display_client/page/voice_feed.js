/** From what happens in the hall to what this screen says: its own zone's, the fresh ones, each once. */

import { concerns, spokenIn, undoneBy } from "/static/display/spoken.js";
import { mannerAt } from "/static/display/voice_hours.js";

/** @typedef {import("/static/shared/types.js").Board} Board */
/** @typedef {import("/static/shared/types.js").Hall} Hall */
/** @typedef {import("/static/shared/types.js").LiveEvent} LiveEvent */
/** @typedef {import("/static/display/announced.js").Announced} Announced */
/** @typedef {import("/static/display/spoken.js").Spoken} Spoken */
/** @typedef {import("/static/display/spoken.js").Zone & {speaks: boolean}} Speaker a screen, or what of it the voice needs */
/** @typedef {{announce: (items: Spoken[], age_ms?: number) => void, withdraw: (number: string) => void, review: () => void}} Voice */

/**
 * Nothing is said before the hall and the screen are known: the first brings the server's clock, the second whether
 * the screen may speak at all. What happens meanwhile waits, and grows old.
 */
export class VoiceFeed {
  /** @type {Hall | null} */
  hall = null;
  /** @type {Speaker | null} */
  screen = null;
  /** @type {(() => void)[]} */
  early = [];

  /**
   * @param {{announced: Announced, now: () => number, clock?: () => number, speaks?: (screen: Speaker) => boolean}} with_
   *   `now` is the server's clock, `clock` one that nobody sets
   */
  constructor({ announced, now, clock = () => performance.now(), speaks = (screen) => screen.speaks }) {
    this.speaks = speaks;
    this.announced = announced;
    this.now = now;
    this.clock = clock;
    /** @type {Voice | null} */
    this.voice = null;
  }

  /** @param {Voice} voice */
  into(voice) {
    this.voice = voice;
  }

  /** How this screen may speak now; the announcer asks before each announcement. */
  manner() {
    return mannerAt({
      voice: this.hall?.voice,
      speaks: this.screen !== null && this.speaks(this.screen),
      timezone: this.hall?.timezone ?? "Asia/Shanghai",
      now_ms: this.now(),
    });
  }

  /** @param {{hall?: Hall | null, screen?: Speaker | null}} known */
  learn({ hall = this.hall, screen = this.screen }) {
    if (hall === this.hall && screen === this.screen) return;
    this.hall = hall;
    this.screen = screen;
    this.voice?.review();
    if (hall && screen) this.early.splice(0).forEach((each) => each());
  }

  /** A snapshot: what was called in the last seconds, in case nobody said it. @param {Board} board */
  board(board) {
    this.#soon(() => this.#say(this.announced.fromSnapshot(/** @type {any} */ (board.calls), this.now())));
  }

  /** @param {LiveEvent} event */
  event(event) {
    const undone = undoneBy(event);
    const items = spokenIn([event]);
    if (undone) this.#soon(() => this.voice?.withdraw(undone));
    if (items.length > 0) this.#soon((age_ms) => this.#say(this.announced.fromEvents(/** @type {any} */ (items)), age_ms));
  }

  /** What a gap or a reconnect had swallowed. @param {LiveEvent[]} events */
  missed(events) {
    this.#soon(() => this.#say(this.announced.fromSnapshot(/** @type {any} */ (spokenIn(events)), this.now())));
  }

  /** @param {any[]} items @param {number} [age_ms] */
  #say(items, age_ms) {
    const screen = this.screen;
    const own = items.filter((item) => screen && concerns(item, screen));
    if (own.length > 0) this.voice?.announce(own, age_ms);
  }

  /** @param {(age_ms: number) => void} act */
  #soon(act) {
    if (this.hall && this.screen) return act(0);
    const since_ms = this.clock();
    this.early.push(() => act(this.clock() - since_ms));
  }
}
