/** Which screen this is, and which calls, services and windows belong on it. No browser in here. */

/** @typedef {import("/static/shared/types.js").Screen} Screen */
/** @typedef {import("/static/shared/types.js").Call} Call */
/** @typedef {import("/static/shared/types.js").Hall} Hall */
/** @typedef {import("/static/shared/types.js").Service} Service */

const WINDOW = /^window-([1-9]\d{0,3})$/;

/** What a screen has that nobody configured. */
const PARTS = {
  waiting: true, coming: true, duty: true, notices: true, media: true, check_in: true, line: false, clock: true,
  officer: true, photo: false,
};

/** The screen that an address means. @param {{asked: string | null, counter: number | null}} address */
export function screenId({ asked, counter }) {
  return asked || (counter === null ? "hall" : `window-${counter}`);
}

/**
 * The hall's screen and those of its windows exist though nobody configured them; null for any other.
 *
 * @param {string} id
 * @returns {Screen | null}
 */
export function unconfigured(id) {
  const window = WINDOW.exec(id);
  if (id !== "hall" && !window) return null;
  return {
    id,
    name: {},
    layout: window ? "window" : "hall",
    counter: window ? Number(window[1]) : null,
    counters: null,
    services: null,
    speaks: !window,
    depth_m: null,
    height_mm: null,
    parts: PARTS,
  };
}

/** Whether a screen shows less than its hall. @param {Screen} screen */
export function isZone({ layout, counters, services }) {
  return layout !== "window" && (counters !== null || services !== null);
}

/** Whether a call is shown and said here. @param {Screen} screen @param {Pick<Call, "counter" | "service">} call */
export function belongs({ layout, counter, counters, services }, call) {
  if (layout === "window") return call.counter === counter;
  return (counters?.includes(call.counter) ?? true) && (services?.includes(call.service) ?? true);
}

/**
 * The services that people wait for here: those named, else those of the windows named, else all.
 *
 * @param {Screen} screen
 * @param {Hall} hall
 * @returns {Service[]}
 */
export function servicesOf({ counters, services }, hall) {
  const served = hall.counters.filter(({ number }) => counters?.includes(number)).flatMap((counter) => counter.services ?? []);
  const letters = services ?? (served.length > 0 ? served : null);
  return hall.services.filter(({ letter }) => letters?.includes(letter) ?? true);
}
