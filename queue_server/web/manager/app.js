/** From the door to the hall: who is it, may they, and which of the three views. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { onLanguage, pick, t } from "/static/shared/i18n.js";
import { forgetToken } from "/static/shared/page.js";
import { SignIn } from "/static/shared/sign_in.js";
import { setHallClock } from "/static/shared/time.js";
import { Button, Notice, Skeleton } from "/static/shared/ui.js";
import { Office } from "./office.js";

/** @typedef {import("/static/shared/types.js").Hall} Hall */
/** @typedef {{name: string, badge: string | null, display_name: string | null, roles: string[]}} Person */

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
  const [, redraw] = useState(0);
  useEffect(() => onLanguage(() => redraw((count) => count + 1)), []);
  const enter = () => arrive(page).then(setStage);
  useEffect(() => void enter(), []);

  const { name, hall, me, notice } = stage;
  if (name === "away") return html`<${Away} onRetry=${enter} />`;
  if (name === "loading" || !hall) return html`<${Loading} />`;
  const signOut = () => leave(page).then(() => setStage({ name: "sign_in", hall }));
  if (name === "forbidden") return html`<${Forbidden} hall=${hall} onSignOut=${signOut} />`;
  if (name === "sign_in" || !me) {
    return html`<${SignIn} place=${pick(hall.name)} title=${t("title")} notice=${notice} onSignedIn=${enter} />`;
  }
  const refused = (/** @type {string} */ code) => setStage(turnedAway(code, page, { hall, me }));
  return html`<${Office} hall=${hall} me=${me} onSignOut=${signOut} onRefused=${refused} />`;
}

function Loading() {
  return html`<main class="alone"><div class="alone-skeleton"><${Skeleton} lines=${5} label=${t("loading")} /></div></main>`;
}

/** @param {{onRetry: () => void}} props */
function Away({ onRetry }) {
  return html`<main class="alone">
    <${Notice} icon="connection_lost" title=${t("error.network")} hint=${t("away.hint")}>
      <${Button} kind="primary" onPress=${onRetry}>${t("retry")}<//>
    <//>
  </main>`;
}

/** @param {{hall: Hall, onSignOut: () => void}} props */
function Forbidden({ hall, onSignOut }) {
  return html`<main class="alone">
    <${Notice} icon="key" title=${t("forbidden.title")} hint=${t("forbidden.hint", { hall: pick(hall.name) })}>
      <${Button} kind="primary" icon="leave" onPress=${onSignOut}>${t("forbidden.other")}<//>
    <//>
  </main>`;
}

/** @param {import("/static/shared/page.js").Page} page @returns {Promise<Stage>} */
async function arrive(page) {
  try {
    const hall = await api.get(`/halls/${page.hall}`);
    setHallClock(hall);
    return await recognised(page, hall);
  } catch {
    return { name: "away" };
  }
}

/** A first question that only a manager may ask decides. @param {import("/static/shared/page.js").Page} page @param {Hall} hall @returns {Promise<Stage>} */
async function recognised(page, hall) {
  /** @type {Person | undefined} */
  let me;
  try {
    me = await api.get("/sessions/current");
    await api.get(`/halls/${page.hall}/devices`);
    return { name: "office", hall, me };
  } catch (error) {
    const { code } = /** @type {any} */ (error);
    if (code !== "unauthenticated" && code !== "forbidden") throw error;
    return code === "forbidden" ? { name: "forbidden", hall, me } : turnedAway(code, page, { hall });
  }
}

/** @param {string} code @param {import("/static/shared/page.js").Page} page @param {{hall: Hall, me?: Person}} known @returns {Stage} */
function turnedAway(code, page, { hall, me }) {
  if (code === "forbidden") return { name: "forbidden", hall, me };
  forgetToken(page);
  return { name: "sign_in", hall, notice: me ? t("sign_in.again") : undefined };
}

/** @param {import("/static/shared/page.js").Page} page */
async function leave(page) {
  // The session ends at the server first: the token is what tells whose it is.
  await api.delete("/sessions/current").catch(() => null);
  forgetToken(page);
}
