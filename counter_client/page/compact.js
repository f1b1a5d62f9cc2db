/** The day at a counter in 320 × 240: the number in hand, the big button, recall, miss, and how many wait. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { secondsSince, stopwatch } from "/static/shared/time.js";
import { Button, Icon, Lost, Num } from "/static/shared/ui.js";
import { BigButton } from "./big_button.js";
import { keyOf } from "./hotkeys.js";
import { isServed } from "./primary.js";
import { Reminders } from "./reminders.js";
import { isLong, pauseAbout } from "./ticket_card.js";
import { isPossible } from "./verbs.js";

/** @typedef {import("/static/shared/types.js").Counter} Counter */
/** @typedef {import("./app.js").OfficerHall} OfficerHall */

const ACTS = [
  { act: "recall", icon: "recall" },
  { act: "miss", icon: "pass" },
];

/**
 * @typedef {Object} Props
 * @property {import("./day.js").DayState} state
 * @property {OfficerHall} hall
 * @property {(act: string, number?: string) => void} onAct
 * @property {() => void} onWithdraw
 */

/** Whether this page is a small window itself, where the browser has none that stays on top. */
export function isCompact() {
  return new URLSearchParams(location.search).get("compact") === "1";
}

/** @param {Props} props */
export function Compact({ state, hall, onAct, onWithdraw }) {
  const { counter, said, slow } = state;
  if (!counter) return null;
  return html`<main class="compact">
    <h1 class="compact-head">
      <span>${t("counter.name", { number: counter.number })}</span>
      <span class=${`live ${state.live}`}><i></i><span class="visually-hidden">${t(`live.${state.live}`)}</span></span>
      <span class="compact-line">${t("line.waiting", { count: counter.waiting })}</span>
    </h1>
    <${Lost} state=${state.live}>${t("lost.title")}<//>
    <${InHand} counter=${counter} hall=${hall} />
    <${Reminders} counter=${counter} onAct=${onAct} />
    ${said && html`<p class=${`said ${said.tone}`} role="status"><${Icon} name=${said.tone === "done" ? "check" : "alert"} /> ${said.text}</p>`}
    <${BigButton} state=${state} hall=${hall} onPrimary=${() => onAct("primary")} onAbsent=${() => onAct("absent")} onWithdraw=${onWithdraw} />
    <nav class="compact-acts" aria-label=${t("acts")}>
      ${ACTS.map(
        ({ act, icon }) => html`<${Button} key=${act} class="small" icon=${icon} keys=${keyOf(act)}
          disabled=${slow || !isPossible(act, counter, hall)} onPress=${() => onAct(act)}>${t(`verb.${act}`)}<//>`,
      )}
    </nav>
  </main>`;
}

/** @param {{counter: Counter, hall: OfficerHall}} props */
function InHand({ counter, hall }) {
  const { current } = counter;
  if (!current) {
    const words = counter.state === "open" ? t("counter.idle") : t(`counter.${counter.state}`);
    const about = counter.state === "paused" ? pauseAbout(counter).join(" · ") : "";
    return html`<p class=${`compact-hand empty ${counter.state}`}><b>${words}</b>${about && html` <span>${about}</span>`}</p>`;
  }
  const served = isServed(current, hall.start_on_call);
  const since = (served && current.started_at) || current.called_at;
  const what = served ? t("ticket.serving") : t("ticket.called", { count: current.attempt });
  return html`<p class=${`compact-hand ${isLong(current, hall) ? "long" : ""}`}>
    <${Num} class="ticket-number">${current.number}<//>
    <span>${what}<${Num} tag="b">${since ? stopwatch(secondsSince(since)) : ""}<//></span>
  </p>`;
}
