/** The hall as it is now: how many wait, who sits where, whose promise is about to break. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { now } from "/static/shared/time.js";
import { Skeleton, useTick } from "/static/shared/ui.js";
import { Alarms } from "./alarms.js";
import { Announce } from "./announce.js";
import { AtRisk } from "./at_risk.js";
import { AwayPanel } from "./away_panel.js";
import { CasesPanel } from "./cases_panel.js";
import { CloseDay } from "./close_day.js";
import { Counters } from "./counters.js";
import { DayPicture } from "./day_picture.js";
import { DevicesInShort } from "./devices_in_short.js";
import { waiters } from "./floor.js";
import { GrantsPanel } from "./grants_panel.js";
import { Panel } from "./panel.js";
import { PaperConflicts } from "./paper_conflicts.js";
import { PapersPanel } from "./papers_panel.js";
import { Tiles } from "./tiles.js";

/** Waits grow without an event. */
const REDRAW_MS = 5_000;

/** @param {{watch: import("./watch.js").Watch, onDevices: () => void, onReport: () => void}} props */
export function LiveView({ watch, onDevices, onReport }) {
  useTick(REDRAW_MS);
  const { hall, floor, today, tickets, devices, displays, papers, conflicts, grants, cases } = watch;
  if (!floor) return html`<${BeforeFloor} />`;
  const line = waiters(floor.tickets, now());
  return html`
    ${conflicts?.length ? html`<${PaperConflicts} conflicts=${conflicts} />` : html`<${Alarms} hall=${hall.hall} displays=${displays} devices=${devices} cases=${cases} onMore=${onDevices} />`}
    <${Tiles} hall=${hall} waiting=${floor.waiting} line=${line} today=${today?.total ?? null} />
    <div class="live-main">
      <${Counters} counters=${floor.counters} tickets=${floor.tickets.filter(({ state }) => state !== "away")} />
      <${DayPicture} hall=${hall} tickets=${tickets} waiting=${line.length} />
    </div>
    <aside class="live-side">
      <${AtRisk} hall=${hall} line=${line} />
      <${GrantsPanel} hall=${hall} grants=${grants} />
      <${AwayPanel} hall=${hall} tickets=${floor.tickets} />
      <${PapersPanel} hall=${hall.hall} papers=${papers} onDecided=${() => watch.askAgain("papers")} />
      <${CasesPanel} hall=${hall.hall} cases=${cases} />
      <${DevicesInShort} devices=${devices} onMore=${onDevices} />
      <${Announce} hall=${hall} />
      <${CloseDay} hall=${hall} onClosed=${() => /** @type {const} */ (["hall", "floor"]).forEach(watch.askAgain)} onReport=${onReport} />
    </aside>
  `;
}

function BeforeFloor() {
  return html`
    <div class="tiles">${[1, 2, 3, 4, 5].map((each) => html`<div class="tile" key=${each}><${Skeleton} lines=${2} label=${t("loading")} /></div>`)}</div>
    <div class="live-main"><${Panel} title=${t("counters")}><${Skeleton} lines=${5} label=${t("loading")} /><//></div>
    <aside class="live-side"><${Panel} title=${t("risk")}><${Skeleton} lines=${5} label=${t("loading")} /><//></aside>
  `;
}
