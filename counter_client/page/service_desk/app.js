/** From the door to the desk. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { Away, Loading, signOut, whoAmI } from "/static/shared/door.js";
import { pick, t } from "/static/shared/i18n.js";
import { SignIn } from "/static/shared/sign_in.js";
import { setHallClock } from "/static/shared/time.js";
import { Notice, useLanguage } from "/static/shared/ui.js";
import { DeskView } from "./desk_view.js";

/** @typedef {import("../app.js").OfficerHall} Hall */
/** @typedef {import("/static/shared/door.js").Person} Person */
/** @typedef {{name: "loading" | "away" | "sign_in" | "stranger" | "desk", hall?: Hall, me?: Person}} Stage */

const MAY = new Set(["desk", "officer", "manager"]);

/** @param {{page: import("/static/shared/page.js").Page}} props */
export function App({ page }) {
  const [stage, setStage] = useState(/** @type {Stage} */ ({ name: "loading" }));
  useLanguage();
  const enter = () => arrive(page).then(setStage);
  useEffect(() => void enter(), []);

  const { name, hall, me } = stage;
  if (name === "away") return html`<${Away} onRetry=${enter} />`;
  if (name === "loading" || !hall) return html`<${Loading} />`;
  if (name === "sign_in" || !me) return html`<${SignIn} place=${pick(hall.name)} title=${t("sd.title")} onSignedIn=${enter} />`;
  if (name === "stranger") return html`<main class="alone"><${Notice} icon="key" title=${t("error.forbidden")} hint=${t("sd.stranger")} /></main>`;
  const leave = () => signOut(page).then(() => setStage({ name: "sign_in", hall }));
  return html`<${DeskView} hall=${hall} me=${me} page=${page} onSignOut=${leave} />`;
}

/** @param {import("/static/shared/page.js").Page} page @returns {Promise<Stage>} */
async function arrive(page) {
  try {
    const hall = await api.get(`/halls/${page.hall}`);
    setHallClock(hall);
    const me = await whoAmI(page);
    if (!me) return { name: "sign_in", hall };
    return { name: me.roles.some((role) => MAY.has(role)) ? "desk" : "stranger", hall, me };
  } catch {
    return { name: "away" };
  }
}
