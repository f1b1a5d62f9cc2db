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

/** @param {{choices: Choice[], class?: string, atOnce?: boolean}} props `atOnce`: the key takes its choice, without Enter */
export function Choices({ choices, class: extra = "", atOnce = false }) {
  const ref = useRef(/** @type {HTMLDivElement | null} */ (null));
  useTypeAhead(ref, atOnce);
  useLayoutEffect(() => {
    const { activeElement, body } = ref.current?.ownerDocument ?? document;
    // A list that comes late, or in another's place, takes the keys: the way back had them for want of a choice.
    const isFree = activeElement === body || activeElement?.matches("dialog, .dialog-foot *");
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

/** Typing moves the focus among the buttons in `ref` that have `data-keys`. @param {{current: HTMLElement | null}} ref @param {boolean} [atOnce] and presses it */
export function useTypeAhead(ref, atOnce = false) {
  useLayoutEffect(() => {
    const at = ref.current?.ownerDocument ?? document;
    let typed = "";
    let last = 0;
    /** @param {KeyboardEvent} event */
    function onKey(event) {
      if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      if (ARROWS[event.key]) return step(event, ARROWS[event.key] ?? 0);
      if (!/^[a-z0-9]$/i.test(event.key)) return;
      typed = event.timeStamp - last < TOGETHER_MS ? typed + event.key : event.key;
      last = event.timeStamp;
      const found = find(typed);
      found?.focus();
      if (atOnce && found && !event.repeat) found.click();
    }
    /** @param {KeyboardEvent} event @param {number} by */
    function step(event, by) {
      const all = buttons();
      const place = all.indexOf(/** @type {HTMLButtonElement} */ (at.activeElement));
      all[(place + by + all.length) % all.length]?.focus();
      event.preventDefault();
    }
    /** @param {string} keys */
    const find = (keys) => buttons().find((button) => button.dataset.keys?.toUpperCase() === keys.toUpperCase());
    const buttons = () => Array.from(ref.current?.querySelectorAll("button[data-keys]") ?? [], (each) => /** @type {HTMLButtonElement} */ (each));
    at.addEventListener("keydown", onKey);
    return () => at.removeEventListener("keydown", onKey);
  }, []);
}

/** @param {EventTarget | null} target of whichever window */
function isTyping(target) {
  return /** @type {Element | null} */ (target)?.matches?.("input, textarea, select") ?? false;
}
