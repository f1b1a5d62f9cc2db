/** Messages on a locked phone (Web Push), for who wants them: asked by a press, forgotten with the ticket. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { isTold, messengers, tell, tellNoMore } from "/static/citizen/messengers.js";

/** @typedef {import("/static/citizen/visit.js").Visit} Visit */
/** @typedef {"off" | "on" | "busy" | "denied" | "failed"} State */

const CHANNEL = "web_push";
/** @type {Partial<Record<State, string>>} */
const HINTS = { on: "notify.on.hint", denied: "notify.denied", failed: "notify.failed" };

/** @param {{secret: string, visit: Visit}} props */
export function Notify({ secret, visit }) {
  const [key, setKey] = useState("");
  const [state, setState] = useState(/** @type {State} */ (isTold(secret, CHANNEL) ? "on" : "off"));
  useEffect(() => void serverKey().then(setKey), []);
  if (!key) return null;

  async function press() {
    const was = state;
    setState("busy");
    if (was !== "on") return setState(await ask(secret, visit.number, key));
    await tellNoMore(secret, CHANNEL);
    return setState("off");
  }
  return html`<button type="button" class="button remind" aria-pressed=${state === "on"} disabled=${state === "busy"} onClick=${press}>
    <span class="button-text"><span class="button-label">${t(state === "on" ? "notify.on" : "notify")}</span>
      <span class="button-hint">${t(HINTS[state] ?? "notify.hint")}</span></span>
  </button>`;
}

/** The server's key, where both sides can do it. @returns {Promise<string>} "" where not */
async function serverKey() {
  if (!("PushManager" in window) || !("serviceWorker" in navigator)) return "";
  return (await messengers()).web_push?.key ?? "";
}

/** @param {string} secret @param {string} number @param {string} key @returns {Promise<State>} */
async function ask(secret, number, key) {
  try {
    if ((await Notification.requestPermission()) !== "granted") return "denied";
    const { pushManager, active } = await navigator.serviceWorker.ready;
    const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    const { endpoint, keys } = made.toJSON();
    const address = { endpoint, p256dh: keys?.p256dh, auth: keys?.auth };
    await tell(secret, CHANNEL, address);
    // The message says a number alone; where it leads, this phone knows itself.
    active?.postMessage({ mine: { number, path: location.pathname } });
    return "on";
  } catch {
    return "failed";
  }
}
