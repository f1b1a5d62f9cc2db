/** What this browser is recognised by as a screen, and what the server says became of it. */

import { browserMemory } from "/static/shared/memory.js";

/**
 * @typedef {Object} Fate
 * @property {"waiting" | "paired" | "expired"} state
 * @property {string} [code]
 * @property {number} [expires_in_s]
 * @property {string} [hall]
 * @property {string | null} [screen]
 * @property {number} [counter] it is the rating pad of this window
 * @property {string} [token]
 */

/** @typedef {{code: string, secret: string, expires_in_s: number}} Asked */

const SECRET = "lunhou.pairing";
const TIMEOUT_MS = 10_000;

export const secret = {
  get: () => browserMemory().getItem(SECRET),
  /** @param {string} value */
  keep: (value) => browserMemory().setItem(SECRET, value),
  forget: () => browserMemory().removeItem(SECRET),
};

/** A new code, and the secret that belongs to it. @returns {Promise<Asked>} */
export function askForCode() {
  return post("/api/v1/devices", { kind: "display", pairing: true });
}

/** @param {string} of @returns {Promise<Fate>} */
export function fateOf(of) {
  return post("/api/v1/devices/pairings", { secret: of });
}

/** Where a screen is shown, or a window's pad. @param {string} hall @param {Pick<Fate, "screen" | "counter">} place */
export function addressOf(hall, { screen, counter: pad }) {
  const counter = /^window-(\d+)$/.exec(screen ?? "")?.[1];
  const root = `/halls/${encodeURIComponent(hall)}`;
  if (pad) return `${root}/rate?counter=${pad}`;
  if (counter) return `${root}/counters/${counter}/display`;
  return screen && screen !== "hall" ? `${root}/display?screen=${encodeURIComponent(screen)}` : `${root}/display`;
}

/**
 * Without the page's token, as one that was revoked would be refused everything.
 *
 * @param {string} path @param {unknown} body
 */
async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    cache: "no-store",
    credentials: "omit",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const said = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(said.code), { code: said.code });
  return said;
}
