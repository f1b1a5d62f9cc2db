/** A few tones for whoever looks elsewhere. The context is made at the first of them. */

/** @type {AudioContext | null} */
let context = null;
const STEP_S = 0.4;

/** Tones one after another. @param {number[]} frequencies in Hz @param {number} [step_s] */
export function chime(frequencies, step_s = STEP_S) {
  context ??= new AudioContext();
  for (const [place, frequency] of frequencies.entries()) strike(context, frequency, context.currentTime + place * step_s);
}

/** @param {AudioContext} on @param {number} frequency @param {number} start */
function strike(on, frequency, start) {
  const oscillator = new OscillatorNode(on, { frequency });
  const gain = new GainNode(on, { gain: 0 });
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(0.18, start + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, start + 0.8);
  oscillator.connect(gain).connect(on.destination);
  oscillator.start(start);
  oscillator.stop(start + 0.85);
}
