/** The day at a counter, drawn. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { Loading } from "/static/shared/door.js";
import { HelpCalls } from "/static/shared/help_calls.js";
import { t } from "/static/shared/i18n.js";
import { Lost, Notice } from "/static/shared/ui.js";
import { Acts } from "./acts.js";
import { Bells, useBells } from "./bells.js";
import { BigButton } from "./big_button.js";
import { Compact } from "./compact.js";
import { Dialogs } from "./dialogs.js";
import { Header } from "./header.js";
import { useHelpCaller } from "./help_caller.js";
import { Line } from "./line.js";
import { absentAct } from "./primary.js";
import { Reminders } from "./reminders.js";
import { useSmallWindow } from "./small_window.js";
import { isSoundOff } from "./sound.js";
import { TicketCard } from "./ticket_card.js";
import { SaidLine } from "./undo.js";
import { command, useDay } from "./use_day.js";
import { letGoOfFocus, useHotkeys } from "./use_hotkeys.js";
import { isPossible } from "./verbs.js";

/** @typedef {import("./day.js").Day} Day */
/** @typedef {import("./day.js").DayState} DayState */
/** @typedef {import("/static/shared/types.js").Counter} Counter */

/**
 * @typedef {Object} Props
 * @property {import("./app.js").OfficerHall} hall
 * @property {import("./app.js").Person} me
 * @property {number} number
 * @property {(why: string) => void} onGone   the officer no longer sits here
 * @property {() => void} onSignOut
 * @property {(code: string) => void} onStranger  the server no longer takes this person for an officer
 * @property {boolean} [compact]              this page is a small window itself
 */

const WITH_DIALOG = new Set(["choose", "list", "grant", "help", "leave", "pause", "assist", "open_case", "defer", "remark"]);
/** These stay with the ticket for which they were opened, whoever is in hand when they are answered. */
const ABOUT_IN_HAND = new Set(["cancel", "transfer", "hold", "papers", "steps"]);

/** @param {Props} props */
export function DayView(props) {
  const { hall, compact = false } = props;
  const rung = useBells(hall.hall);
  const { day, state } = useDay(props, rung.again);
  const caller = useHelpCaller({ hall: hall.hall, number: props.number, command, onDone: rung.again });
  const [open, setOpen] = useState(/** @type {import("./dialogs.js").Open} */ (null));
  const { counter } = state;
  /** What is pressed in one window, its dialogs too, stays there. @param {boolean} inSmall */
  const deskIn = (inSmall) => {
    const onOpen = (/** @type {import("./dialogs.js").Open} */ next) => setOpen(next && { ...next, small: inSmall });
    const act = (/** @type {string} */ name, /** @type {string} */ number = "") =>
      name === "small" ? toggle() : perform(name, number, day, hall, onOpen);
    return { ...props, day, state, act, rung, caller, onOpen, open: open?.small === inSmall ? open : null };
  };
  const here = deskIn(false);
  const there = deskIn(true);
  const { small, toggle } = useSmallWindow(() => html`<${SmallDesk} ...${there} />`, () => titleOf(props, counter), compact);
  useHotkeys(here.act, open !== null, document);
  useHotkeys(there.act, open !== null, small?.document);
  useEffect(() => void (document.title = titleOf(props, counter)), [counter?.current?.number]);
  if (!counter) return html`<${NotYet} state=${state} />`;
  return html`<${compact ? SmallDesk : WholeDesk} ...${here} /><${Rings} hall=${hall} rung=${rung} />`;
}

/** @typedef {ReturnType<typeof useBells>} Rung */
/** @typedef {Props & {day: Day, state: DayState, rung: Rung, caller: ReturnType<typeof useHelpCaller>, open: import("./dialogs.js").Open,
 *   act: (act: string, number?: string) => void, onOpen: (next: import("./dialogs.js").Open) => void}} Desk */

/** @param {Desk} desk */
function WholeDesk(desk) {
  const { hall, day, state, act } = desk;
  const counter = /** @type {Counter} */ (state.counter);
  return html`<div class="desk" onClick=${letGoOfFocus}>
    <${Header} counter=${counter} live=${state.live} onHelp=${() => act("help")} onLeave=${() => act("leave")} onSmall=${() => act("small")} />
    <${Lost} state=${state.live}>${t("lost.title")}<//>
    <main class="hand">
      <${OwnCalls} ...${desk} />
      <${Reminders} counter=${counter} onAct=${act} />
      <${TicketCard} counter=${counter} hall=${hall} onAct=${act} />
      <${SaidLine} state=${state} onUndo=${() => act("undo")} />
      <${BigButton} state=${state} hall=${hall} onPrimary=${() => act("primary")} onAbsent=${() => act("absent")} onWithdraw=${() => day.withdraw()} />
      <${Acts} counter=${counter} hall=${hall} waiting=${state.slow} onAct=${act} />
    </main>
    <${Line} counter=${counter} hall=${hall} onAct=${act} />
    <${DeskDialogs} ...${desk} />
  </div>`;
}

/** @param {Desk} desk */
function SmallDesk(desk) {
  const { hall, day, state, act } = desk;
  if (!state.counter) return null;
  return html`<div class="small-desk" onClick=${letGoOfFocus}>
    <${OwnCalls} ...${desk} />
    <${Compact} state=${state} hall=${hall} onAct=${act} onWithdraw=${() => day.withdraw()} />
    <${DeskDialogs} ...${desk} />
  </div>`;
}

/** @param {Desk} desk */
function DeskDialogs({ hall, me, day, state, open, caller, onOpen, onSignOut }) {
  const counter = /** @type {Counter} */ (state.counter);
  return html`<${Dialogs} open=${open} day=${day} counter=${counter} hall=${hall} me=${me} onOpen=${onOpen} onSignOut=${onSignOut} onAsk=${caller.ask} />`;
}

/** Whom this window calls: what became of it, and a call that the server has not taken yet, or did not take. @param {Desk} desk */
function OwnCalls({ hall, rung, caller: { isSending, error } }) {
  const mine = rung.calls.filter(({ is_mine }) => is_mine);
  return html`${(error || isSending) && html`<p class="help-call mine" role=${error ? "alert" : "status"}>${error || t("assist.sending")}</p>`}
    <${HelpCalls} hall=${hall.hall} calls=${mine} onChanged=${rung.again} />`;
}

/** Others who want somebody to come. @param {{hall: import("./app.js").OfficerHall, rung: Rung}} props */
function Rings({ hall, rung }) {
  const others = rung.calls.filter(({ is_mine }) => !is_mine);
  return html`<div class="bells-over">
    <${HelpCalls} hall=${hall.hall} calls=${others} quiet=${isSoundOff()} onChanged=${rung.again} />
    <${Bells} hall=${hall.hall} bells=${rung.bells} onAnswered=${rung.again} />
  </div>`;
}

/** @param {Props} props @param {Counter | null} counter */
function titleOf({ number }, counter) {
  const at = t("counter.name", { number });
  return counter?.current ? `${counter.current.number} · ${at}` : at;
}

/** @param {{state: DayState}} props */
function NotYet({ state }) {
  if (state.live === "lost") return html`<main class="alone"><${Notice} icon="connection_lost" title=${t("lost.title")} hint=${t("door.away.hint")} /></main>`;
  return html`<${Loading} />`;
}

/**
 * @param {string} name @param {string} number "" for the one in hand @param {Day} day
 * @param {import("./app.js").OfficerHall} hall @param {(open: import("./dialogs.js").Open) => void} setOpen
 */
function perform(name, number, day, hall, setOpen) {
  const { counter } = day.state;
  if (!counter || !isPossible(name, counter, hall)) return;
  const absent = absentAct(counter, hall);
  if (name === "primary") day.primary();
  else if (name === "absent") absentPress(day, absent);
  else if (name === "undo") day.undo();
  else if (name === "pause" && counter.state !== "open") day.setStatus("open");
  else if (WITH_DIALOG.has(name)) setOpen({ name, number: number || undefined });
  else if (ABOUT_IN_HAND.has(name)) setOpen({ name, number: counter.current?.number });
  else if (counter.current) day.handle(name, counter.current.number);
}

/** @param {Day} day @param {ReturnType<typeof absentAct>} absent */
function absentPress(day, absent) {
  if (absent?.verb === "next") day.next();
  else if (absent) day.handle("miss", absent.current.number);
}
