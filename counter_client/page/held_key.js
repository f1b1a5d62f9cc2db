/** A key that acts only when it is held down alone for a while: no typing does that. */

export const HOLD_MS = 1_000;
/** What falls on the keyboard presses its keys together; a key that is down for longer may be one whose release was never told. */
const TOGETHER_MS = 150;

/** @typedef {{code?: string, key?: string}} KeyPress */

export class HeldKey {
  /** @param {{letter: string, onHeld: () => void, ms?: number}} of `letter` by its place on the keyboard, whatever it writes */
  constructor({ letter, onHeld, ms = HOLD_MS }) {
    this.letter = letter;
    this.onHeld = onHeld;
    this.ms = ms;
    /** Since when each key is down. @type {Map<string, number>} */ this.down = new Map();
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.timer = undefined;
  }

  /** Also called again and again while a key is held. @param {KeyPress} press */
  press(press) {
    const name = nameOf(press);
    if (this.down.has(name)) return;
    const now = Date.now();
    const isAlone = [...this.down.values()].every((since) => now - since > TOGETHER_MS);
    this.down.set(name, now);
    clearTimeout(this.timer);
    if (name === this.letter && isAlone) this.timer = setTimeout(() => this.onHeld(), this.ms);
  }

  /** @param {KeyPress} press */
  release(press) {
    const name = nameOf(press);
    this.down.delete(name);
    if (name === this.letter) clearTimeout(this.timer);
  }

  /** The window is left: what is released elsewhere is not told here. */
  letGo() {
    this.down.clear();
    clearTimeout(this.timer);
  }
}

/** @param {KeyPress} press */
function nameOf({ code, key = "" }) {
  if (code?.startsWith("Key")) return code.slice(3);
  return code || key.toUpperCase();
}
