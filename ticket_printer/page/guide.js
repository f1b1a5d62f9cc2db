/** Spoken guidance from the voice bank: says what a screen asks for, and the number that was taken. */

import { clipsFor } from "/static/kiosk/guidance.js";

const MANIFEST = "/sounds/manifest.json";

/** Says one thing at a time; a new screen cuts the old sentence off. */
export class Guide {
  /** @type {Set<string> | null} */
  clips = null;
  /** @type {HTMLAudioElement | null} */
  playing = null;
  said = "";
  turn = 0;

  /** Once per thing: the same screen drawn again says nothing. @param {string} what @param {string} language @param {string | null} number */
  async say(what, language, number = null) {
    const key = `${what} ${language} ${number}`;
    if (key === this.said) return;
    this.said = key;
    const turn = this.stop();
    const known = await this.#known();
    for (const clip of clipsFor(what, language, number, known)) {
      if (turn !== this.turn) return;
      await this.#play(`/sounds/${clip}.mp3`);
    }
  }

  /** Silence, from this moment on. */
  stop() {
    this.playing?.pause();
    this.playing = null;
    this.turn += 1;
    return this.turn;
  }

  /** Nobody is guided any more. */
  forget() {
    if (!this.said) return;
    this.said = "";
    this.stop();
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
  #play(address) {
    return new Promise((resolve) => {
      const audio = new Audio(address);
      this.playing = audio;
      for (const end of ["ended", "error", "pause"]) audio.addEventListener(end, () => resolve(), { once: true });
      audio.play().catch(() => resolve());
    });
  }
}
