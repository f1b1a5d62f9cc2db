/** A case about the person in hand, about another number, or about nobody's: what could not be done, a complaint, a suggestion. */

import { html } from "/static/vendor/preact.js";
import { OpenForm } from "/static/cases/open_form.js";

/** @param {import("./dialogs.js").Props} props */
export function OpenCase({ open, counter, hall }) {
  return html`<${OpenForm} hall=${hall.hall} number=${open?.number ?? counter.current?.number ?? ""} />`;
}
