/** Inside: one head, its views, one set of questions to the server. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { HelpCalls } from "/static/shared/help_calls.js";
import { t } from "/static/shared/i18n.js";
import { Lost } from "/static/shared/ui.js";
import { clock } from "/static/shared/time.js";
import { DevicesView } from "./devices_view.js";
import { Head } from "./head.js";
import { LiveView } from "./live_view.js";
import { ReportView } from "./report_view.js";
import { ScreensView } from "./screens_view.js";
import { StatisticsView } from "./statistics_view.js";
import { VIEWS } from "./views.js";
import { useWatch } from "./watch.js";

/** @typedef {import("./views.js").View} View */

/**
 * @param {{hall: import("/static/shared/types.js").Hall, me: import("./app.js").Person,
 *   onSignOut: () => void, onRefused: (code: string) => void}} props
 */
export function Office({ hall: first, me, onSignOut, onRefused }) {
  const watch = useWatch(first, onRefused);
  const [view, show] = useView();
  const { hall, live, lost_ms } = watch;
  return html`<div class="office">
    <${Head} hall=${hall} me=${me} live=${live} view=${view} devices=${watch.devices} onShow=${show} onSignOut=${onSignOut} />
    <${Lost} state=${live}>${lost_ms ? t("lost.since", { time: clock(lost_ms) }) : t("lost.title")}<//>
    <${HelpCalls} leads hall=${hall.hall} calls=${watch.help ?? []} onChanged=${() => watch.askAgain("help")} />
    <main class=${`view ${view}-view`} aria-label=${t(`tab.${view}`)}>
      ${view === "live" && html`<${LiveView} watch=${watch} onDevices=${() => show("devices")} onReport=${() => show("report")} />`}
      ${view === "statistics" && html`<${StatisticsView} hall=${hall} onRefused=${onRefused} />`}
      ${view === "report" && html`<${ReportView} hall=${hall} onRefused=${onRefused} />`}
      ${view === "screens" && html`<${ScreensView} hall=${hall} onRefused=${onRefused} />`}
      ${view === "devices" && html`<${DevicesView} watch=${watch} />`}
    </main>
  </div>`;
}

/** The view is in the address, so that the browser's back button works. @returns {[View, (view: View) => void]} */
function useView() {
  const [view, setView] = useState(viewOfAddress());
  useEffect(() => {
    const change = () => setView(viewOfAddress());
    window.addEventListener("hashchange", change);
    return () => window.removeEventListener("hashchange", change);
  }, []);
  return [view, (next) => (location.hash = next)];
}

/** @returns {View} */
function viewOfAddress() {
  return VIEWS.find((view) => view === location.hash.slice(1)) ?? "live";
}
