/** Commands and questions: HTTP under /api/v1, with keys that make a repeated command harmless. */

import { language } from "./i18n.js";
import { pageToken } from "./page.js";

const ROOT = "/api/v1";
const TIMEOUT_MS = 10_000;
const UPLOAD_TIMEOUT_MS = 600_000;
/** Waits before the second, third and fourth try after the network failed. */
const PAUSES_MS = [300, 1_000, 3_000];
const CSRF_COOKIE = "lunhou_csrf";

/** What the server (or the network: status 0, code `network`) refused. Branch on `code`, show `error.<code>`. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} message
   * @param {Record<string, unknown>} details
   */
  constructor(status, code, message, details = {}) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/**
 * @typedef {Object} CallOptions
 * @property {string} [key]        the Idempotency-Key; made for each POST when not given
 * @property {number} [timeout_ms] of one try
 * @property {AbortSignal} [signal] ends the waiting from outside
 */

export const api = {
  /** @param {string} path @param {CallOptions} [options] */
  get: (path, options) => request("GET", path, undefined, options),
  /** @param {string} path @param {unknown} [body] @param {CallOptions} [options] */
  post: (path, body = {}, options = {}) =>
    request("POST", path, body, { ...options, key: options.key ?? newKey() }),
  /** A file as it is. @param {string} path @param {Blob} file @param {CallOptions} [options] */
  upload: (path, file, options = {}) =>
    request("POST", path, file, { timeout_ms: UPLOAD_TIMEOUT_MS, ...options, key: options.key ?? newKey() }),
  /** @param {string} path @param {unknown} body @param {CallOptions} [options] */
  put: (path, body, options) => request("PUT", path, body, options),
  /** @param {string} path @param {CallOptions} [options] */
  delete: (path, options) => request("DELETE", path, undefined, options),
};

/** A fresh Idempotency-Key. `crypto.randomUUID` is missing on plain http, which halls use. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The answer's JSON, or a Refusal thrown. Tried again while the network fails,
 * except DELETE: its second try could meet something new.
 *
 * @param {string} method
 * @param {string} path
 * @param {unknown} body
 * @param {CallOptions} options
 * @returns {Promise<any>}
 */
async function request(method, path, body, options = {}) {
  const pauses = method === "DELETE" ? [] : PAUSES_MS;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await once(method, path, body, options);
    } catch (error) {
      const again = error instanceof Refusal && isPassing(error) && attempt < pauses.length;
      if (!again || options.signal?.aborted) throw error;
      await pause(pauses[attempt] ?? 0);
    }
  }
}

/** @param {Refusal} refusal */
function isPassing(refusal) {
  return refusal.code === "network" || refusal.code === "busy";
}

/** @param {string} method @param {string} path @param {unknown} body @param {CallOptions} options */
async function once(method, path, body, { key, timeout_ms = TIMEOUT_MS, signal }) {
  const timeout = AbortSignal.timeout(timeout_ms);
  let response;
  try {
    response = await fetch(ROOT + path, {
      method,
      headers: headers(body, key),
      body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      cache: "no-store",
    });
  } catch (error) {
    throw new Refusal(0, "network", String(error));
  }
  return answer(response);
}

/** @param {unknown} body @param {string | undefined} key */
function headers(body, key) {
  /** @type {Record<string, string>} */
  const result = { Accept: "application/json", "Accept-Language": language() };
  if (body !== undefined) result["Content-Type"] = body instanceof Blob ? body.type : "application/json";
  if (key) result["Idempotency-Key"] = key;
  const token = pageToken();
  if (token) result.Authorization = `Bearer ${token}`;
  else if (csrf()) result["X-CSRF-Token"] = csrf();
  return result;
}

/** @param {Response} response */
async function answer(response) {
  const text = await response.text();
  const body = parsed(text);
  if (response.ok) return body;
  const { code, message, details } = body ?? {};
  if (code) throw new Refusal(response.status, code, message ?? code, details);
  // A proxy in front of a restarting server answers in HTML: to the page the network is away.
  const away = [502, 503, 504].includes(response.status);
  throw new Refusal(response.status, away ? "network" : "unexpected", response.statusText);
}

/** @param {string} text */
function parsed(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

function csrf() {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${CSRF_COOKIE}=`));
  return found ? decodeURIComponent(found.slice(CSRF_COOKIE.length + 1)) : "";
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
