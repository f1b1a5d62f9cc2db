/** Dialogs about somebody who waits: called later, and what the next officer should know. */

import { html, useState } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { NumberField } from "./number_dialogs.js";
import { readNumber } from "./verbs.js";

/** @typedef {import("./dialogs.js").Props} Props */

const MINUTES = [5, 10, 20, 30, 60];
const USUAL_MINUTES = 10;
const LONGEST_REMARK = 200;

/** @param {Props} props */
export function Defer({ day, counter, hall, onOpen }) {
  const choices = minutesWithin(hall.rules?.deferral_at_most_s ?? 7_200);
  const [typed, setTyped] = useState("");
  const [by, setBy] = useState(choices.includes(USUAL_MINUTES) ? USUAL_MINUTES : (choices[0] ?? 1));
  const number = readNumber(typed);
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!number) return;
    onOpen(null);
    day.handle("defer", number, { by_s: by * 60 });
  };
  return html`<form class="number-form" onSubmit=${submit}>
    <p class="muted">${t("dialog.defer.hint")}</p>
    <${NumberField} typed=${typed} onTyped=${setTyped} counter=${counter} />
    <fieldset class="in-a-row">
      <legend>${t("dialog.defer.by")}</legend>
      ${choices.map(
        (minutes) => html`<label key=${minutes}><input type="radio" name="by" value=${minutes} checked=${by === minutes} onChange=${() => setBy(minutes)} /> ${t("minutes", { count: minutes })}</label>`,
      )}
    </fieldset>
    <button class="button primary" disabled=${!number}>${t("dialog.defer.yes", { number: number ?? "", minutes: by })}</button>
  </form>`;
}

/** Those that the hall allows. @param {number} atMost_s */
export function minutesWithin(atMost_s) {
  return MINUTES.filter((minutes) => minutes * 60 <= atMost_s);
}

/** @param {Props} props */
export function Remark({ day, counter, onOpen }) {
  const known = [...(counter.current ? [counter.current] : []), ...counter.next, ...counter.held, ...counter.missed];
  const remarkOf = (/** @type {string | null} */ number) => known.find((ticket) => ticket.number === number)?.remark ?? "";
  const [typed, setTyped] = useState(counter.current?.number ?? "");
  const number = readNumber(typed);
  const [words, setWords] = useState(remarkOf(number));
  const typeNumber = (/** @type {string} */ text) => {
    setTyped(text);
    setWords(remarkOf(readNumber(text)));
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!number) return;
    onOpen(null);
    day.remark(number, words.trim());
  };
  return html`<form class="number-form" onSubmit=${submit}>
    <p class="muted">${t("dialog.remark.hint")}</p>
    <${NumberField} typed=${typed} onTyped=${typeNumber} counter=${counter} />
    <label>${t("ticket.remark")}
      <input name="remark" value=${words} maxlength=${LONGEST_REMARK} autocomplete="off" onInput=${(/** @type {any} */ event) => setWords(event.target.value)} />
    </label>
    <button class="button primary" disabled=${!number}>${t(words.trim() ? "dialog.remark.yes" : "dialog.remark.none", { number: number ?? "" })}</button>
  </form>`;
}
