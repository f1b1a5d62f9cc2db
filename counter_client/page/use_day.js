/** The day at a counter, joined to the server: its presses go out, and the counter is followed. */

import { useEffect, useMemo, useRef, useState } from "/static/vendor/preact.js";
import { api, newKey } from "/static/shared/api.js";
import { t } from "/static/shared/i18n.js";
import { tabMemory } from "/static/shared/memory.js";
import { pageToken } from "/static/shared/page.js";
import { learnNotices } from "./assist.js";
import { Day } from "./day.js";
import { followCounter } from "./follow_counter.js";
import { whereTo } from "./route.js";
import { playTone } from "./sound.js";
import { isStranger } from "./why_not.js";

/** @typedef {import("./day.js").DayState} DayState */
/** @typedef {import("./day_view.js").Props} Props */
/** @typedef {import("/static/shared/types.js").Counter} Counter */

/** @param {Props} props @param {() => void} onHelp something rings, or no more @returns {{day: Day, state: DayState}} */
export function useDay({ hall, me, number, onGone, onStranger }, onHelp) {
  const refresh = useRef(() => {});
  const leaving = useRef(false);
  const [, redraw] = useState(0);
  const day = useMemo(() => {
    const storage = tabMemory();
    return new Day({
      ...{ hall, number, storage, newKey, command },
      refresh: () => refresh.current(),
      onChange: () => redraw((count) => count + 1),
      onRefused: (refusal) => isStranger(refusal) ? onStranger(refusal.code) : playTone("refused"),
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
      onEvent(event) {
        if (isOfHelp(event.kind)) onHelp();
        sayWhereTo(day, event, hall);
      },
      onRefusal: (refusal) => isStranger(refusal) && onStranger(refusal.code),
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

/** By the one button the answer is the next person; where the one before goes, the event says. @param {Day} day @param {any} event @param {Props["hall"]} hall */
function sayWhereTo(day, { kind, completed, counter, number, service }, hall) {
  if (kind === "ticket_transferred" && completed && counter === day.parts.number) day.say("done", whereTo(number, service, hall));
}

/** @param {string} kind of an event */
function isOfHelp(kind) {
  return kind.startsWith("assistance_") || kind.startsWith("help_");
}

/** @param {import("./verbs.js").Request} request @param {{key: string, signal: AbortSignal}} options */
export function command({ method, path, body }, options) {
  if (method === "DELETE") return api.delete(path, options);
  return method === "PUT" ? api.put(path, body, options) : api.post(path, body, options);
}

/** Somebody waits again, and nobody is at the window. @param {Counter | null} before @param {Counter} after */
function ringForArrival(before, after) {
  if (before?.waiting === 0 && after.waiting > 0 && !after.current && after.state === "open") playTone("arrival");
}
