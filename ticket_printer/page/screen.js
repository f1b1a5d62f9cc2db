/** The parts that the kiosk's screens are made of. */

import { html, useEffect, useRef } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { waitRange } from "/static/shared/time.js";
import { Button, Num } from "/static/shared/ui.js";
import { waitsForOthers } from "/static/kiosk/offers.js";

/** @typedef {import("/static/shared/types.js").Forecast} Forecast */

/**
 * A screen with its heading, which takes the focus when the screen comes, so that it is read out first.
 *
 * @param {{name: string, title: any, hint?: any, onBack?: () => void, children?: any, class?: string}} props
 */
export function Screen({ name, title, hint, onBack, children, class: extra = "" }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => heading.current?.focus({ preventScroll: true }), [name]);
  return html`<main class=${`screen ${name} ${extra}`} key=${name}>
    <div class="heading">
      ${onBack && html`<${Button} icon="back" class="go-back" onPress=${onBack}>${t("back")}<//>`}
      <h2 ref=${heading} tabindex="-1">${title}</h2>
      ${hint && html`<p class="hint">${hint}</p>`}
    </div>
    ${children}
  </main>`;
}

/**
 * "前面 14 人" with the number in its own face; nothing where nobody knows.
 * @param {{count: number | null, forecast: Forecast | null}} props
 */
export function Ahead({ count, forecast }) {
  if (count === null) return null;
  if (waitsForOthers(count, forecast)) return html`<span class="ahead">${t("ahead.none")}</span>`;
  return html`<span class="ahead"><${Counted} text=${t("ahead", { count })} count=${count} /></span>`;
}

/** "14 人". @param {{count: number | null, forecast: Forecast | null}} props */
export function People({ count, forecast }) {
  if (count === null) return null;
  if (waitsForOthers(count, forecast)) return html`<span>${t("ahead.none")}</span>`;
  return html`<${Counted} text=${t("people", { count })} count=${count} />`;
}

/** A sentence whose number stands out. @param {{text: string, count: number | string}} props */
export function Counted({ text, count }) {
  const [before, ...after] = text.split(String(count));
  return html`${before}<${Num}>${count}<//>${after.join(String(count))}`;
}

/** @param {{forecast: Forecast | null, waiting: number | null}} props `waiting` null: the kiosk works alone */
export function Wait({ forecast, waiting }) {
  if (waiting === null) return html`<span class="wait">${t("alone.wait")}</span>`;
  const range = waitRange(forecast, waiting);
  return html`<span class="wait">${range === "–" ? t("wait.unknown") : range}</span>`;
}
