/** How was it? Five grades by their proper names; who was not content may say why. */

import { html, useState } from "/static/vendor/preact.js";
import { errorText, t } from "/static/shared/i18n.js";
import { Button, Icon } from "/static/shared/ui.js";
import { COMMENT_LENGTH, EMPTY, GRADES, REASONS, asksWhy, bodyOf, toggle } from "/static/citizen/rating_form.js";

/** @typedef {import("/static/citizen/rating_form.js").Form} Form */

/** @param {{link: import("/static/citizen/follow_ticket.js").TicketLink, rated: boolean}} props */
export function Rating({ link, rated }) {
  const [form, setForm] = useState(EMPTY);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  if (rated) return html`<section class="card thanks" role="status"><${Icon} name="check" size="1.6em" /><p>${t("rating.thanks")}</p></section>`;

  async function send() {
    setBusy(true);
    setTrouble("");
    try {
      await link.command("ratings", bodyOf(form));
    } catch (error) {
      setTrouble(errorText(/** @type {import("/static/shared/api.js").Refusal} */ (error)));
    }
    setBusy(false);
  }

  return html`<section class="card rating">
    <h2 id="rating">${t("rating")}</h2>
    <p class="muted">${t("rating.hint")}</p>
    <div class="grades" role="radiogroup" aria-labelledby="rating">
      ${GRADES.map((grade) => html`<button type="button" role="radio" key=${grade} class="button" aria-checked=${form.grade === grade}
        onClick=${() => setForm({ ...form, grade })}>${t(`grade.${grade}`)}</button>`)}
    </div>
    ${asksWhy(form) && html`<${WhyNot} form=${form} onChange=${setForm} />`}
    ${form.grade !== null && html`<label class="comment">${t("rating.comment")}
      <textarea rows="3" maxlength=${COMMENT_LENGTH} value=${form.comment}
        onInput=${(/** @type {Event} */ event) => setForm({ ...form, comment: /** @type {HTMLTextAreaElement} */ (event.target).value })}></textarea>
    </label>`}
    ${trouble && html`<p class="said" role="alert">${trouble}</p>`}
    <${Button} kind="primary" busy=${busy} disabled=${form.grade === null} onPress=${send}>${t("rating.send")}<//>
  </section>`;
}

/** @param {{form: Form, onChange: (form: Form) => void}} props */
function WhyNot({ form, onChange }) {
  return html`<fieldset>
    <legend>${t("rating.why")}</legend>
    <div class="reasons">
      ${REASONS.map((reason) => html`<button type="button" key=${reason} class="button" aria-pressed=${form.reasons.includes(reason)}
        onClick=${() => onChange(toggle(form, reason))}>${t(`reason.${reason}`)}</button>`)}
    </div>
  </fieldset>`;
}
