/** Whom an officer can call to the window: the duty leader, a colleague on duty, and in an emergency everybody. */

import { html } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { Skeleton } from "/static/shared/ui.js";
import { Choices, under } from "./choices.js";
import { useCounters } from "./counters_now.js";

/** @typedef {import("./choices.js").Choice} Choice */
/** @typedef {import("./help_caller.js").Order} Order */

/** The beginning of the list of help. @param {(order: Order) => void} onAsk @param {() => void} onColleague @returns {Choice[]} */
export function personChoices(onAsk, onColleague) {
  return under(t("dialog.assist.person"), [
    { keys: "1", label: t("assist.pick.duty_leader"), hint: t("assist.pick.quietly"), onPick: () => onAsk({ whom: "duty_leader" }) },
    { keys: "2", label: t("assist.pick.duty_leader"), hint: t("assist.pick.said"), onPick: () => onAsk({ whom: "duty_leader", say: true }) },
    { keys: "3", label: t("assist.pick.colleague"), onPick: onColleague },
    { keys: "4", label: t("assist.pick.emergency"), hint: t("assist.pick.emergency.hint"), danger: true, onPick: () => onAsk({ whom: "emergency" }) },
  ]);
}

/** Any colleague, or one who sits at a counter now. @param {import("./dialogs.js").Props} props */
export function Colleague({ counter, hall, onOpen, onAsk }) {
  const board = useCounters(hall.hall);
  if (!board) return html`<${Skeleton} lines=${4} label=${t("loading")} />`;
  const ask = (/** @type {Order} */ order) => () => {
    onOpen(null);
    onAsk(order);
  };
  const sitting = [...board.values()].filter(({ number, officer }) => number !== counter.number && officer?.badge);
  const choices = sitting.map(({ number, officer, state }) => ({
    keys: String(number),
    label: `${t("counter.name", { number })} ${officer?.name ?? officer?.badge ?? ""}`,
    hint: state === "open" ? pick(hall.counters.find((each) => each.number === number)?.name) : t(`counter.${state}`),
    onPick: ask({ whom: "colleague", officer: officer?.badge ?? "" }),
  }));
  const anybody = { keys: "0", label: t("assist.pick.anybody"), hint: t("assist.pick.anybody.hint"), onPick: ask({ whom: "colleague" }) };
  return html`<${Choices} choices=${[anybody, ...choices]} class="columns" />`;
}
