/** Spoken guidance from the voice bank: says what a screen asks for, and the number that was taken. */

import { clipsFor } from "/static/kiosk/guidance.js";

/** @typedef {import("/static/kiosk/guidance.js").Phrase} Phrase */

const MANIFEST = "/sounds/manifest.json";

/** Says one thing at a time; another screen cuts the old sentence off. */
export class Guide {
  /** @type {Set<string> | null} */
  clips = null;
  /** @type {HTMLAudioElement | null} */
  playing = null;
  /** @type {{phrases: Phrase[], language: string, number: string | null}} what this screen says, in order */
  plan = { phrases: [], language: "", number: null };
  /** How many of them were begun. */
  begun = 0;
  speaking = false;
  /** Whoever speaks for an older turn falls silent. */
  turn = 0;

  /** Each phrase once: a screen drawn again says nothing, one that has more to say goes on. @param {Phrase[]} phrases @param {string} language @param {string | null} number */
  say(phrases, language, number) {
    const { plan } = this;
    const goesOn = language === plan.language && number === plan.number && plan.phrases.every((each, place) => each === phrases[place]);
    this.plan = { phrases, language, number };
    if (!goesOn) this.again();
    else if (!this.speaking) void this.#speak();
  }

  /** All of it once more, from the beginning. */
  again() {
    this.stop();
    this.begun = 0;
    void this.#speak();
  }

  /** Silence, from this moment on. */
  stop() {
    this.turn += 1;
    this.speaking = false;
    this.playing?.pause();
    this.playing = null;
  }

  /** Nobody is guided any more. */
  forget() {
    this.plan = { phrases: [], language: "", number: null };
    this.stop();
  }

  async #speak() {
    if (this.begun >= this.plan.phrases.length) return;
    const { turn } = this;
    this.speaking = true;
    const known = await this.#known();
    while (turn === this.turn && this.begun < this.plan.phrases.length) {
      const phrase = this.plan.phrases[this.begun++];
      if (phrase) await this.#play(phrase, known, turn);
    }
    if (turn === this.turn) this.speaking = false;
  }

  /** @param {Phrase} phrase @param {ReadonlySet<string>} known @param {number} turn */
  async #play(phrase, known, turn) {
    for (const clip of clipsFor(phrase, this.plan.language, this.plan.number, known)) {
      if (turn !== this.turn) return;
      await this.#hear(`/sounds/${clip}.mp3`);
    }
  }

  async #known() {
    try {
      this.clips ??= new Set(Object.keys((await (await fetch(MANIFEST)).json()).clips));
    } catch {
      return new Set();
    }
    return this.clips;
  }

  /** A clip that cannot be played is passed over. @param {string} address @returns {Promise<void>} */
  #hear(address) {
    return new Promise((resolve) => {
      const audio = new Audio(address);
      this.playing = audio;
      for (const end of ["ended", "error", "pause"]) audio.addEventListener(end, () => resolve(), { once: true });
      audio.play().catch(() => resolve());
    });
  }
}
