/** Which hall, which view, who looks, whether the server is there, what time it is. */

import { html } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { LanguageSwitch } from "/static/shared/language_switch.js";
import { clock, now } from "/static/shared/time.js";
import { Icon, Num, useTick } from "/static/shared/ui.js";
import { VIEWS } from "./views.js";

/**
 * @param {{hall: import("/static/shared/types.js").Hall, me: import("./app.js").Person, live: string, view: string,
 *   devices: import("./devices.js").Device[] | null, onShow: (view: any) => void, onSignOut: () => void}} props
 */
export function Head({ hall, me, live, view, devices, onShow, onSignOut }) {
  useTick(5_000);
  const pending = (devices ?? []).filter(({ state }) => state === "pending").length;
  return html`<header class="head">
    <h1>${pick(hall.name)}</h1>
    <nav aria-label=${t("tabs")}>
      ${VIEWS.map(
        (each) => html`<button type="button" key=${each} class="tab" aria-current=${each === view ? "page" : undefined}
          onClick=${() => onShow(each)}>
          ${t(`tab.${each}`)}
          ${each === "devices" && pending > 0 && html`<${Num} class="tab-count">${pending}<//><span class="visually-hidden">${t("devices.pending")}</span>`}
        </button>`,
      )}
    </nav>
    <div class="head-end">
      <span class=${`live-state is-${live}`} role="status"><i></i>${t(`live.${live}`)}</span>
      <span class="who">${me.display_name ?? me.name}</span>
      <${Num} class="head-clock">${clock(now())}<//>
      <${LanguageSwitch} />
      <button type="button" class="button quiet leave" onClick=${onSignOut} title=${t("sign_out")} aria-label=${t("sign_out")}><${Icon} name="leave" /></button>
    </div>
  </header>`;
}
