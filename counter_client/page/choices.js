/** Lists that are picked from by keyboard: what is typed finds the choice, arrows move, Enter takes it. */

import { html, useLayoutEffect, useRef } from "/static/vendor/preact.js";

/** Digits typed within this time belong together: 1, then 3, is counter 13. */
const TOGETHER_MS = 900;
/** @type {Record<string, number>} */
const ARROWS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/**
 * @typedef {Object} Choice
 * @property {string} keys   what one types to find it
 * @property {string} [heading] of this choice and those after it
 * @property {any} label
 * @property {any} [hint]
 * @property {boolean} [danger]
 * @property {() => void} onPick
 */

/** @param {{choices: Choice[], class?: string}} props */
export function Choices({ choices, class: extra = "" }) {
  const ref = useRef(/** @type {HTMLDivElement | null} */ (null));
  useTypeAhead(ref);
  useLayoutEffect(() => {
    // One list that takes the place of another takes the keys too.
    const isFree = document.activeElement === document.body || document.activeElement?.matches("dialog");
    if (isFree) ref.current?.querySelector("button")?.focus();
  }, []);
  return html`<div class=${`choices ${extra}`} ref=${ref}>
    ${choices.map(
      ({ keys, heading, label, hint, danger, onPick }) => html`${heading && html`<h3>${heading}</h3>`}<button type="button" key=${keys} data-keys=${keys}
        class=${`button choice ${danger ? "danger" : ""}`} onClick=${onPick}>
        <kbd>${keys}</kbd><span class="choice-label">${label}</span>${hint && html`<small>${hint}</small>`}
      </button>`,
    )}
  </div>`;
}

/** Choices that share a heading, in a list with others. @param {string} heading @param {Choice[]} choices @returns {Choice[]} */
export function under(heading, choices) {
  return choices.map((choice, index) => (index === 0 ? { ...choice, heading } : choice));
}

/** Typing moves the focus among the buttons in `ref` that have `data-keys`. @param {{current: HTMLElement | null}} ref */
export function useTypeAhead(ref) {
  useLayoutEffect(() => {
    let typed = "";
    let last = 0;
    /** @param {KeyboardEvent} event */
    function onKey(event) {
      if (event.ctrlKey || event.altKey || event.metaKey || event.target instanceof HTMLInputElement) return;
      if (ARROWS[event.key]) return step(event, ARROWS[event.key] ?? 0);
      if (!/^[a-z0-9]$/i.test(event.key)) return;
      typed = event.timeStamp - last < TOGETHER_MS ? typed + event.key : event.key;
      last = event.timeStamp;
      find(typed)?.focus();
    }
    /** @param {KeyboardEvent} event @param {number} by */
    function step(event, by) {
      const all = buttons();
      const at = all.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
      all[(at + by + all.length) % all.length]?.focus();
      event.preventDefault();
    }
    /** @param {string} keys */
    const find = (keys) => buttons().find((button) => button.dataset.keys?.toUpperCase() === keys.toUpperCase());
    const buttons = () => Array.from(ref.current?.querySelectorAll("button[data-keys]") ?? [], (each) => /** @type {HTMLButtonElement} */ (each));
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
