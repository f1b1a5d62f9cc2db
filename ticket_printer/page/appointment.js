/** Checking in with the code of an appointment, on a keypad of our own. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Button, Icon, Num } from "/static/shared/ui.js";
import { back, type } from "/static/kiosk/flow.js";
import { Screen } from "/static/kiosk/screen.js";

/** What codes are made of: nothing that is read for something else. */
const KEYS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** @param {{kiosk: import("/static/kiosk/kiosk.js").Kiosk, hasReader: boolean}} props */
export function Appointment({ kiosk, hasReader }) {
  const { flow } = kiosk;
  const press = (/** @type {string} */ key) => kiosk.change(type(kiosk.flow, key));
  return html`<${Screen} name="appointment" title=${t("appointment.title")} hint=${t(hasReader ? "appointment.hint.reader" : "appointment.hint")} onBack=${() => kiosk.press(back)}>
    <div class="typing" onKeyDown=${(/** @type {KeyboardEvent} */ event) => typed(event, press)}>
      <p class="card code" role="status" aria-label=${t("appointment.code")}>
        ${flow.code ? html`<${Num}>${flow.code}<//>` : html`<span class="muted">${t("appointment.empty")}</span>`}
      </p>
      <button type="button" class="key delete" disabled=${!flow.code} onClick=${() => press("")}><${Icon} name="back" size="1.2em" />${t("appointment.delete")}</button>
      <div class="keys">
        ${[...KEYS].map((key) => html`<button type="button" key=${key} class="key num" onClick=${() => press(key)}>${key}</button>`)}
      </div>
    </div>
    <${Button} kind="primary" class="take" disabled=${!flow.code} onPress=${() => kiosk.checkIn()} hint=${t("appointment.go.hint")}>
      ${t("appointment.go")}<//>
  <//>`;
}

/** A keyboard or a scanner that types works too. @param {KeyboardEvent} event @param {(key: string) => void} press */
function typed(event, press) {
  const key = event.key.toUpperCase();
  if (key.length === 1 && KEYS.includes(key)) press(key);
  if (event.key === "Backspace") press("");
}
