/** What the holder may do: be reminded, be called later, give the number back. */

import { html, useState } from "/static/vendor/preact.js";
import { errorText, t } from "/static/shared/i18n.js";
import { clock, now } from "/static/shared/time.js";
import { Button, Dialog } from "/static/shared/ui.js";
import { Notify } from "/static/citizen/notify.js";
import { Telephone } from "/static/citizen/telephone.js";
import { canCancel, isEnded } from "/static/citizen/visit.js";

/** @typedef {import("/static/citizen/follow_ticket.js").TicketLink} TicketLink */
/** @typedef {import("/static/citizen/reminder.js").Reminder} Reminder */
/** @typedef {import("/static/citizen/visit.js").Visit} Visit */

const LATER_S = 600;

/** @param {{link: TicketLink, visit: Visit, reminder: Reminder, onChange: () => void}} props */
export function Acts({ link, visit, reminder, onChange }) {
  const [busy, setBusy] = useState("");
  const [said, setSaid] = useState("");
  const [asking, setAsking] = useState(false);
  if (isEnded(visit.state)) return null;

  /** One press, one command. @param {"deferrals" | "cancellations"} command @param {object} body @param {() => string} done */
  async function act(command, body, done) {
    if (busy) return;
    setBusy(command);
    try {
      await link.command(command, body);
      setSaid(done());
    } catch (error) {
      setSaid(errorText(/** @type {import("/static/shared/api.js").Refusal} */ (error)));
    }
    setBusy("");
  }
  const later = () => act("deferrals", { by_s: LATER_S }, () => t("later.done", { time: clock(now() + LATER_S * 1_000) }));
  const cancel = () => {
    setAsking(false);
    void act("cancellations", {}, () => "");
  };

  return html`<section class="acts">
    ${said && html`<p class="said" role="status">${said}</p>`}
    <${Remind} visit=${visit} reminder=${reminder} onChange=${onChange} />
    <${Notify} secret=${link.secret} visit=${visit} />
    <${Telephone} secret=${link.secret} state=${visit.state} />
    ${visit.state === "waiting" && html`<${Button} busy=${busy === "deferrals"} onPress=${later}>${t("later", { count: LATER_S / 60 })}<//>`}
    ${canCancel(visit.state) && html`<${Button} busy=${busy === "cancellations"} onPress=${() => setAsking(true)}>${t("cancel")}<//>`}
    <${Dialog} open=${asking} title=${t("cancel.title", { number: visit.number })} onClose=${() => setAsking(false)}>
      <p>${t("cancel.text")}</p>
      <div class="row">
        <${Button} kind="danger" onPress=${cancel}>${t("cancel.yes")}<//>
        <${Button} kind="primary" onPress=${() => setAsking(false)}>${t("cancel.no")}<//>
      </div>
    <//>
  </section>`;
}

/** @param {{visit: Visit, reminder: Reminder, onChange: () => void}} props */
function Remind({ visit, reminder, onChange }) {
  if (visit.state !== "waiting" && visit.state !== "held") return null;
  const press = () => {
    if (reminder.isOn) void reminder.turnOff();
    else reminder.turnOn();
    onChange();
  };
  return html`<button type="button" class="button remind" aria-pressed=${reminder.isOn} onClick=${press}>
    <span class="button-text"><span class="button-label">${reminder.isOn ? t("remind.on") : t("remind")}</span>
      <span class="button-hint">${reminder.isOn ? t("remind.on.hint") : t("remind.hint")}</span></span>
  </button>`;
}
