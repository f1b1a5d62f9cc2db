/** Sound and vibration when the number is called, and softer ones when it is time to get ready, for who asked for it: a browser allows neither without a press. */

const NOTE_S = 0.35;
const HINT_MS = [80];
/** @typedef {{notes_hz: number[], gain: number, shake_ms: number[]}} Ring */
/** @type {Ring} */
const CALLED = { notes_hz: [880, 660, 880], gain: 0.4, shake_ms: [400, 200, 400, 200, 800] };
/** @type {Ring} */
const READY = { notes_hz: [660, 880], gain: 0.15, shake_ms: [200, 200, 200] };

export class Reminder {
  /** @type {AudioContext | null} */
  audio = null;

  get isOn() {
    return this.audio !== null;
  }

  /** To be called by the press itself. */
  turnOn() {
    this.audio ??= new AudioContext();
    void this.audio.resume();
    this.#shake(HINT_MS);
    void this.#stayAwake();
  }

  async turnOff() {
    const { audio } = this;
    this.audio = null;
    await audio?.close();
  }

  /** It is one's turn. */
  call() {
    this.#ring(CALLED);
  }

  /** One's turn comes soon. */
  prepare() {
    this.#ring(READY);
  }

  /** @param {Ring} ring */
  #ring({ notes_hz, gain, shake_ms }) {
    if (!this.audio) return;
    notes_hz.forEach((hertz, place) => this.#play(hertz, place * NOTE_S, gain));
    this.#shake(shake_ms);
  }

  /** @param {number} hertz @param {number} after_s @param {number} gain */
  #play(hertz, after_s, gain) {
    if (!this.audio) return;
    const start = this.audio.currentTime + after_s;
    const tone = new OscillatorNode(this.audio, { frequency: hertz });
    const volume = new GainNode(this.audio, { gain });
    // A tone that stops at once clicks.
    volume.gain.setTargetAtTime(0, start + NOTE_S * 0.5, 0.05);
    tone.connect(volume).connect(this.audio.destination);
    tone.start(start);
    tone.stop(start + NOTE_S);
  }

  /** @param {number[]} pattern_ms */
  #shake(pattern_ms) {
    // Not every phone has it.
    navigator.vibrate?.(pattern_ms);
  }

  /** A phone that sleeps hears nothing; where it may not be kept awake, the page's hint says so. */
  async #stayAwake() {
    try {
      await navigator.wakeLock?.request("screen");
    } catch {
      // Refused on low battery; the reminder still works while the screen is on.
    }
  }
}
