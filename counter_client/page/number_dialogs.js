/** Dialogs that begin with a number: a chosen call, and the green channel. */

import { html, useState } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { Num } from "/static/shared/ui.js";
import { whatOfCurrent } from "./ticket_card.js";
import { readNumber } from "./verbs.js";

/** @typedef {import("./dialogs.js").Props} Props */

/** @param {Props} props */
export function ChooseNumber({ day, counter, hall, onOpen }) {
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const number = readNumber(typed);
  const isReady = Boolean(number) && (!hall.rules?.choose_reason || reason.trim() !== "");
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!number || !isReady) return;
    onOpen(null);
    day.choose(number, reason.trim());
  };
  return html`<form class="number-form" onSubmit=${submit}>
    <${NumberField} typed=${typed} onTyped=${setTyped} counter=${counter} />
    ${hall.rules?.choose_reason &&
    html`<label>${t("dialog.choose.reason")}
      <input name="reason" value=${reason} maxlength="64" autocomplete="off" onInput=${(/** @type {any} */ event) => setReason(event.target.value)} />
    </label>`}
    <p class="muted">${whatOfCurrent(counter, hall)}</p>
    <button class="button primary" disabled=${!isReady}>${number ? t("label.choose", { number }) : t("verb.choose")}</button>
  </form>`;
}

/** @param {Props} props */
export function GrantUrgent({ day, counter, hall, me, onOpen }) {
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const number = readNumber(typed);
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!number || !reason) return;
    onOpen(null);
    day.handle("grant", number, { class: "urgent", reason });
  };
  if (hall.officers_grant === false && me.roles.every((role) => role === "officer")) return html`<p>${t("dialog.grant.not_yours")}</p>`;
  return html`<form class="number-form" onSubmit=${submit}>
    <p class="muted">${t("dialog.grant.hint")}</p>
    <${NumberField} typed=${typed} onTyped=${setTyped} counter=${counter} />
    <fieldset>
      <legend>${t("dialog.grant.reason")}</legend>
      ${(hall.reasons ?? []).map(
        ({ code, name }) => html`<label key=${code}><input type="radio" name="reason" value=${code} checked=${reason === code} onChange=${() => setReason(code)} /> ${pick(name)}</label>`,
      )}
    </fieldset>
    <button class="button primary" disabled=${!number || !reason}>${t("dialog.grant.yes", { number: number ?? "" })}</button>
  </form>`;
}

/** A number as it is on paper; those next in line may be pressed instead. @param {{typed: string, onTyped: (typed: string) => void, counter: Props["counter"]}} props */
export function NumberField({ typed, onTyped, counter }) {
  return html`<label>${t("number.label")}
      <input class="num" name="number" value=${typed} autocomplete="off" autocapitalize="characters" spellcheck=${false} placeholder="A001" autofocus
        onInput=${(/** @type {any} */ event) => onTyped(event.target.value)} />
    </label>
    <p class="number-chips">
      ${counter.next.map(({ number }) => html`<button type="button" key=${number} class="button small" onClick=${() => onTyped(number)}><${Num} tag="b">${number}<//></button>`)}
    </p>`;
}
