/** From the door to the hall: who is it, may they, and which of the views. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { arrive, Away, Loading, signOut } from "/static/shared/door.js";
import { pick, t } from "/static/shared/i18n.js";
import { forgetToken } from "/static/shared/page.js";
import { SignIn } from "/static/shared/sign_in.js";
import { Button, Notice, useLanguage } from "/static/shared/ui.js";
import { Office } from "./office.js";

/** @typedef {import("/static/shared/types.js").Hall} Hall */
/** @typedef {import("/static/shared/door.js").Person} Person */

/**
 * @typedef {Object} Stage
 * @property {"loading" | "away" | "sign_in" | "forbidden" | "office"} name
 * @property {Hall} [hall]
 * @property {Person} [me]
 * @property {string} [notice] why one is at the door again
 */

/** @param {{page: import("/static/shared/page.js").Page}} props */
export function App({ page }) {
  const [stage, setStage] = useState(/** @type {Stage} */ ({ name: "loading" }));
  useLanguage();
  const enter = () => arrive(page, () => officeOrNot(page)).then(setStage);
  useEffect(() => void enter(), []);

  const { name, hall, me, notice } = stage;
  if (name === "away") return html`<${Away} onRetry=${enter} />`;
  if (name === "loading" || !hall) return html`<${Loading} />`;
  const leave = () => signOut(page).then(() => setStage({ name: "sign_in", hall }));
  if (name === "forbidden") return html`<${Forbidden} hall=${hall} onSignOut=${leave} />`;
  if (name === "sign_in" || !me) {
    return html`<${SignIn} place=${pick(hall.name)} title=${t("title")} notice=${notice} onSignedIn=${enter} />`;
  }
  const refused = (/** @type {string} */ code) => setStage(turnedAway(code, page, hall));
  return html`<${Office} hall=${hall} me=${me} onSignOut=${leave} onRefused=${refused} />`;
}

/** @param {{hall: Hall, onSignOut: () => void}} props */
function Forbidden({ hall, onSignOut }) {
  return html`<main class="alone">
    <${Notice} icon="key" title=${t("forbidden.title")} hint=${t("forbidden.hint", { hall: pick(hall.name) })}>
      <${Button} kind="primary" icon="leave" onPress=${onSignOut}>${t("forbidden.other")}<//>
    <//>
  </main>`;
}

/** A first question that only a manager may ask decides. @param {import("/static/shared/page.js").Page} page @returns {Promise<Pick<Stage, "name">>} */
async function officeOrNot(page) {
  try {
    await api.get(`/halls/${page.hall}/devices`);
    return { name: "office" };
  } catch (error) {
    if (/** @type {any} */ (error).code !== "forbidden") throw error;
    return { name: "forbidden" };
  }
}

/** @param {string} code @param {import("/static/shared/page.js").Page} page @param {Hall} hall @returns {Stage} */
function turnedAway(code, page, hall) {
  if (code === "forbidden") return { name: "forbidden", hall };
  forgetToken(page);
  return { name: "sign_in", hall, notice: t("sign_in.again") };
}
