/** The welcome is the choice itself: the hall's services, with who waits and how long it takes. */

import { html } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { Bilingual, Button, Icon } from "/static/shared/ui.js";
import { chooseService, declareFirst, open } from "/static/kiosk/flow.js";
import { classIcon, declaredClasses, findClass, pageOf, servicesOf, takesAppointments, whyClosed } from "/static/kiosk/offers.js";
import { Ahead, Screen, Wait } from "/static/kiosk/screen.js";

/** @typedef {import("/static/kiosk/kiosk.js").Kiosk} Kiosk */
/** @typedef {import("/static/kiosk/offers.js").Service} Service */
/** @typedef {import("/static/kiosk/offers.js").Hall} Hall */

/** More cards than these take turns; a kiosk is not scrolled. */
const CARDS = 11;
const CARDS_SENIOR = 7;
/** In the lower part of a screen there is less room. */
const CARDS_LOW = 5;
const CARDS_LOW_SENIOR = 3;

/** @param {{kiosk: Kiosk, hall: Hall, second: string | null, hasReader: boolean}} props */
export function Welcome({ kiosk, hall, second, hasReader }) {
  const { flow } = kiosk;
  const { items, at, pages } = pageOf(servicesOf(hall), cardsOf(flow), flow.page);
  const urgent = at === pages - 1 && findClass(hall, "urgent");
  const cards = items.length + (urgent ? 1 : 0);
  return html`<${Screen} name="welcome" title=${t("welcome.title")} hint=${t("welcome.hint")} class=${cards > 6 ? "many" : ""}>
    ${flow.priority && html`<${Declared} kiosk=${kiosk} hall=${hall} />`}
    ${takesAppointments(hall) && html`<${AppointmentCard} kiosk=${kiosk} second=${second} hasReader=${hasReader} alone=${Boolean(hall.alone)} />`}
    <div class="services">
      ${items.map((service) => html`<${ServiceCard} key=${service.letter} service=${service} second=${second}
        onPress=${() => kiosk.press(chooseService, service.letter)} />`)}
      ${urgent && html`<${UrgentCard} texts=${urgent.name} second=${second} onPress=${() => kiosk.press(open, "urgent")} />`}
    </div>
    ${pages > 1 && html`<${Button} icon="list" class="more" onPress=${() => kiosk.change({ ...flow, page: at + 1 })}>
      ${t("more", { page: at + 1, pages })}<//>`}
    <${Foot} kiosk=${kiosk} hall=${hall} />
  <//>`;
}

/** @param {import("/static/kiosk/flow.js").Flow} flow */
function cardsOf({ senior, low }) {
  // A screen that is wider than high is within reach as it is; only what one touches moves down.
  if (low && matchMedia("(orientation: portrait)").matches) return senior ? CARDS_LOW_SENIOR : CARDS_LOW;
  return senior ? CARDS_SENIOR : CARDS;
}

/** @param {{kiosk: Kiosk, second: string | null, hasReader: boolean, alone: boolean}} props */
function AppointmentCard({ kiosk, second, hasReader, alone }) {
  const hint = alone ? "appointment.alone" : hasReader ? "appointment.card.hint.reader" : "appointment.card.hint";
  return html`<button type="button" class=${`card appointment-card ${alone ? "not-now" : ""}`} onClick=${() => kiosk.press(open, "appointment")}>
    <span class="pictogram"><${Icon} name="appointment" size="1em" /></span>
    <span class="card-name"><b>${t("appointment.card")}</b>${(second || alone) && html`<small>${t(hint)}</small>`}</span>
    ${!alone && html`<span class="go">${t("appointment.go")}<${Icon} name="chevron" size="1em" /></span>`}
  </button>`;
}

/** @param {{service: Service, second: string | null, onPress: () => void}} props */
function ServiceCard({ service, second, onPress }) {
  const closed = whyClosed(service);
  return html`<button type="button" class=${`card service-card ${closed ? "not-now" : ""}`} disabled=${closed === "closed"} onClick=${onPress}>
    <span class="pictogram"><${Icon} name=${service.icon} size="1em" /></span>
    <b class="card-name"><${Bilingual} texts=${service.name} second=${second} /></b>
    ${(closed || service.ahead !== null) && html`<span class="card-facts">
      ${closed
        ? html`<span>${t(`service.${closed}`)}</span>`
        : html`<${Ahead} count=${service.ahead} forecast=${service.forecast} /><${Wait} forecast=${service.forecast} waiting=${service.ahead} />`}
    </span>`}
  </button>`;
}

/** @param {{texts: import("/static/shared/types.js").Texts, second: string | null, onPress: () => void}} props */
function UrgentCard({ texts, second, onPress }) {
  return html`<button type="button" class="card service-card urgent-card" onClick=${onPress}>
    <span class="pictogram"><${Icon} name="urgent" size="1em" /></span>
    <b class="card-name"><${Bilingual} texts=${texts} second=${second} /></b>
    <span class="card-facts"><span>${t("urgent.card")}</span><${Icon} name="chevron" size="1em" /></span>
  </button>`;
}

/** The class that was declared first, and the way back from it. @param {{kiosk: Kiosk, hall: Hall}} props */
function Declared({ kiosk, hall }) {
  const declared = findClass(hall, kiosk.flow.priority ?? "");
  if (!declared) return null;
  return html`<p class="declared" role="status">
    <${Icon} name=${classIcon(declared.code)} size="1.5em" />
    <span>${t("declared", { class: pick(declared.name) })}</span>
    <${Button} kind="quiet" onPress=${() => kiosk.change(declareFirst(kiosk.flow, null))}>${t("declared.undo")}<//>
  </p>`;
}

/** @param {{kiosk: Kiosk, hall: Hall}} props */
function Foot({ kiosk, hall }) {
  const { flow } = kiosk;
  const priority = declaredClasses(hall).length > 0;
  return html`<footer class="foot">
    <button type="button" class="senior-toggle" aria-pressed=${flow.senior} onClick=${() => kiosk.change({ ...flow, senior: !flow.senior, page: 0 })}>
      <b>${flow.senior ? t("senior.off") : t("senior.on")}</b><small>${flow.senior ? t("senior.off.hint") : t("senior.on.hint")}</small>
    </button>
    ${priority && html`<button type="button" onClick=${() => kiosk.press(open, "priority")}>
      <b>${t("priority.foot")}</b><small>${t("priority.foot.hint")}</small>
    </button>`}
    <button type="button" onClick=${() => kiosk.change({ ...flow, help: true })}>
      <b>${t("help.foot")}</b><small>${t("help.foot.hint")}</small>
    </button>
  </footer>`;
}
