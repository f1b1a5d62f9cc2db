/** Texts by key and language. Catalogues are flat JSON; one page may speak two languages at once. */

import { FIRST, supported, textFor } from "./languages.js";

/** @typedef {import("./types.d.ts").Texts} Texts */

export { LANGUAGES, supported } from "./languages.js";

/** @type {Map<string, Record<string, string>>} */
const catalogues = new Map();
/** @type {Set<() => void>} */
const listeners = new Set();
let current = FIRST;
/** Whose catalogues the page speaks by. @type {string[]} */
let spoken = [];

export function language() {
  return current;
}

/**
 * Make a language the page's own, loading its catalogues first.
 *
 * @param {string} wanted  a language without a catalogue falls to the nearest that has one
 * @param {string[]} pages catalogues beside the shared one: `["display"]` → /static/display/locales/…; unsaid, those of the last time
 */
export async function setLanguage(wanted, pages = spoken) {
  const code = supported(wanted);
  await loadLanguage(code, pages);
  current = code;
  spoken = pages;
  document.documentElement.lang = code;
  listeners.forEach((listener) => listener());
  return code;
}

/** @param {string} code @param {string[]} pages */
export async function loadLanguage(code, pages = []) {
  const parts = await Promise.all(["shared", ...pages].map((page) => fetchCatalogue(page, code)));
  addCatalogue(code, Object.assign({}, ...parts));
}

/** @param {string} code @param {Record<string, string>} texts */
export function addCatalogue(code, texts) {
  catalogues.set(code, { ...catalogues.get(code), ...texts });
}

/** Call back after each change of language; answers with the way to stop. @param {() => void} listener */
export function onLanguage(listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * The text of a key in the page's language: `t("ahead", {count: 3})`.
 * With a `count`, a form for its plural category wins: `ahead#one`.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [params]
 */
export function t(key, params = {}) {
  return tIn(current, key, params);
}

/** As `t`, in another loaded language. @param {string} code @param {string} key @param {Record<string, string | number>} [params] */
export function tIn(code, key, params = {}) {
  const template = find(code, key, params.count);
  return fill(template, params);
}

/** Whether a key has a text, for keys that come from outside. @param {string} key */
export function has(key) {
  return catalogues.get(current)?.[key] !== undefined;
}

/** One of a hall's own texts, for who reads the page. @param {Texts | null | undefined} texts @param {string} [code] */
export function pick(texts, code = current) {
  return textFor(texts, code);
}

/** What to say about a refusal: our sentence for its code, else the server's. @param {{code: string, message?: string}} refusal */
export function errorText(refusal) {
  const key = `error.${refusal.code}`;
  if (has(key)) return t(key);
  return refusal.message || t("error.unexpected");
}

/**
 * Chinese stands apart from a number that is filled in ("等候 28 分钟"), never from Chinese ("等候不到 1 分钟").
 *
 * @param {string} template @param {Record<string, string | number>} params
 */
function fill(template, params) {
  return template.replace(/( ?)\{(\w+)\}( ?)/g, (whole, before, name, after, at) => {
    if (params[name] === undefined) return whole;
    const text = String(params[name]);
    const left = areChinese(template[at - 1], text[0]) ? "" : before;
    const right = areChinese(text.at(-1), template[at + whole.length]) ? "" : after;
    return left + text + right;
  });
}

/** @param {(string | undefined)[]} characters */
function areChinese(...characters) {
  return characters.every((each) => each !== undefined && /\p{Script=Han}/u.test(each));
}

/** @param {string} code @param {string} key @param {string | number | undefined} count */
function find(code, key, count) {
  const texts = catalogues.get(code) ?? {};
  const plural = typeof count === "number" ? `${key}#${new Intl.PluralRules(code).select(count)}` : key;
  return texts[plural] ?? texts[key] ?? catalogues.get(FIRST)?.[key] ?? key;
}

/** @param {string} page @param {string} code @returns {Promise<Record<string, string>>} */
async function fetchCatalogue(page, code) {
  const response = await fetch(`/static/${page}/locales/${code}.json`);
  if (!response.ok) throw new Error(`no catalogue ${page} ${code}: ${response.status}`);
  return response.json();
}
