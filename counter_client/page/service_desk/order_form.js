/** A number for somebody: service, class, reason, and where the paper comes out. Enter takes it. */

import { html, useRef, useState } from "/static/vendor/preact.js";
import { api, newKey } from "/static/shared/api.js";
import { errorText, language, pick, t } from "/static/shared/i18n.js";
import { spokenHere } from "/static/shared/languages.js";
import { browserMemory } from "/static/shared/memory.js";
import { Icon, Num } from "/static/shared/ui.js";
import { classesOf, isComplete, needsReason, orderBody, startOrder } from "./order.js";

/** @typedef {import("./order.js").Hall} Hall */
/** @typedef {import("./order.js").Order} Order */
/** @typedef {import("./follow_desk.js").Printer} Printer */

const PRINTER = "lunhou.desk.printer";

/** @param {{hall: Hall, printers: Printer[], onTaken: () => void, onShow: (number: string) => void}} props */
export function OrderForm({ hall, printers, onTaken, onShow }) {
  const fresh = () => startOrder(languageHere(hall), browserMemory().getItem(PRINTER) ?? "");
  const [order, setOrder] = useState(/** @type {Order} */ (fresh()));
  const [taken, setTaken] = useState(/** @type {import("./find.js").Ticket | null} */ (null));
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  // One key for one intention: a second press of the same is the same number.
  const key = useRef({ what: "", key: "" });
  const change = (/** @type {Partial<Order>} */ part) => setOrder((known) => ({ ...known, ...part }));
  const complete = isComplete(hall, order);

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    if (busy || !complete) return;
    const body = orderBody(hall, order);
    const what = JSON.stringify(body);
    if (key.current.what !== what) key.current = { what, key: newKey() };
    setBusy(true);
    setError("");
    try {
      setTaken(await api.post(`/halls/${hall.hall}/tickets`, body, { key: key.current.key }));
      browserMemory().setItem(PRINTER, order.printer);
      setOrder(fresh());
      key.current = { what: "", key: "" };
    } catch (refusal) {
      if (/** @type {any} */ (refusal).code !== "network") key.current = { what: "", key: "" };
      setError(errorText(/** @type {any} */ (refusal)));
    }
    setBusy(false);
    onTaken();
  }

  return html`<form class="card order" onSubmit=${submit} aria-label=${t("sd.new")}>
    <${ServiceChoice} hall=${hall} order=${order} change=${change} />
    <${ClassChoice} hall=${hall} order=${order} change=${change} />
    ${needsReason(hall, order) && html`<${ReasonChoice} hall=${hall} order=${order} change=${change} />`}
    <${Details} hall=${hall} order=${order} printers=${printers} change=${change} />
    <div class="order-end">
      <button class="button primary take" disabled=${!complete || busy} aria-busy=${busy}>${t("sd.take")}</button>
      <p class="taken" role="status">${taken && html`<button type="button" class="taken-number" onClick=${() => onShow(taken.number)}>${t("sd.taken")} <${Num} tag="b">${taken.number}<//></button>`}</p>
    </div>
    <p class="form-error" role="alert">${error}</p>
  </form>`;
}

/** The page's language where the hall speaks it, else the hall's own. @param {Hall} hall */
function languageHere(hall) {
  const codes = spokenHere(hall.languages).map(({ code }) => code);
  return codes.includes(language()) ? language() : (codes[0] ?? language());
}

/** @typedef {{hall: Hall, order: Order, change: (part: Partial<Order>) => void}} Part */

/** @param {Part} props */
function ServiceChoice({ hall, order, change }) {
  return html`<fieldset class="services">
    <legend>${t("sd.service")}</legend>
    ${hall.services.map(({ letter, name, icon, waiting }) => html`<label key=${letter} class="pick">
      <input type="radio" name="service" value=${letter} checked=${order.service === letter} onChange=${() => change({ service: letter })} />
      <${Icon} name=${icon} /><span><b class="num">${letter}</b> ${pick(name)}</span><small>${t("people", { count: waiting })}</small>
    </label>`)}
  </fieldset>`;
}

/** @param {Part} props */
function ClassChoice({ hall, order, change }) {
  return html`<fieldset class="classes">
    <legend>${t("sd.class")}</legend>
    ${classesOf(hall).map(({ code, name, who }) => html`<label key=${code} class=${`pick small ${who}`}>
      <input type="radio" name="class" value=${code} checked=${order.code === code} onChange=${() => change({ code, reason: "" })} />
      <span>${pick(name)}</span>
    </label>`)}
  </fieldset>`;
}

/** A listed reason, or the desk's own words where the hall takes them. @param {Part} props */
function ReasonChoice({ hall, order, change }) {
  if (hall.own_reasons === false) return html`<${ListedReason} hall=${hall} order=${order} change=${change} />`;
  return html`<label class="field">${t("sd.reason")}
    <input list="sd-reasons" value=${order.reason} maxlength="64" required autocomplete="off" placeholder=${t("sd.reason.hint")}
      onInput=${(/** @type {any} */ event) => change({ reason: event.target.value })} />
    <datalist id="sd-reasons">${(hall.reasons ?? []).map(({ code, name }) => html`<option key=${code} value=${pick(name)}></option>`)}</datalist>
  </label>`;
}

/** @param {Part} props */
function ListedReason({ hall, order, change }) {
  return html`<label class="field">${t("sd.reason")}
    <select value=${order.reason} required onChange=${(/** @type {any} */ event) => change({ reason: event.target.value })}>
      <option value=""></option>
      ${(hall.reasons ?? []).map(({ code, name }) => html`<option key=${code} value=${code} selected=${code === order.reason}>${pick(name)}</option>`)}
    </select>
  </label>`;
}

/** @param {Part & {printers: Printer[]}} props */
function Details({ hall, order, printers, change }) {
  const value = (/** @type {any} */ event) => event.target.value;
  return html`<div class="details">
    <label class="field party">${t("sd.party")}
      <input type="number" min="1" max="99" value=${order.party} onInput=${(/** @type {Event} */ event) => change({ party: Math.max(1, Number(value(event)) || 1) })} />
    </label>
    <label class="field">${t("sd.language")}
      <select value=${order.language} onChange=${(/** @type {Event} */ event) => change({ language: value(event) })}>
        ${spokenHere(hall.languages).map(({ code, name }) => html`<option key=${code} value=${code} selected=${code === order.language}>${name}</option>`)}
      </select>
    </label>
    <label class="field">${t("sd.printer")}
      <select value=${order.printer} onChange=${(/** @type {Event} */ event) => change({ printer: value(event) })}>
        <option value="" selected=${order.printer === ""}>${t("sd.printer.none")}</option>
        ${printers.map(({ id, name, printer }) => html`<option key=${id} value=${id} selected=${id === order.printer}>${printerName(name, printer)}</option>`)}
      </select>
    </label>
    <label class="field remark">${t("sd.remark")}
      <input value=${order.remark} maxlength="200" autocomplete="off" onInput=${(/** @type {Event} */ event) => change({ remark: value(event) })} />
    </label>
  </div>`;
}

/** A printer that has something to say says it. @param {string} name @param {string} state */
export function printerName(name, state) {
  return state === "ready" || state === "unknown" ? name : `${name}（${t(`printer.${state}`)}）`;
}
