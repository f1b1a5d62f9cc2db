/** The small parts every page is made of. All texts come in as props: a part knows no catalogue key. */

import { h, html, render, useEffect, useLayoutEffect, useRef, useState } from "/static/vendor/preact.js";

import { language, onLanguage, pick } from "./i18n.js";
import { Icon } from "./icons.js";

export { Icon };

/** Draw the page's root component into the shell. @param {any} root */
export function mount(root) {
  render(root, /** @type {HTMLElement} */ (document.getElementById("app")));
}

/**
 * A ticket's number, a clock, a count: the narrow even face with tabular figures.
 * `size` is a CSS length; without it the text around decides.
 *
 * @param {{children?: any, size?: string, tag?: string, class?: string}} props
 */
export function Num({ children, size, tag = "span", class: extra = "" }) {
  return h(tag, { class: `num ${extra}`, style: size ? { fontSize: size } : undefined }, children);
}

/**
 * The bar: the share of the promise used. Jade to 75 %, amber to 100 %, vermilion beyond.
 *
 * @param {{share: number, label: string, showPercent?: boolean}} props `label` says it in words for who cannot see it
 */
export function Bar({ share, label, showPercent = false }) {
  const percent = Math.max(0, Math.round(share * 100));
  const width = `${Math.min(100, percent)}%`;
  return html`<span class="bar-row">
    <span class=${`bar ${barTone(share)}`} role="meter" aria-label=${label}
      aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.min(100, percent)} aria-valuetext=${`${percent}%`}>
      <i style=${{ width }}></i>
    </span>
    ${showPercent && html`<span class="num bar-percent">${percent}%</span>`}
  </span>`;
}

/** "" (jade), "warm" (amber) or "over" (vermilion). @param {number} share */
export function barTone(share) {
  if (share >= 1) return "over";
  return share >= 0.75 ? "warm" : "";
}

/**
 * @param {{kind?: "jade" | "elder" | "appt" | "urgent" | "amber" | "plain", icon?: string, children?: any}} props
 */
export function Chip({ kind = "plain", icon, children }) {
  return html`<span class=${`chip ${kind}`}>${icon && html`<${Icon} name=${icon} size="1.1em" />`}${children}</span>`;
}

/** The chip's kind for a priority class. @param {string} code @returns {"elder" | "appt" | "urgent" | "plain" | "jade"} */
export function classKind(code) {
  /** @type {Record<string, "elder" | "appt" | "urgent" | "plain">} */
  const kinds = { elderly: "elder", disabled: "elder", pregnant: "elder", soldier: "elder", appointment: "appt", urgent: "urgent", normal: "plain" };
  return kinds[code] ?? "jade";
}

/**
 * @param {{kind?: "primary" | "plain" | "quiet" | "danger", icon?: string, keys?: string, hint?: any,
 *   onPress: () => void, disabled?: boolean, busy?: boolean, children?: any, class?: string}} props
 *   `keys` is the hot-key shown in the button, `hint` a second quieter line; `busy` keeps it from being pressed twice
 */
export function Button({ kind = "plain", icon, keys, hint, onPress, disabled = false, busy = false, children, class: extra = "" }) {
  return html`<button type="button" class=${`button ${kind} ${extra}`} disabled=${disabled || busy}
    aria-busy=${busy} aria-keyshortcuts=${keys} onClick=${onPress}>
    ${icon && html`<${Icon} name=${icon} />`}
    <span class="button-text"><span class="button-label">${children}</span>${hint && html`<span class="button-hint">${hint}</span>`}</span>
    ${keys && html`<kbd>${keys}</kbd>`}
  </button>`;
}

/** Grey shapes where text will be, for the first second. @param {{lines?: number, label: string}} props */
export function Skeleton({ lines = 3, label }) {
  const shapes = Array.from({ length: lines }, (_, line) => html`<i key=${line}></i>`);
  return html`<div class="skeleton" role="status" aria-label=${label}>${shapes}</div>`;
}

/** The band that says the server is away. Shown for `lost` alone. @param {{state: string, children?: any}} props */
export function Lost({ state, children }) {
  if (state !== "lost") return null;
  return html`<div class="lost" role="alert"><${Icon} name="connection_lost" /><span>${children}</span></div>`;
}

/**
 * A designed state that fills its place: empty, closed, out of paper, error. Says what it is and what to do.
 *
 * @param {{icon: string, title: any, hint?: any, children?: any}} props
 */
export function Notice({ icon, title, hint, children }) {
  return html`<div class="state-notice" role="status">
    <${Icon} name=${icon} size="2.6em" />
    <p class="state-title">${title}</p>
    ${hint && html`<p class="state-hint">${hint}</p>`}
    ${children}
  </div>`;
}

/**
 * A hall's text in the page's language with the second language under it, smaller and quieter.
 *
 * @param {{texts: import("./types.d.ts").Texts, first?: string, second?: string | null, class?: string}} props
 */
export function Bilingual({ texts, first = language(), second = null, class: extra = "" }) {
  const upper = pick(texts, first);
  const lower = second && texts[second] !== upper ? texts[second] : "";
  return html`<span class=${`bilingual ${extra}`}>
    <span lang=${first}>${upper}</span>
    ${lower && html`<small lang=${second}>${lower}</small>`}
  </span>`;
}

/**
 * A dialog that holds the focus. `onClose` says that the person closed it, by Escape; what the page itself closes
 * is no sign of a person, and what it opened meanwhile stays.
 *
 * @param {{open: boolean, title: any, onClose: () => void, children?: any}} props
 */
export function Dialog({ open, title, onClose, children }) {
  const ref = useRef(/** @type {HTMLDialogElement | null} */ (null));
  // Before the next key: who types fast types into the dialog, not past it.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (open && !dialog?.open) dialog?.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  const closed = () => open && !ref.current?.open && onClose();
  return html`<dialog ref=${ref} class="dialog" onClose=${closed}>
    <h2>${title}</h2>
    ${open && children}
  </dialog>`;
}

/** Draws again when the language changes. */
export function useLanguage() {
  const [, redraw] = useState(0);
  useEffect(() => onLanguage(() => redraw((count) => count + 1)), []);
}

/** The time, again each `ms`; for clocks and waits that grow. @param {number} [ms] */
export function useTick(ms = 1_000) {
  const [tick, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((count) => count + 1), ms);
    return () => clearInterval(timer);
  }, [ms]);
  return tick;
}
