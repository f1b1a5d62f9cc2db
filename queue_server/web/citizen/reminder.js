/** Sound and vibration when the number is called, for who asked for it: a browser allows neither without a press. */

const NOTES_HZ = [880, 660, 880];
const NOTE_S = 0.35;
const SHAKE_MS = [400, 200, 400, 200, 800];
const HINT_MS = [80];

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

  remind() {
    if (!this.audio) return;
    NOTES_HZ.forEach((hertz, place) => this.#play(hertz, place * NOTE_S));
    this.#shake(SHAKE_MS);
  }

  /** @param {number} hertz @param {number} after_s */
  #play(hertz, after_s) {
    if (!this.audio) return;
    const start = this.audio.currentTime + after_s;
    const tone = new OscillatorNode(this.audio, { frequency: hertz });
    const volume = new GainNode(this.audio, { gain: 0.4 });
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
