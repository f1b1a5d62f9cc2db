/** Who sits here: user name and password. */

import { html, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { errorText, has, pick, t } from "/static/shared/i18n.js";
import { LanguageButton } from "./header.js";

/** @param {{hall: import("./app.js").OfficerHall, notice?: string, onSignedIn: () => void}} props */
export function SignIn({ hall, notice, onSignedIn }) {
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
      <p class="muted">${pick(hall.name)}</p>
      <h1>${t("sign_in.title")}</h1>
      ${notice && html`<p class="said">${notice}</p>`}
      <label>${t("sign_in.username")}<input name="username" autocomplete="username" required autofocus /></label>
      <label>${t("sign_in.password")}<input name="password" type="password" autocomplete="current-password" required /></label>
      <p class="form-error" role="alert">${error}</p>
      <button class="button primary" disabled=${busy} aria-busy=${busy}>${t("sign_in.submit")}</button>
      <${LanguageButton} />
    </form>
  </main>`;
}

/** At the door "unauthenticated" means that name and password do not fit. @param {import("/static/shared/api.js").Refusal} refusal */
function whyNot(refusal) {
  const own = `sign_in.error.${refusal.code}`;
  const minutes = Math.ceil(Number(refusal.details?.retry_after_s ?? 60) / 60);
  return has(own) ? t(own, { minutes }) : errorText(refusal);
}
