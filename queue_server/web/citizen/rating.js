/** How was it? Five grades by their proper names; who was not content may say why. */

import { html, useState } from "/static/vendor/preact.js";
import { errorText, pick, t } from "/static/shared/i18n.js";
import { GRADES, REASONS } from "/static/shared/rating.js";
import { Button, Icon } from "/static/shared/ui.js";
import { COMMENT_LENGTH, EMPTY, asksWhy, bodyOf, toggle } from "/static/citizen/rating_form.js";

/** @typedef {import("/static/citizen/rating_form.js").Form} Form */
/** @typedef {import("/static/citizen/visit.js").ToRate} ToRate */
/** @typedef {import("/static/citizen/visit.js").Visit} Visit */

/** What of the visit may be rated, each service once; thanks when there is nothing left. @param {{link: import("/static/citizen/follow_ticket.js").TicketLink, visit: Visit}} props */
export function Ratings({ link, visit: { rated, to_rate = [] } }) {
  const several = to_rate.length > 1 || (rated && to_rate.length > 0);
  return html`
    ${rated && html`<section class="card thanks" role="status"><${Icon} name="check" size="1.6em" /><p>${t("rating.thanks")}</p></section>`}
    ${to_rate.map((of) => html`<${Rating} key=${of.stage} link=${link} of=${of} named=${several} />`)}`;
}

/** @param {{link: import("/static/citizen/follow_ticket.js").TicketLink, of: ToRate, named: boolean}} props */
function Rating({ link, of, named }) {
  const [form, setForm] = useState(EMPTY);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");

  async function send() {
    setBusy(true);
    setTrouble("");
    try {
      await link.command("ratings", { ...bodyOf(form), stage: of.stage });
    } catch (error) {
      setTrouble(errorText(/** @type {import("/static/shared/api.js").Refusal} */ (error)));
    }
    setBusy(false);
  }

  return html`<section class="card rating">
    <h2 id=${`rating-${of.stage}`}>${t("rating")}</h2>
    ${named && html`<p>${[pick(of.service_name), of.counter === null ? "" : t("counter.name", { number: of.counter })].filter(Boolean).join(" · ")}</p>`}
    <p class="muted">${t("rating.hint")}</p>
    <div class="grades" role="radiogroup" aria-labelledby=${`rating-${of.stage}`}>
      ${GRADES.map((grade) => html`<button type="button" role="radio" key=${grade} class="button" aria-checked=${form.grade === grade}
        onClick=${() => setForm({ ...form, grade })}>${t(`grade.${grade}`)}</button>`)}
    </div>
    ${asksWhy(form) && html`<${WhyNot} form=${form} onChange=${setForm} />`}
    ${form.grade !== null && html`<label class="comment">${t("rating.comment")}
      <textarea rows="3" maxlength=${COMMENT_LENGTH} value=${form.comment}
        onInput=${(/** @type {Event} */ event) => setForm({ ...form, comment: /** @type {HTMLTextAreaElement} */ (event.target).value })}></textarea>
    </label>`}
    ${asksWhy(form) && html`<label class="comment">${t("case.contact")}
      <input type="tel" class="contact" maxlength="64" autocomplete="tel" value=${form.contact}
        onInput=${(/** @type {Event} */ event) => setForm({ ...form, contact: /** @type {HTMLInputElement} */ (event.target).value })} />
      <small class="muted">${t("case.contact.hint")}</small>
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
