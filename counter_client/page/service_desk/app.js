/** From the door to the desk. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { StaffDoor } from "/static/shared/staff_door.js";
import { DeskView } from "./desk_view.js";

/** @typedef {import("../app.js").OfficerHall} Hall */
/** @typedef {import("/static/shared/door.js").Person} Person */

/** @param {{page: import("/static/shared/page.js").Page}} props */
export function App({ page }) {
  return html`<${StaffDoor} page=${page} title=${() => t("sd.title")} stranger=${() => t("sd.stranger")} view=${DeskView} />`;
}
