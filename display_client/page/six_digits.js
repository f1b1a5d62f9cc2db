/** Six digits in two groups of three, as one reads them out; to a screen reader digit by digit. */

import { html } from "/static/vendor/preact.js";
import { Num } from "/static/shared/ui.js";

/** @param {{code: string, class: string}} props */
export function SixDigits({ code, class: name }) {
  const groups = [code.slice(0, 3), code.slice(3)];
  return html`<p class=${name} role="img" aria-label=${[...code].join(" ")}>
    ${groups.map((group, index) => html`<${Num} key=${index}>${group || "···"}<//>`)}
  </p>`;
}
