/** What needs one more word: why, where to, which number. Each by keyboard: type to find, Enter to take. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Button, Dialog } from "/static/shared/ui.js";
import { Assist } from "./assist.js";
import { Colleague } from "./call_person.js";
import { Choices } from "./choices.js";
import { HOTKEYS } from "./hotkeys.js";
import { heldAbout } from "./line.js";
import { OpenCase } from "./open_case.js";
import { ChooseNumber, GrantUrgent } from "./number_dialogs.js";
import { Gone, HoldReasons, PauseReasons } from "./stretch_dialogs.js";
import { MissingPapers, awayAbout } from "./papers.js";
import { ChangeSteps } from "./route.js";
import { serviceName, whatOfCurrent } from "./ticket_card.js";
import { TransferTo } from "./transfer.js";
import { Defer, Remark } from "./waiting_dialogs.js";

/** @typedef {import("/static/shared/types.js").Ticket} Ticket */
/** @typedef {import("./day.js").Day} Day */
/** @typedef {{name: string, number?: string, small?: boolean} | null} Open which dialog, about which number; in the small window? */

/**
 * @typedef {Object} Props
 * @property {Open} open
 * @property {Day} day
 * @property {import("/static/shared/types.js").Counter} counter
 * @property {import("./app.js").OfficerHall} hall
 * @property {import("./app.js").Person} me
 * @property {(next: Open) => void} onOpen   another dialog, or none
 * @property {() => void} onSignOut
 * @property {(order: import("./help_caller.js").Order) => void} onAsk  call somebody to the window
 */

/** @type {Record<string, (props: Props) => any>} */
const DIALOGS = {
  pause: PauseReasons,
  hold: HoldReasons,
  papers: InHand(MissingPapers),
  steps: InHand(ChangeSteps),
  transfer: TransferTo,
  cancel: ConfirmCancel,
  list: HeldAndMissed,
  choose: ChooseNumber,
  grant: GrantUrgent,
  assist: Assist,
  colleague: Colleague,
  open_case: OpenCase,
  defer: Defer,
  remark: Remark,
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
function ConfirmCancel({ open, day, counter, onOpen }) {
  const number = open?.number;
  const isHere = [counter.current, ...counter.held, ...counter.missed, ...(counter.away ?? [])].some((ticket) => ticket?.number === number);
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
  const all = [...counter.held, ...counter.missed, ...(counter.away ?? [])];
  const ticket = all.find(({ number }) => number === open?.number);
  if (ticket) return html`<${BackAgain} ...${props} ticket=${ticket} />`;
  if (all.length === 0) return html`<p class="muted">${t("dialog.list.none")}</p>`;
  const choices = all.map((each) => ({
    keys: each.number,
    label: serviceName(hall, each.service),
    hint: [t(`state.${each.state}`), aboutAside(each)].filter(Boolean).join(" · "),
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
  const back = { label: t("dialog.list.back"), hint: t("dialog.list.back.hint"), onPick: act(() => day.handle("come_back", number)) };
  const possible = state === "away" ? [back, cancel] : state === "missed" ? [call, restore, cancel] : [call, cancel];
  return html`${state === "away" && html`<p class="desc">${awayAbout(ticket)}</p>`}<${Choices} choices=${possible.map((choice, index) => ({ ...choice, keys: String(index + 1) }))} />`;
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
    <div><dt><kbd>E</kbd></dt><dd>${t("help.emergency")}</dd></div>
  </dl><p class="muted">${t("help.hint")}</p>`;
}

/** A dialog about the person for whom it was opened, as long as that one is in hand. @param {(props: Props) => any} Content */
function InHand(Content) {
  return (/** @type {Props} */ props) => props.counter.current?.number === props.open?.number ? html`<${Content} ...${props} />` : html`<${Gone} />`;
}

/** @param {Ticket} ticket */
function aboutAside(ticket) {
  if (ticket.state === "held") return heldAbout(ticket);
  return ticket.state === "away" ? awayAbout(ticket) : "";
}

