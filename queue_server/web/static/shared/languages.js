/** The languages that the pages speak, and which of them suits whom. Pure. */

/** @typedef {import("./types.d.ts").Texts} Texts */

/** Each in its own name, as it stands on the switch. */
export const LANGUAGES = [
  { code: "zh-CN", name: "简体中文" },
  { code: "zh-Hant", name: "繁體中文" },
  { code: "en", name: "English" },
  { code: "ko", name: "한국어" },
  { code: "ru", name: "Русский" },
];
export const FIRST = "zh-CN";
/** For those whose language we do not speak. */
const FOREIGN = "en";
const TRADITIONAL = ["hant", "tw", "hk", "mo"];
/** Where the name of our catalogue does not say how its country writes dates and lists. @type {Record<string, string>} */
const LOCALES = { en: "en-GB", "zh-Hant": "zh-Hant-HK" };

/**
 * The language of ours that the reader of a BCP 47 tag reads best: by the script, else the place, else the language.
 * Chinese where nothing is asked for, English where it is none of ours.
 *
 * @param {string} wanted
 */
export function supported(wanted) {
  const [base = "", ...rest] = wanted.toLowerCase().split(/[-_]/);
  if (base === "") return FIRST;
  if (base === "zh" || base === "yue") return isTraditional(base, rest) ? "zh-Hant" : FIRST;
  return LANGUAGES.find(({ code }) => code === base)?.code ?? FOREIGN;
}

/** @param {string} base @param {string[]} rest */
function isTraditional(base, rest) {
  if (rest.includes("hans")) return false;
  return base === "yue" || rest.some((part) => TRADITIONAL.includes(part));
}

/** What Intl calls one of our languages. @param {string} code */
export function localeOf(code) {
  return LOCALES[code] ?? code;
}

/** @param {string} code */
export function isChinese(code) {
  return /^(zh|yue)(-|$)/.test(code);
}

/** Those of a hall's languages that we speak, in its order; who hears Cantonese reads traditional characters. @param {string[]} wanted */
export function spokenHere(wanted) {
  const codes = new Set(wanted.map((code) => (code === "yue" ? "zh-Hant" : code)));
  return [...codes].flatMap((wantedCode) => LANGUAGES.filter(({ code }) => code === wantedCode));
}

/**
 * The language to stand under the first one: the next that helps somebody. Chinese under Chinese helps nobody.
 *
 * @param {string[]} codes @param {string} first
 */
export function companion(codes, first) {
  return codes.find((code) => code !== first && !(isChinese(code) && isChinese(first))) ?? null;
}

/**
 * One of a hall's own texts for a reader: in the language, else a related one, else what most would read
 * instead: Chinese for who reads Chinese, English before it for others, else any.
 *
 * @param {Texts | null | undefined} texts @param {string} code
 */
export function textFor(texts, code) {
  if (!texts) return "";
  const base = code.split("-")[0];
  const related = Object.keys(texts).find((each) => each.split("-")[0] === base) ?? "";
  const chain = isChinese(code) ? [code, ...chineseFor(code), related, FIRST, FOREIGN] : [code, related, FOREIGN, FIRST];
  const found = chain.find((each) => texts[each] !== undefined);
  return (found === undefined ? Object.values(texts)[0] : texts[found]) ?? "";
}

/** Traditional Chinese and Cantonese are written alike, if need be. @param {string} code */
function chineseFor(code) {
  return code === FIRST ? [] : ["zh-Hant", "yue"];
}
