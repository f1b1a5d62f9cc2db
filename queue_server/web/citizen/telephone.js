/** A message to a telephone number, where the server has a gateway that asks for one. The number is sent once and kept nowhere here. */

import { html, useEffect, useRef, useState } from "/static/vendor/preact.js";
import { errorText, t } from "/static/shared/i18n.js";
import { Button } from "/static/shared/ui.js";
import { isTold, messengers, tell, tellNoMore } from "/static/citizen/messengers.js";

const CHANNEL = "webhook";
const NUMBER = /^\+?[0-9]{5,15}$/;

/** There is still something to wait for; who is called or served needs no message any more. */
const AWAITING = new Set(["waiting", "held", "missed", "away"]);

/** @param {{secret: string, state: string}} props */
export function Telephone({ secret, state }) {
  const [isAsked, setAsked] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [isOn, setOn] = useState(isTold(secret, CHANNEL));
  useEffect(() => void messengers().then(({ webhook }) => setAsked(webhook?.asks === "telephone")), []);
  if (!isAsked || (!isOn && !AWAITING.has(state))) return null;
  const told = () => (setOn(true), setOpen(false));
  const stop = () => tellNoMore(secret, CHANNEL).then(() => setOn(false));
  if (isOpen && !isOn) return html`<${Ask} secret=${secret} onTold=${told} />`;
  return html`<button type="button" class="button remind" aria-pressed=${isOn} onClick=${isOn ? stop : () => setOpen(true)}>
    <span class="button-text"><span class="button-label">${t(isOn ? "telephone.on" : "telephone.offer")}</span>
      <span class="button-hint">${t(isOn ? "telephone.on.hint" : "telephone.hint")}</span></span>
  </button>`;
}

/** @param {{secret: string, onTold: () => void}} props */
function Ask({ secret, onTold }) {
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => field.current?.focus(), []);
  const to = typed.replace(/[\s()-]/g, "");

  async function send() {
    if (busy || !NUMBER.test(to)) return;
    setBusy(true);
    setSaid("");
    try {
      await tell(secret, CHANNEL, { to });
      onTold();
    } catch (error) {
      const refusal = /** @type {import("/static/shared/api.js").Refusal} */ (error);
      setSaid(refusal.code === "invalid" ? t("telephone.wrong") : errorText(refusal));
      setBusy(false);
    }
  }
  return html`<form class="telephone" onSubmit=${(/** @type {Event} */ event) => (event.preventDefault(), send())}>
    <label><span>${t("telephone")}</span>
      <input ref=${field} class="num" type="tel" inputmode="tel" autocomplete="tel" maxlength="24" value=${typed}
        onInput=${(/** @type {Event} */ event) => setTyped(/** @type {HTMLInputElement} */ (event.target).value)} />
      <small>${t("telephone.hint")}</small></label>
    <${Button} busy=${busy} disabled=${!NUMBER.test(to)} onPress=${send}>${t("telephone.send")}<//>
    ${said && html`<p class="said wrong" role="alert">${said}</p>`}
  </form>`;
}
