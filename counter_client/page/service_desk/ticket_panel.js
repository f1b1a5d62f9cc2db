/** One number, and what the desk does with it. */

import { html, useState } from "/static/vendor/preact.js";
import { api, newKey } from "/static/shared/api.js";
import { errorText, pick, t } from "/static/shared/i18n.js";
import { Button, Dialog } from "/static/shared/ui.js";
import { Choices } from "../choices.js";
import { classesOf } from "./order.js";
import { printerName } from "./order_form.js";
import { actsFor } from "./find.js";
import { OpenForm } from "/static/cases/open_form.js";

/** @typedef {import("./find.js").Ticket} Ticket */
/** @typedef {import("./order.js").Hall} Hall */
/** @typedef {(path: string, body: Record<string, unknown>) => void} Send */
/** @typedef {{hall: Hall, ticket: Ticket, printers: import("./follow_desk.js").Printer[], send: Send}} Part */

/** Done with one press, without another question. */
const AT_ONCE = new Set(["restore", "come_back", "check_in"]);
/** @type {Record<string, string>} */
const RESOURCES = { cancel: "cancellations", restore: "restorations", come_back: "comebacks", check_in: "check-ins" };
/** @type {Record<string, (props: Part) => any>} */
const STEPS = { reprint: WhichPrinter, move: WhereTo, grant: WhichClass, open_case: OpenCase, cancel: Sure };

/** @param {{hall: Hall, ticket: Ticket | null, printers: Part["printers"], onDone: () => void, onClose: () => void}} props */
export function TicketPanel({ hall, ticket, printers, onDone, onClose }) {
  const [step, setStep] = useState(/** @type {string | null} */ (null));
  const [error, setError] = useState("");
  const [done, setDone] = useState("");
  if (!ticket) return html`<${Dialog} open=${false} title="" onClose=${onClose} />`;

  /** @type {Send} */
  const send = async (path, body) => {
    setError("");
    try {
      await api.post(`/halls/${hall.hall}/tickets/${ticket.number}/${path}`, body, { key: newKey() });
      setDone(t("sd.done"));
      setStep(null);
    } catch (refusal) {
      setError(errorText(/** @type {any} */ (refusal)));
    }
    onDone();
  };
  const act = (/** @type {string} */ name) => () => {
    setDone("");
    if (AT_ONCE.has(name)) return send(RESOURCES[name] ?? name, {});
    return setStep(name);
  };
  const Step = step ? STEPS[step] : undefined;
  const acts = [...actsFor(ticket), "open_case"].map((name, place) => ({ keys: String(place + 1), label: t(`sd.act.${name}`), danger: name === "cancel", onPick: act(name) }));
  return html`<${Dialog} open=${true} title=${`${ticket.number} · ${t(`state.${ticket.state}`)}`} onClose=${onClose}>
    <p class="form-error" role="alert">${error}</p>
    <p class="done" role="status">${done}</p>
    ${Step ? html`<${Step} key=${step} hall=${hall} ticket=${ticket} printers=${printers} send=${send} />` : html`<${Choices} key="acts" choices=${acts} />`}
    <p class="dialog-foot">
      ${step && html`<${Button} kind="quiet" icon="back" onPress=${() => setStep(null)}>${t("back")}<//>`}
      <${Button} kind="quiet" keys="Esc" onPress=${onClose}>${t("close")}<//>
    </p>
  <//>`;
}

/** @param {Part} props */
function WhichPrinter({ printers, send }) {
  const first = { keys: "0", label: t("sd.reprint.same"), onPick: () => send("reprints", {}) };
  const others = printers.map(({ id, name, printer }, place) => ({
    keys: String(place + 1),
    label: printerName(name, printer),
    onPick: () => send("reprints", { printer: id }),
  }));
  return html`<${Choices} choices=${[first, ...others]} />`;
}

/** @param {Part} props */
function WhereTo({ hall, ticket, send }) {
  const services = hall.services
    .filter(({ letter }) => letter !== ticket.service)
    .map(({ letter, name }) => ({ keys: letter, label: pick(name), onPick: () => send("moves", { service: letter }) }));
  const counters = hall.counters
    .filter(({ services: takes }) => takes?.includes(ticket.service) ?? true)
    .map(({ number, name }) => ({ keys: String(number), label: `${t("counter.name", { number })} ${pick(name)}`, onPick: () => send("moves", { counter: number }) }));
  return html`<p class="muted">${t("sd.move.hint")}</p><${Choices} choices=${[...services, ...counters]} class="columns" />`;
}

/** @param {Part} props */
function WhichClass({ hall, ticket, send }) {
  const [code, setCode] = useState("");
  const [reason, setReason] = useState("");
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (code && reason.trim()) send("grants", { class: code, reason: reason.trim() });
  };
  return html`<form class="number-form" onSubmit=${submit}>
    <fieldset>
      <legend>${t("sd.class")}</legend>
      ${classesOf(hall)
        .filter((each) => each.code !== ticket.class)
        .map((each) => html`<label key=${each.code}><input type="radio" name="grant" checked=${code === each.code} onChange=${() => setCode(each.code)} /> ${pick(each.name)}</label>`)}
    </fieldset>
    <label>${t("sd.reason")}
      <input list="sd-grant" value=${reason} maxlength="64" autocomplete="off" onInput=${(/** @type {any} */ event) => setReason(event.target.value)} />
      <datalist id="sd-grant">${(hall.reasons ?? []).map(({ code: each, name }) => html`<option key=${each} value=${pick(name)}></option>`)}</datalist>
    </label>
    <button class="button primary" disabled=${!code || !reason.trim()}>${t("sd.act.grant")}</button>
  </form>`;
}

/** @param {Part} props */
function OpenCase({ hall, ticket }) {
  return html`<${OpenForm} hall=${hall.hall} number=${ticket.number} />`;
}

/** @param {Part} props */
function Sure({ ticket, send }) {
  const choices = [{ keys: "1", label: t("sd.cancel.yes", { number: ticket.number }), danger: true, onPick: () => send("cancellations", { reason: "desk" }) }];
  return html`<p class="muted">${t("sd.cancel.hint")}</p><${Choices} choices=${choices} />`;
}
