/** The ways in which this server tells phones, asked for once; and what was agreed by which of them. */

import { api } from "/static/shared/api.js";
import { browserMemory } from "/static/shared/memory.js";

/** @typedef {{web_push?: {key: string}, webhook?: {asks: string}}} Messengers */

const KEPT = "lunhou.told.";
/** @type {Promise<Messengers> | null} */
let asked = null;

/** None where the server does not say. @returns {Promise<Messengers>} */
export function messengers() {
  asked ??= api.get("/messengers").then(
    (answer) => answer.messengers,
    () => {
      asked = null;
      return {};
    },
  );
  return asked;
}

/** Whether a ticket's holder is told by a channel. @param {string} secret @param {string} channel */
export function isTold(secret, channel) {
  return browserMemory().getItem(place(secret, channel)) !== null;
}

/** Be told there; only the agreement's id is kept. @param {string} secret @param {string} channel @param {object} address */
export async function tell(secret, channel, address) {
  const { id } = await api.post(`/tickets/${encodeURIComponent(secret)}/subscriptions`, { channel, address });
  browserMemory().setItem(place(secret, channel), id);
}

/** Be told there no more. @param {string} secret @param {string} channel */
export async function tellNoMore(secret, channel) {
  const id = browserMemory().getItem(place(secret, channel)) ?? "";
  browserMemory().removeItem(place(secret, channel));
  try {
    await api.delete(`/tickets/${encodeURIComponent(secret)}/subscriptions/${id}`);
  } catch {
    // Forgotten before, or by the end of the ticket.
  }
}

/** The ticket is forgotten on this phone. @param {string} secret */
export function forgetTold(secret) {
  for (const channel of ["web_push", "webhook"]) browserMemory().removeItem(place(secret, channel));
}

/** @param {string} secret @param {string} channel */
function place(secret, channel) {
  return `${KEPT}${channel}.${secret}`;
}
