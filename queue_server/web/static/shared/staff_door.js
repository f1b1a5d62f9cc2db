/** From the door to a page of the staff: who is it, and may they. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { arrive, Away, Loading, signOut } from "/static/shared/door.js";
import { pick, t } from "/static/shared/i18n.js";
import { SignIn } from "/static/shared/sign_in.js";
import { Notice, useLanguage } from "/static/shared/ui.js";

/** @typedef {import("/static/shared/door.js").Person} Person */
/** @typedef {import("/static/shared/page.js").Page} Page */
/** @typedef {{name: "loading" | "away" | "sign_in" | "stranger" | "in", hall?: any, me?: Person}} Stage */

const MAY = new Set(["desk", "officer", "manager"]);

/** @param {{page: Page, title: () => string, stranger: () => string, view: any}} props `view` gets hall, me, page and onSignOut */
export function StaffDoor({ page, title, stranger, view: View }) {
  const [stage, setStage] = useState(/** @type {Stage} */ ({ name: "loading" }));
  useLanguage();
  const enter = () => arrive(page, inOrNot).then(setStage);
  useEffect(() => void enter(), []);

  const { name, hall, me } = stage;
  if (name === "away") return html`<${Away} onRetry=${enter} />`;
  if (name === "loading" || !hall) return html`<${Loading} />`;
  if (name === "sign_in" || !me) return html`<${SignIn} place=${pick(hall.name)} title=${title()} onSignedIn=${enter} />`;
  if (name === "stranger") return html`<main class="alone"><${Notice} icon="key" title=${t("error.forbidden")} hint=${stranger()} /></main>`;
  const leave = () => signOut(page).then(() => setStage({ name: "sign_in", hall }));
  return html`<${View} hall=${hall} me=${me} page=${page} onSignOut=${leave} />`;
}

/** @param {any} _hall @param {Person} me @returns {Pick<Stage, "name">} */
function inOrNot(_hall, me) {
  return { name: me.roles.some((role) => MAY.has(role)) ? "in" : "stranger" };
}
