/** The chosen service before its number: who is ahead, how long it takes, who may go first. */

import { html } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { Bilingual, Button, Icon } from "/static/shared/ui.js";
import { CardPanel } from "/static/kiosk/card_panel.js";
import { back, declare } from "/static/kiosk/flow.js";
import { NORMAL, classFor, classIcon, declaredClasses, findService, isOpen, whyClosed } from "/static/kiosk/offers.js";
import { Party } from "/static/kiosk/party.js";
import { People, Screen, Wait } from "/static/kiosk/screen.js";
import { stepOf } from "/static/kiosk/step.js";

/** @typedef {import("/static/kiosk/kiosk.js").Kiosk} Kiosk */
/** @typedef {import("/static/kiosk/offers.js").Service} Service */
/** @typedef {import("/static/kiosk/offers.js").Hall} Hall */
/** @typedef {import("/static/shared/types.js").PriorityClass} PriorityClass */

/** @param {{kiosk: Kiosk, hall: Hall, second: string | null, hasReader: boolean, paperless: boolean}} props */
export function Confirm({ kiosk, hall, second, hasReader, paperless }) {
  const service = findService(hall, kiosk.flow.service);
  if (!service) return null;
  const chosen = classFor(hall, service, kiosk.flow.priority);
  const step = stepOf(kiosk.flow, hall, hasReader);
  return html`<${Screen} name="confirm" title=${html`<${Bilingual} texts=${service.name} second=${second} />`} onBack=${() => kiosk.press(back)}>
    <${Facts} service=${service} chosen=${chosen} />
    ${service.bring && html`<p class="proof bring"><${Icon} name="list" size="1.6em" /><span>${t("bring")}${pick(service.bring)}</span></p>`}
    ${isOpen(service)
      ? html`<${CardPanel} kiosk=${kiosk} service=${service} hasReader=${hasReader} />`
      : html`<p class="card-panel instead" role="status"><${Icon} name="notice" size="2em" /><span><b>${t(`service.${whyClosed(service)}`)}</b><small>${t(`service.${whyClosed(service)}.instead`)}</small></span></p>`}
    <${Classes} kiosk=${kiosk} hall=${hall} service=${service} chosen=${chosen} />
    <${Party} kiosk=${kiosk} />
    <${Button} kind="primary" class="take" disabled=${step !== "ready"} onPress=${() => kiosk.takeNumber(chosen?.code)}
      hint=${takeHint(step, service, chosen, paperless)}>${takeLabel(chosen)}<//>
  <//>`;
}

/** For one who goes first the hall's line says little; the promise does. @param {{service: Service, chosen: PriorityClass | null}} props */
function Facts({ service, chosen }) {
  const { ahead, forecast } = service;
  const first = chosen && chosen.code !== NORMAL;
  return html`<dl class="card facts">
    ${ahead !== null && html`<div><dt>${t("facts.ahead")}</dt><dd>${first ? t("facts.first") : html`<${People} count=${ahead} forecast=${forecast} />`}</dd></div>`}
    <div><dt>${t("facts.wait")}</dt><dd>${first && ahead !== null ? t("promise.short", { count: Math.round(chosen.promise_s / 60) }) : html`<${Wait} forecast=${forecast} waiting=${ahead} />`}</dd></div>
  </dl>`;
}

/** @param {{kiosk: Kiosk, hall: Hall, service: Service, chosen: PriorityClass | null}} props */
function Classes({ kiosk, hall, service, chosen }) {
  const declared = declaredClasses(hall, service);
  const normal = classFor(hall, service, NORMAL);
  if (declared.length === 0) return null;
  const offered = normal?.code === NORMAL ? [normal, ...declared] : declared;
  return html`<fieldset class="who">
    <legend>${t("who.title")}</legend>
    <div class=${`classes ${offered.length > 6 ? "close" : ""}`} role="radiogroup" aria-label=${t("who.title")}>
      ${offered.map(({ code, name }) => html`<button type="button" key=${code} role="radio" class="card class-card"
          aria-checked=${code === chosen?.code} onClick=${() => kiosk.change(declare(kiosk.flow, code))}>
        <span class="pictogram"><${Icon} name=${classIcon(code)} size="1em" /></span>
        <b class="card-name">${pick(name)}</b>
      </button>`)}
    </div>
  </fieldset>`;
}

/** @param {PriorityClass | null} chosen */
function takeLabel(chosen) {
  if (!chosen || chosen.code === NORMAL) return t("take");
  return t("take.first", { class: pick(chosen.name) });
}

/** @param {import("/static/kiosk/step.js").Step} step @param {Service} service @param {PriorityClass | null} chosen @param {boolean} paperless */
function takeHint(step, service, chosen, paperless) {
  if (step === "closed") return t(`service.${whyClosed(service)}`);
  if (step === "card" || step === "no_reader") return t("card.first");
  if (!chosen) return t("who.choose");
  if (paperless) return t("take.no_paper");
  return chosen.code === NORMAL ? t("take.hint") : t("priority.proof");
}
