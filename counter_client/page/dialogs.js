/** What needs one more word: why, where to, which number. Each by keyboard: type to find, Enter to take. */

import { html } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { Button, Dialog } from "/static/shared/ui.js";
import { Assist } from "./assist.js";
import { Choices, under } from "./choices.js";
import { useCounters } from "./counters_now.js";
import { HOTKEYS } from "./hotkeys.js";
import { heldAbout } from "./line.js";
import { ChooseNumber, GrantUrgent } from "./number_dialogs.js";
import { serviceName, whatOfCurrent } from "./ticket_card.js";

/** @typedef {import("/static/shared/types.js").Ticket} Ticket */
/** @typedef {import("./day.js").Day} Day */
/** @typedef {{name: string, number?: string} | null} Open which dialog, about which number */

/**
 * @typedef {Object} Props
 * @property {Open} open
 * @property {Day} day
 * @property {import("/static/shared/types.js").Counter} counter
 * @property {import("./app.js").OfficerHall} hall
 * @property {(next: Open) => void} onOpen   another dialog, or none
 * @property {() => void} onSignOut
 */

const PAUSES = ["meal", "rest", "meeting", "training", "materials", "away", "system", "other"];
const HOLDS = ["photo", "payment", "form", "papers", "other"];

/** @type {Record<string, (props: Props) => any>} */
const DIALOGS = {
  pause: PauseReasons,
  hold: HoldReasons,
  transfer: TransferTo,
  cancel: ConfirmCancel,
  list: HeldAndMissed,
  choose: ChooseNumber,
  grant: GrantUrgent,
  assist: Assist,
  leave: Leave,
  help: Help,
};

/** @param {Props} props */
export function Dialogs(props) {
  const { open, onOpen } = props;
  const Content = open ? DIALOGS[open.name] : undefined;
  return html`<${Dialog} open=${Boolean(Content)} title=${open ? dialogTitle(open, props) : ""} onClose=${() => onOpen(null)}>
    ${Content && html`<${Content} key=${`${open?.name}.${open?.number}`} ...${props} />`}
    <p class="dialog-foot"><${Button} kind="quiet" keys="Esc" onPress=${() => onOpen(null)}>${t("back")}<//></p>
  <//>`;
}

/** @param {NonNullable<Open>} open @param {Props} props */
function dialogTitle({ name, number }, { counter }) {
  return t(`dialog.${name}`, { current: number ?? "", number: counter.number });
}

/** @param {Props} props */
function PauseReasons({ day, counter, onOpen }) {
  const choices = numbered(PAUSES, "pause", (reason) => {
    onOpen(null);
    day.setStatus("paused", reason);
  });
  return html`${counter.current && html`<p class="muted">${t("dialog.pause.hint", { current: counter.current.number })}</p>`}
    <${Choices} choices=${choices} class="columns" />`;
}

/** @param {Props} props */
function HoldReasons({ open, day, counter, onOpen }) {
  const { current } = counter;
  if (!current || current.number !== open?.number) return html`<${Gone} />`;
  const choices = numbered(HOLDS, "hold", (reason) => {
    onOpen(null);
    day.handle("hold", current.number, { reason });
  });
  return html`<p class="muted">${t("dialog.hold.hint")}</p><${Choices} choices=${choices} class="columns" />`;
}

/** @param {Props} props */
function TransferTo({ open, day, counter, hall, onOpen }) {
  const { current } = counter;
  const now = useCounters(hall.hall);
  if (!current || current.number !== open?.number) return html`<${Gone} />`;
  const send = (/** @type {Record<string, unknown>} */ where) => () => {
    onOpen(null);
    day.handle("transfer", current.number, where);
  };
  const services = hall.services
    .filter(({ letter }) => letter !== current.service)
    .map(({ letter, name }) => ({ keys: letter, label: pick(name), onPick: send({ service: letter }) }));
  const counters = hall.counters
    .filter(({ number }) => number !== counter.number)
    .map(({ number, name }) => {
      const state = now?.get(number)?.state ?? "open";
      const hint = state === "open" ? "" : t(`counter.${state}`);
      return { keys: String(number), label: pick(name), hint, onPick: send({ counter: number }) };
    });
  const choices = [...under(t("dialog.transfer.service"), services), ...under(t("dialog.transfer.counter"), counters)];
  return html`<p class="muted">${t("dialog.transfer.hint")}</p><${Choices} choices=${choices} class="columns" />`;
}

/** @param {Props} props */
function ConfirmCancel({ open, day, counter, onOpen }) {
  const number = open?.number;
  const isHere = [counter.current, ...counter.held, ...counter.missed].some((ticket) => ticket?.number === number);
  if (!number || !isHere) return html`<${Gone} />`;
  const choices = [
    {
      keys: "1",
      label: t("dialog.cancel.yes", { number }),
      danger: true,
      onPick: () => {
        onOpen(null);
        day.handle("cancel", number);
      },
    },
  ];
  return html`<p class="muted">${t("dialog.cancel.hint")}</p><${Choices} choices=${choices} />`;
}

/** @param {Props} props */
function HeldAndMissed(props) {
  const { open, counter, hall, onOpen } = props;
  const all = [...counter.held, ...counter.missed];
  const ticket = all.find(({ number }) => number === open?.number);
  if (ticket) return html`<${BackAgain} ...${props} ticket=${ticket} />`;
  if (all.length === 0) return html`<p class="muted">${t("dialog.list.none")}</p>`;
  const choices = all.map((each) => ({
    keys: each.number,
    label: serviceName(hall, each.service),
    hint: [t(`state.${each.state}`), each.state === "held" ? heldAbout(each) : ""].filter(Boolean).join(" · "),
    onPick: () => onOpen({ name: "list", number: each.number }),
  }));
  return html`<${Choices} choices=${choices} />`;
}

/** @param {Props & {ticket: Ticket}} props */
function BackAgain({ day, counter, hall, ticket, onOpen }) {
  const { number, state } = ticket;
  const act = (/** @type {() => void} */ what) => () => {
    onOpen(null);
    what();
  };
  const call = { label: t("dialog.list.call"), hint: whatOfCurrent(counter, hall), onPick: act(() => day.choose(number)) };
  const restore = { label: t("dialog.list.restore"), hint: t("dialog.list.restore.hint"), onPick: act(() => day.handle("restore", number)) };
  const cancel = { label: t("dialog.cancel.yes", { number }), hint: "", danger: true, onPick: () => onOpen({ name: "cancel", number }) };
  const possible = state === "missed" ? [call, restore, cancel] : [call, cancel];
  return html`<${Choices} choices=${possible.map((choice, index) => ({ ...choice, keys: String(index + 1) }))} />`;
}

/** @param {Props} props */
function Leave({ day, counter, onOpen, onSignOut }) {
  if (counter.current) return html`<p>${t("dialog.leave.in_hand", { current: counter.current.number })}</p>`;
  const leave = (/** @type {() => void} */ then) => async () => {
    onOpen(null);
    if (await day.leave()) then();
  };
  return html`<${Choices} choices=${[
    { keys: "1", label: t("dialog.leave.counter"), hint: t("dialog.leave.counter.hint"), onPick: leave(() => {}) },
    { keys: "2", label: t("dialog.leave.house"), hint: t("dialog.leave.house.hint"), onPick: leave(onSignOut) },
  ]} />`;
}

function Help() {
  return html`<dl class="keys">
    ${HOTKEYS.map(({ key, act }) => html`<div key=${key}><dt><kbd>${key === "Space" ? t("key.space") : key}</kbd></dt><dd>${t(`help.${act}`)}</dd></div>`)}
  </dl><p class="muted">${t("help.hint")}</p>`;
}

/** The person in hand left while the dialog was open. */
function Gone() {
  return html`<p>${t("dialog.gone")}</p>`;
}

/** @param {string[]} codes @param {string} prefix @param {(code: string) => void} onPick */
function numbered(codes, prefix, onPick) {
  return codes.map((code, index) => ({ keys: String(index + 1), label: t(`${prefix}.${code}`), onPick: () => onPick(code) }));
}
