/** The line where the hall keeps back who comes next: how many, how long, how soon. Nobody can be passed over. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { minutes, secondsSince } from "/static/shared/time.js";
import { Num } from "/static/shared/ui.js";

/** @param {{counter: import("/static/shared/types.js").Counter}} props */
export function LineFigures({ counter }) {
  const { waiting, longest_since, due_soon } = counter;
  return html`<dl class="line-figures">
    <div><dt>${t("line.count")}</dt><dd><${Num} tag="b">${waiting}<//></dd></div>
    <div><dt>${t("line.longest_wait")}</dt><dd>${longest_since ? minutes(secondsSince(longest_since)) : "–"}</dd></div>
    <div class=${due_soon ? "soon" : ""}><dt>${t("line.due_soon")}</dt><dd><${Num} tag="b">${due_soon ?? 0}<//></dd></div>
  </dl>
  <p class="muted">${t("line.kept_back")}</p>`;
}
