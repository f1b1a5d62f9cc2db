/** The day at a counter, drawn. */

import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "/static/vendor/preact.js";
import { api, newKey } from "/static/shared/api.js";
import { Loading } from "/static/shared/door.js";
import { t } from "/static/shared/i18n.js";
import { tabMemory } from "/static/shared/memory.js";
import { pageToken } from "/static/shared/page.js";
import { Icon, Lost, Notice } from "/static/shared/ui.js";
import { Acts } from "./acts.js";
import { learnNotices } from "./assist.js";
import { Bells, useBells } from "./bells.js";
import { BigButton } from "./big_button.js";
import { Day } from "./day.js";
import { Dialogs } from "./dialogs.js";
import { followCounter } from "./follow_counter.js";
import { Header } from "./header.js";
import { actOf } from "./hotkeys.js";
import { Line } from "./line.js";
import { absentAct } from "./primary.js";
import { playTone } from "./sound.js";
import { TicketCard } from "./ticket_card.js";
import { isPossible } from "./verbs.js";

/** @typedef {import("./day.js").DayState} DayState */
/** @typedef {import("/static/shared/types.js").Counter} Counter */

/**
 * @typedef {Object} Props
 * @property {import("./app.js").OfficerHall} hall
 * @property {import("./app.js").Person} me
 * @property {number} number
 * @property {(why: string) => void} onGone   the officer no longer sits here
 * @property {() => void} onSignOut
 * @property {() => void} onStranger          the server no longer knows who this is
 */

const WITH_DIALOG = new Set(["choose", "list", "grant", "help", "leave", "pause", "assist"]);
/** These stay with the ticket for which they were opened, whoever is in hand when they are answered. */
const ABOUT_IN_HAND = new Set(["cancel", "transfer", "hold"]);

/** @param {Props} props */
export function DayView(props) {
  const { hall } = props;
  const { day, state } = useDay(props);
  const [open, setOpen] = useState(/** @type {import("./dialogs.js").Open} */ (null));
  const { counter } = state;
  const act = (/** @type {string} */ name, /** @type {string} */ number = "") => perform(name, number, day, hall, setOpen);
  useHotkeys(act, open !== null);
  useEffect(() => {
    const at = t("counter.name", { number: props.number });
    document.title = counter?.current ? `${counter.current.number} · ${at}` : at;
  }, [counter?.current?.number]);
  const rung = useBells(hall.hall);
  if (!counter) return html`<${NotYet} state=${state} />`;

  return html`<div class="desk" onClick=${letGoOfFocus}>
    <${Header} counter=${counter} live=${state.live} onHelp=${() => act("help")} onLeave=${() => act("leave")} />
    <${Lost} state=${state.live}>${t("lost.title")}<//>
    <main class="hand">
      <${TicketCard} counter=${counter} hall=${hall} />
      <p class=${`said ${state.said?.tone ?? ""}`} role="status">
        ${state.said && html`<${Icon} name=${state.said.tone === "done" ? "check" : "alert"} /> ${state.said.text}`}
      </p>
      <${BigButton} state=${state} hall=${hall} onPrimary=${() => act("primary")} onAbsent=${() => act("absent")} onWithdraw=${() => day.withdraw()} />
      <${Acts} counter=${counter} hall=${hall} waiting=${state.slow} onAct=${act} />
    </main>
    <${Line} counter=${counter} hall=${hall} onAct=${act} />
    <div class="bells-over"><${Bells} hall=${hall.hall} bells=${rung.bells} onAnswered=${rung.again} /></div>
    <${Dialogs} open=${open} day=${day} counter=${counter} hall=${hall} onOpen=${setOpen} onSignOut=${props.onSignOut} />
  </div>`;
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

/** @param {Props} props @returns {{day: Day, state: DayState}} */
function useDay({ hall, me, number, onGone, onStranger }) {
  const refresh = useRef(() => {});
  const leaving = useRef(false);
  const [, redraw] = useState(0);
  const day = useMemo(() => {
    const storage = tabMemory();
    return new Day({
      ...{ hall, number, storage, newKey, command },
      refresh: () => refresh.current(),
      onChange: () => redraw((count) => count + 1),
      onRefused: (refusal) => refusal.code === "unauthenticated" ? onStranger() : playTone("refused"),
      onLeft: () => {
        leaving.current = true;
        onGone("");
      },
    });
  }, []);
  useEffect(() => {
    const { view, close } = followCounter({
      hall: hall.hall,
      token: pageToken(),
      fetchCounter: () => api.get(`/halls/${hall.hall}/counters/${number}`),
      onState: (live) => day.set({ live }),
      onRefusal: (refusal) => refusal.code === "unauthenticated" && onStranger(),
      onCounter(counter) {
        if (leaving.current) return;
        if (counter.officer?.badge !== me.badge) return onGone(t("seat.gone", { number }));
        ringForArrival(day.state.counter, counter);
        day.set({ counter });
      },
    });
    refresh.current = () => {
      view.overtake();
      view.now();
    };
    view.now();
    day.resume();
    learnNotices(hall.hall).catch(() => {});
    return () => {
      close();
      day.close();
    };
  }, []);
  return { day, state: day.state };
}

/** @param {import("./verbs.js").Request} request @param {{key: string, signal: AbortSignal}} options */
function command({ method, path, body }, options) {
  if (method === "DELETE") return api.delete(path, { signal: options.signal });
  return method === "PUT" ? api.put(path, body, { signal: options.signal }) : api.post(path, body, options);
}

/** Somebody waits again, and nobody is at the window. @param {Counter | null} before @param {Counter} after */
function ringForArrival(before, after) {
  if (before?.waiting === 0 && after.waiting > 0 && !after.current && after.state === "open") playTone("arrival");
}

/** @param {(act: string) => void} act @param {boolean} asleep while a dialog has the keys */
function useHotkeys(act, asleep) {
  const latest = useRef(act);
  latest.current = act;
  // Before the next key: who types fast has no key go to the wrong place.
  useLayoutEffect(() => {
    if (asleep) return undefined;
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      const name = actOf(event);
      if (!name || isTyping(event.target) || (name === "primary" && isOnButton(event.target))) return;
      event.preventDefault();
      latest.current(name);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [asleep]);
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof Element && target.matches("input, textarea, select");
}

/** Space and Enter belong to the button that the keyboard has walked to. @param {EventTarget | null} target */
function isOnButton(target) {
  return target instanceof Element && target.closest("button, a") !== null;
}

/** A button pressed by mouse gives the keys back, so that Space is the big button again. @param {MouseEvent} event */
function letGoOfFocus(event) {
  const inDialog = event.target instanceof Element && event.target.closest("dialog");
  if (event.detail > 0 && !inDialog && document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
