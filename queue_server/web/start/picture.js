/** What it is about, drawn with its own parts: a number called, and two who wait with their bars. Only a picture. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Num } from "/static/shared/ui.js";

/** Number, share of the promise used, the bar's tone. @type {[string, number, string][]} */
const WAITING = [["B046", 93, "warm"], ["A013", 58, ""]];

export function Picture() {
  return html`<div class="picture" aria-hidden="true">
    <div class="picture-call">
      <${Num} class="picture-number">A012<//>
      <span>${t("picture.to")}</span>
      <${Num} class="picture-window">3<//><span class="picture-word">${t("picture.window")}</span>
    </div>
    ${WAITING.map(([number, share, tone]) => html`<div class="picture-line" key=${number}>
      <${Num}>${number}<//><span class=${`bar ${tone}`}><i style=${{ width: `${share}%` }}></i></span><${Num}>${share}%<//>
    </div>`)}
    <p>${t("picture.bar")}</p>
  </div>`;
}
