/** Before a staff page: who is signed in, and what stands there while the server says nothing. Style: sign_in.css. */

import { html } from "/static/vendor/preact.js";

import { api } from "./api.js";
import { t } from "./i18n.js";
import { forgetToken } from "./page.js";
import { setHallClock } from "./time.js";
import { Button, Notice, Skeleton } from "./ui.js";

/** @typedef {{name: string, badge: string | null, display_name: string | null, roles: string[]}} Person */

/** Null when nobody is signed in; a token that is no longer good is forgotten. @param {import("./page.js").Page} page @returns {Promise<Person | null>} */
async function whoAmI(page) {
  try {
    return await api.get("/sessions/current");
  } catch (error) {
    if (/** @type {any} */ (error).code !== "unauthenticated") throw error;
    forgetToken(page);
    return null;
  }
}

/**
 * The first stage of a staff page: `away` without the server, `sign_in` where nobody is known, and else what `next` says of them.
 * @template {{name: string}} Next
 * @param {import("./page.js").Page} page
 * @param {(hall: any, me: Person) => Next | Promise<Next>} next
 * @returns {Promise<{name: "away" | "sign_in", hall?: any} | Next & {hall: any, me: Person}>}
 */
export async function arrive(page, next) {
  try {
    const hall = await api.get(`/halls/${page.hall}`);
    setHallClock(hall);
    const me = await whoAmI(page);
    return me ? { ...(await next(hall, me)), hall, me } : { name: "sign_in", hall };
  } catch {
    return { name: "away" };
  }
}

/** @param {import("./page.js").Page} page */
export async function signOut(page) {
  // The session ends at the server first: the token is what tells whose it is.
  await api.delete("/sessions/current").catch(() => null);
  forgetToken(page);
}

export function Loading() {
  return html`<main class="alone"><div class="alone-skeleton"><${Skeleton} lines=${5} label=${t("loading")} /></div></main>`;
}

/** @param {{onRetry: () => void}} props */
export function Away({ onRetry }) {
  return html`<main class="alone">
    <${Notice} icon="connection_lost" title=${t("error.network")} hint=${t("door.away.hint")}>
      <${Button} kind="primary" onPress=${onRetry}>${t("retry")}<//>
    <//>
  </main>`;
}
