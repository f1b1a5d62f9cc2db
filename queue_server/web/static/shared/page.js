/** What the shell told this page about itself, and its token. */

import { browserMemory } from "./memory.js";

/**
 * @typedef {Object} Page
 * @property {string} page        the kind of page: kiosk, display, counter, rate, manager, citizen, start
 * @property {string} hall        the hall's code; "" where there is none
 * @property {number | null} counter
 * @property {string} secret      the citizen's ticket secret; "" elsewhere
 * @property {string} language    the language to begin with: the address's, else the browser's as the server saw it
 * @property {string | null} asked the language that the address itself names (`?language=en`)
 * @property {boolean} demo       whether this is the demonstration
 * @property {boolean} agent      whether the kiosk itself serves this page, not the server
 */

/** @returns {Page} */
export function readPage() {
  const data = document.body.dataset;
  const asked = new URLSearchParams(location.search).get("language");
  return {
    page: data.page ?? "",
    hall: data.hall ?? "",
    counter: data.counter ? Number(data.counter) : null,
    secret: data.secret ?? "",
    language: asked || data.language || "zh-CN",
    asked,
    demo: data.demo === "true",
    agent: data.agent === "true",
  };
}

/**
 * The page's bearer token, or null. An address with `#token=…` stores it and loses it,
 * so that a photograph of the screen or a copied address does not carry it.
 *
 * @param {Page} [page]
 */
export function pageToken(page = readPage()) {
  const key = tokenKey(page);
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    browserMemory().setItem(key, given);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return browserMemory().getItem(key);
}

/** @param {Page} [page] */
export function forgetToken(page = readPage()) {
  browserMemory().removeItem(tokenKey(page));
}

/** Pages that belong to one counter: a browser may have several of them. */
const OF_A_COUNTER = new Set(["counter", "rate"]);

/** @param {Page} page */
function tokenKey({ page, hall, counter }) {
  const parts = ["lunhou.token", page, hall];
  if (OF_A_COUNTER.has(page) && counter !== null) parts.push(String(counter));
  return parts.join(".");
}
