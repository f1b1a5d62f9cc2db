/** The door of a staff page: user name and password, which become a session cookie. Style: sign_in.css. */

import { html, useState } from "/static/vendor/preact.js";

import { api } from "./api.js";
import { errorText, has, t } from "./i18n.js";
import { LanguageSwitch } from "./language_switch.js";

/**
 * @param {{place: string, title: string, notice?: string, onSignedIn: () => void}} props
 *   `place` is where one is (the hall), `title` whose page it is, `notice` why one is here again
 */
export function SignIn({ place, title, notice, onSignedIn }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (event.target));
    setBusy(true);
    setError("");
    try {
      await api.post("/sessions", { username: fields.get("username"), password: fields.get("password") });
      onSignedIn();
    } catch (refusal) {
      setError(whyNot(/** @type {any} */ (refusal)));
      setBusy(false);
    }
  }

  return html`<main class="alone">
    <form class="sign-in card" onSubmit=${submit}>
      <p class="muted">${place}</p>
      <h1>${title}</h1>
      ${notice && html`<p class="sign-in-notice" role="status">${notice}</p>`}
      <label>${t("sign_in.username")}<input name="username" autocomplete="username" autocapitalize="none" required autofocus /></label>
      <label>${t("sign_in.password")}<input name="password" type="password" autocomplete="current-password" required /></label>
      <p class="sign-in-error" role="alert">${error}</p>
      <button class="button primary" disabled=${busy} aria-busy=${busy}>${t("sign_in.submit")}</button>
      <div class="sign-in-foot"><${LanguageSwitch} /></div>
    </form>
  </main>`;
}

/** At the door "unauthenticated" means that name and password do not fit. @param {import("./api.js").Refusal} refusal */
function whyNot(refusal) {
  const own = `sign_in.error.${refusal.code}`;
  const minutes = Math.ceil(Number(refusal.details?.retry_after_s ?? 60) / 60);
  return has(own) ? t(own, { minutes }) : errorText(refusal);
}
