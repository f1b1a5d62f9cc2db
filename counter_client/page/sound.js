/** Two quiet tones for an officer who looks elsewhere; off until switched on. */

import { browserMemory } from "/static/shared/memory.js";
import { chime } from "/static/shared/tones.js";

const PLACE = "lunhou.counter.sound";
/** @type {AudioContext | null} */
let context = null;

export function isSoundOn() {
  return browserMemory().getItem(PLACE) === "on";
}

/** @param {boolean} on */
export function setSound(on) {
  browserMemory().setItem(PLACE, on ? "on" : "off");
  if (on) playTone("arrival");
}

/** `arrival`: somebody waits again; `refused`: the press was not carried out. @param {"arrival" | "refused"} tone */
export function playTone(tone) {
  if (!isSoundOn()) return;
  context ??= new AudioContext();
  const oscillator = new OscillatorNode(context, { frequency: tone === "arrival" ? 660 : 220 });
  const gain = new GainNode(context, { gain: 0 });
  const start = context.currentTime;
  gain.gain.linearRampToValueAtTime(0.12, start + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, start + 0.35);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + 0.4);
}

/** Whether no tone is wanted here, not even a bell's. */
export function isSoundOff() {
  return browserMemory().getItem(PLACE) === "off";
}

/** A reminder that was asked for: one soft tone, unless sound was switched off here. */
export function remind() {
  if (!isSoundOff()) chime([587]);
}

/** The bell of a kiosk: two tones, unless sound was switched off here. */
export function ring() {
  if (!isSoundOff()) chime([880, 660]);
}
