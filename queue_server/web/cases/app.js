/** From the door to the cases. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { StaffDoor } from "/static/shared/staff_door.js";
import { CasesView } from "./cases_view.js";

/** @typedef {import("/static/shared/types.js").Hall} Hall */
/** @typedef {import("/static/shared/door.js").Person} Person */

/** @param {{page: import("/static/shared/page.js").Page}} props */
export function App({ page }) {
  return html`<${StaffDoor} page=${page} title=${() => t("case.title")} stranger=${() => t("case.stranger")} view=${CasesView} />`;
}
