/** Papers of kiosks that a person must help with, at the top of the hall's view: which number, from where, what to do. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { clock } from "/static/shared/time.js";
import { Icon } from "/static/shared/ui.js";

/** @typedef {{number: string, device: string, name: string | null, at: string, why: string}} PaperConflict */

/** @param {{conflicts: PaperConflict[]}} props */
export function PaperConflicts({ conflicts }) {
  const papers = conflicts.map(({ number, name, device, at }) => t("conflict.paper", { number, kiosk: name ?? device, time: clock(at) }));
  return html`<section class="display-alarms" role="alert" aria-label=${t("conflict.title")}>
    <${Icon} name="ticket" size="26" />
    <p><b>${t("conflict.title")}</b> <span>${papers.join(t("conflict.comma"))}</span> <span class="todo">${t("conflict.todo")}</span></p>
  </section>`;
}
