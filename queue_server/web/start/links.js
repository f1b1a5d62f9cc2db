/** Where the pages of a hall are. In the demonstration the addresses come ready, with their tokens. Pure. */

/**
 * @typedef {Object} Demo what `/demo.json` says; only the demonstration has it
 * @property {Record<string, string | null | undefined>} pages
 * @property {Record<string, string>} tokens
 */

/**
 * @typedef {Object} Links
 * @property {string} kiosk
 * @property {string} display
 * @property {string} counter
 * @property {string} manager
 * @property {string | null} citizen a ticket to look at, where the demonstration has one
 * @property {string | null} rate the pad of the first window, where the demonstration has one
 * @property {{number: number, officer: string, screen: string}[]} windows
 */

/**
 * @param {{hall: string, counters: {number: number}[]}} hall
 * @param {Demo | null} demo
 * @returns {Links}
 */
export function linksOf({ hall, counters }, demo) {
  const root = `/halls/${hall}`;
  const pages = demo?.pages ?? {};
  const ready = (/** @type {string} */ page) => (isOf(hall, pages[page]) ? here(/** @type {string} */ (pages[page])) : `${root}/${page}`);
  return {
    kiosk: ready("kiosk"),
    display: ready("display"),
    counter: ready("counter"),
    manager: ready("manager"),
    rate: isOf(hall, pages.rate) ? here(/** @type {string} */ (pages.rate)) : null,
    citizen: isTicket(pages.citizen) ? here(/** @type {string} */ (pages.citizen)) : null,
    windows: counters.map(({ number }) => ({
      number,
      officer: `${root}/counter?counter=${number}${hash(demo?.tokens[`officer:${number}`])}`,
      screen: `${root}/counters/${number}/display`,
    })),
  };
}

/** The demonstration prepares one hall. @param {string} hall @param {string | null | undefined} address */
function isOf(hall, address) {
  return Boolean(address?.includes(`/halls/${hall}/`));
}

/** A link with a ticket's secret at its end. @param {string | null | undefined} address */
function isTicket(address) {
  return /\/t\/[\w-]+$/.test(address ?? "");
}

/** The same page under the name by which this server was found: "localhost" and 127.0.0.1 keep no secrets in common. @param {string} address */
function here(address) {
  const { pathname, search, hash: fragment } = new URL(address, "http://here");
  return pathname + search + fragment;
}

/** @param {string | undefined} token */
function hash(token) {
  return token ? `#token=${encodeURIComponent(token)}` : "";
}
