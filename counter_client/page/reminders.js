/** Held tickets whose time has come: shown plainly until they are called, and rung softly once. */

import { html, useEffect } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { tabMemory } from "/static/shared/memory.js";
import { now } from "/static/shared/time.js";
import { Button, Icon, Num, useTick } from "/static/shared/ui.js";
import { keyOf } from "./hotkeys.js";
import { heldAbout } from "./line.js";
import { remind } from "./sound.js";

/** @typedef {import("/static/shared/types.js").Counter} Counter */
/** @typedef {import("/static/shared/types.js").Ticket} Ticket */

const PLACE = "lunhou.counter.reminded";

/**
 * Those of this counter, whoever sits here now; another counter's are its own to remember.
 *
 * @param {Pick<Counter, "number" | "held">} counter @param {number} at @returns {Ticket[]} the longest due first
 */
export function dueReminders({ number, held }, at) {
  const mine = held.filter((ticket) => ticket.counter === number && ticket.remind_at && Date.parse(ticket.remind_at) <= at);
  return mine.sort((a, b) => dueAt(a) - dueAt(b));
}

/**
 * Whether something is due that has not rung yet; it is remembered that it has.
 *
 * @param {Ticket[]} due @param {import("/static/shared/memory.js").Memory} memory
 */
export function isNews(due, memory) {
  const newest = Math.max(0, ...due.map(dueAt));
  if (newest <= Number(memory.getItem(PLACE) ?? 0)) return false;
  memory.setItem(PLACE, String(newest));
  return true;
}

/** @param {{counter: Counter, onAct: (act: string, number?: string) => void}} props */
export function Reminders({ counter, onAct }) {
  useTick(5_000);
  const due = dueReminders(counter, now());
  const newest = Math.max(0, ...due.map(dueAt));
  useEffect(() => {
    if (isNews(due, tabMemory())) remind();
  }, [newest]);
  if (due.length === 0) return null;
  return html`<section class="reminders" role="alert" aria-label=${t("remind")}>
    ${due.map(
      (ticket) => html`<p class="reminder" key=${ticket.number}>
        <${Icon} name="clock" />
        <span><${Num} tag="b">${ticket.number}<//> ${t("remind.due", { about: heldAbout(ticket) })}</span>
        <${Button} class="small" keys=${keyOf("list")} onPress=${() => onAct("list", ticket.number)}>${t("remind.call")}<//>
      </p>`,
    )}
  </section>`;
}

/** @param {Ticket} ticket */
function dueAt({ remind_at }) {
  return Date.parse(remind_at ?? "");
}
