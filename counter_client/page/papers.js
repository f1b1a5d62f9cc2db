/** Papers that are missing: what one is sent for, who is away, and who is back. */

import { html, useState } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { minutes, secondsSince } from "/static/shared/time.js";

/** @typedef {import("/static/shared/types.js").Ticket} Ticket */
/** @typedef {import("./app.js").OfficerHall} OfficerHall */

/** In the order of the list; what is typed to mark one is its place, 0 for the tenth. */
export const MISSING = ["identity_card", "household_register", "photo", "old_document", "form", "copy", "signature", "proof", "payment", "other"];

/** What is missing is marked by a digit or the mouse; Enter sends. @param {import("./dialogs.js").Props} props */
export function MissingPapers({ day, counter, onOpen }) {
  const [marked, setMarked] = useState(/** @type {string[]} */ ([]));
  const ticket = counter.current;
  if (!ticket) return null;
  const toggle = (/** @type {string} */ code) => setMarked(marked.includes(code) ? marked.filter((each) => each !== code) : [...marked, code]);
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    onOpen(null);
    day.handle("papers", ticket.number, { missing: MISSING.filter((code) => marked.includes(code)) });
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const code = /^\d$/.test(event.key) ? MISSING[(Number(event.key) + 9) % 10] : undefined;
    if (code) toggle(code);
  };
  return html`<form class="number-form missing" onSubmit=${submit} onKeyDown=${onKey}>
    <p class="muted">${t("dialog.papers.hint")}</p>
    <fieldset><legend>${t("dialog.papers.missing")}</legend>
      ${MISSING.map(
        (code, place) => html`<label key=${code}><input type="checkbox" checked=${marked.includes(code)} onChange=${() => toggle(code)} />
          <kbd>${(place + 1) % 10}</kbd> ${t(`missing.${code}`)}</label>`,
      )}
    </fieldset>
    <button class="button primary" autofocus>${t("dialog.papers.yes", { number: ticket.number })}</button>
  </form>`;
}

/** "照片、复印件 · 62 分钟 · K7MX 3P2A". @param {Ticket} ticket */
export function awayAbout(ticket) {
  return [missingWords(ticket), awaySince(ticket), ticket.papers && spaced(ticket.papers.code)].filter(Boolean).join(" · ");
}

/** Only how long, where there is little room. @param {Ticket} ticket */
export function awaySince({ since }) {
  return since ? minutes(secondsSince(since)) : "";
}

/** Away for longer than the hall is content with. @param {Ticket} ticket @param {OfficerHall} hall */
export function isLongAway({ state, since }, hall) {
  return state === "away" && Boolean(since) && secondsSince(since ?? "") >= (hall.papers_remind_s ?? Infinity);
}

/** What one tells a person who is sent for papers. @param {Ticket} ticket */
export function sentForPapers(ticket) {
  return t("said.papers", { number: ticket.number, code: spaced(ticket.papers?.code ?? "") });
}

/** @param {Ticket} ticket */
function missingWords({ papers }) {
  return (papers?.missing ?? []).map((code) => t(`missing.${code}`)).join(t("missing.and"));
}

/** In two halves, as one reads it out. @param {string} code */
function spaced(code) {
  return code.replace(/(.{4})(?=.)/g, "$1 ");
}
