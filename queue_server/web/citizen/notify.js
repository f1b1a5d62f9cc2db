/** Messages on a locked phone (Web Push), for who wants them: asked by a press, forgotten with the ticket. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { browserMemory } from "/static/shared/memory.js";
import { t } from "/static/shared/i18n.js";

/** @typedef {import("/static/citizen/visit.js").Visit} Visit */
/** @typedef {"unknown" | "off" | "on" | "busy" | "denied" | "failed"} State */

const KEPT = "lunhou.told.";

/** @param {{secret: string, visit: Visit}} props */
export function Notify({ secret, visit }) {
  const [key, setKey] = useState("");
  const [state, setState] = useState(/** @type {State} */ (browserMemory().getItem(KEPT + secret) ? "on" : "off"));
  useEffect(() => void serverKey().then(setKey), []);
  if (!key) return null;

  async function press() {
    const was = state;
    setState("busy");
    setState(was === "on" ? await forget(secret) : await ask(secret, visit.number, key));
  }
  const hint = state === "on" ? t("notify.on.hint") : t(state === "denied" ? "notify.denied" : state === "failed" ? "notify.failed" : "notify.hint");
  return html`<button type="button" class="button remind" aria-pressed=${state === "on"} disabled=${state === "busy"} onClick=${press}>
    <span class="button-text"><span class="button-label">${state === "on" ? t("notify.on") : t("notify")}</span>
      <span class="button-hint">${hint}</span></span>
  </button>`;
}

/** The server's key, where both sides can do it. @returns {Promise<string>} "" where not */
async function serverKey() {
  if (!("PushManager" in window) || !("serviceWorker" in navigator)) return "";
  try {
    const { messengers } = await api.get("/messengers");
    return messengers.web_push?.key ?? "";
  } catch {
    return "";
  }
}

/** @param {string} secret @param {string} number @param {string} key @returns {Promise<State>} */
async function ask(secret, number, key) {
  try {
    if ((await Notification.requestPermission()) !== "granted") return "denied";
    const { pushManager, active } = await navigator.serviceWorker.ready;
    const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    const { endpoint, keys } = made.toJSON();
    const address = { endpoint, p256dh: keys?.p256dh, auth: keys?.auth };
    const { id } = await api.post(`/tickets/${encodeURIComponent(secret)}/subscriptions`, { channel: "web_push", address });
    browserMemory().setItem(KEPT + secret, id);
    // The message says a number alone; where it leads, this phone knows itself.
    active?.postMessage({ mine: { number, path: location.pathname } });
    return "on";
  } catch {
    return "failed";
  }
}

/** @param {string} secret @returns {Promise<State>} */
async function forget(secret) {
  const id = browserMemory().getItem(KEPT + secret) ?? "";
  browserMemory().removeItem(KEPT + secret);
  try {
    await api.delete(`/tickets/${encodeURIComponent(secret)}/subscriptions/${id}`);
  } catch {
    // Forgotten before, or by the end of the ticket.
  }
  return "off";
}
