/** The keys of the day, in whichever of its windows they are pressed. */

import { useLayoutEffect, useRef } from "/static/vendor/preact.js";
import { actOf } from "./hotkeys.js";

/** @param {(act: string) => void} act @param {boolean} asleep while a dialog has the keys @param {Document} [at] of the window; none for one that is not there */
export function useHotkeys(act, asleep, at) {
  const latest = useRef(act);
  latest.current = act;
  // Before the next key: who types fast has no key go to the wrong place.
  useLayoutEffect(() => {
    if (asleep || !at) return undefined;
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      const name = actOf(event);
      if (!name || isTyping(event.target) || (name === "primary" && isOnButton(event.target))) return;
      event.preventDefault();
      latest.current(name);
    };
    at.addEventListener("keydown", onKey);
    return () => at.removeEventListener("keydown", onKey);
  }, [asleep, at]);
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return isIn(target, "input, textarea, select");
}

/** Space and Enter belong to the button that the keyboard has walked to. @param {EventTarget | null} target */
function isOnButton(target) {
  return isIn(target, "button, a");
}

/** Of whichever window: what is an element there is none of this one's kind. @param {EventTarget | null} target @param {string} what */
function isIn(target, what) {
  return Boolean(/** @type {Element | null} */ (target)?.closest?.(what));
}

/** A button pressed by mouse gives the keys back, so that Space is the big button again. @param {MouseEvent} event */
export function letGoOfFocus({ detail, target }) {
  const { activeElement } = /** @type {Element} */ (target).ownerDocument;
  if (detail > 0 && !isIn(target, "dialog")) /** @type {HTMLElement | null} */ (activeElement)?.blur();
}
