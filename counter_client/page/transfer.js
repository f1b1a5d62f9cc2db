/** Where the person in hand goes on to: back, a service, a counter, an officer wherever that one sits. */

import { html } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { Choices, under } from "./choices.js";
import { useCounters } from "./counters_now.js";

/** @typedef {import("./dialogs.js").Props} Props */
/** @typedef {import("./choices.js").Choice} Choice */
/** @typedef {import("/static/shared/types.js").BoardCounter} BoardCounter */

/** @param {Props} props */
export function TransferTo({ open, day, counter, hall, onOpen }) {
  const { current } = counter;
  const now = useCounters(hall.hall);
  if (!current || current.number !== open?.number) return html`<p>${t("dialog.gone")}</p>`;
  const choices = destinations(counter, hall, now, (where) => {
    onOpen(null);
    day.handle("transfer", current.number, where);
  });
  return html`<p class="muted">${t("dialog.transfer.hint")}</p><${Choices} choices=${choices} class="columns" />`;
}

/**
 * @param {import("/static/shared/types.js").Counter} counter @param {import("./app.js").OfficerHall} hall
 * @param {Map<number, BoardCounter> | null} now who sits where; null until known
 * @param {(where: Record<string, unknown>) => void} onSend
 * @returns {Choice[]}
 */
export function destinations(counter, hall, now, onSend) {
  const { current } = counter;
  const at = (/** @type {number} */ number) => now?.get(number);
  const others = hall.counters.filter(({ number }) => number !== counter.number);
  const sender = others.find(({ number }) => number === current?.sent_by);
  const back = sender
    ? [{ keys: "0", label: placeOf(sender.number), hint: stateOf(at(sender.number)), onPick: () => onSend({ back: true }) }]
    : [];
  const services = hall.services
    .filter(({ letter }) => letter !== current?.service)
    .map(({ letter, name }) => ({ keys: letter, label: pick(name), onPick: () => onSend({ service: letter }) }));
  const counters = others.map(({ number, name }) => ({
    keys: String(number),
    label: pick(name),
    hint: stateOf(at(number)),
    onPick: () => onSend({ counter: number }),
  }));
  const officers = others.flatMap(({ number }) => officerAt(number, at(number), onSend));
  return [
    ...under(t("dialog.transfer.back"), back),
    ...under(t("dialog.transfer.service"), services),
    ...under(t("dialog.transfer.officer"), officers),
    ...under(t("dialog.transfer.counter"), counters),
  ];
}

/** @param {number} number @param {BoardCounter | undefined} counter @param {(where: Record<string, unknown>) => void} onSend @returns {Choice[]} */
function officerAt(number, counter, onSend) {
  const badge = counter?.officer?.badge;
  if (!badge) return [];
  const label = counter.officer?.name ?? t("badge", { badge });
  return [{ keys: badge, label, hint: placeOf(number, counter), onPick: () => onSend({ officer: badge }) }];
}

/** "3 号窗口 · 暂停". @param {number} number @param {BoardCounter} [counter] */
function placeOf(number, counter) {
  return [t("counter.name", { number }), stateOf(counter)].filter(Boolean).join(" · ");
}

/** What is unusual about a counter. @param {BoardCounter | undefined} counter */
function stateOf(counter) {
  return !counter || counter.state === "open" ? "" : t(`counter.${counter.state}`);
}
