/** Calls that nobody made, for the test picture of a screen: always the same ones in the same order. */

import { belongs, servicesOf } from "/static/display/screen.js";

/** @typedef {import("/static/shared/types.js").Board} Board */
/** @typedef {import("/static/shared/types.js").Hall} Hall */
/** @typedef {import("/static/shared/types.js").Screen} Screen */
/** @typedef {import("/static/shared/types.js").LiveEvent} LiveEvent */
/** @typedef {{hall: Hall, screen: Screen, count: number, now_ms: number}} Given `count`: of the calls so far, this one with them */

const AGO_MS = 45_000;
const OFFICER = { badge: "000000", name: null };
const NEXT = 3;

/**
 * The hall's own board with made-up calls.
 *
 * @param {Board} board
 * @param {Given} given
 * @returns {Board}
 */
export function madeUpBoard(board, { count, now_ms, ...given }) {
  const calls = Array.from({ length: count }, (_, index) =>
    madeUpCall({ ...given, count: index + 1, now_ms: now_ms - (count - index) * AGO_MS }));
  const [last] = calls.slice(-1);
  const coming = servicesOf(given.screen, given.hall).flatMap(({ letter }) =>
    Array.from({ length: NEXT }, (_, place) => ({ number: numberOf(letter, count + 1 + place), service: letter, counters: [] })));
  return {
    ...board,
    calls: /** @type {any} */ (calls.reverse()),
    coming,
    counters: board.counters.map((counter) => ({
      ...counter,
      state: "open",
      officer: counter.officer ?? OFFICER,
      ticket: counter.number === last?.counter ? (last.number ?? null) : counter.ticket,
      ticket_state: "called",
    })),
  };
}

/** One call, as its event would tell it. @param {Given} given @returns {LiveEvent} */
export function madeUpCall({ hall, screen, count, now_ms }) {
  const service = serviceOf(hall, screen, count);
  const counter = counterOf(hall, screen, count, service);
  const number = numberOf(service, count);
  return {
    hall: hall.hall, sequence: count, kind: "ticket_called", at: new Date(now_ms).toISOString(),
    number, counter, service, attempt: 1, language: "zh-CN",
    announcement: [{ language: "zh-CN", text: `请${number}号到${counter}号窗口`, clips: ["chime"] }],
  };
}

/** @param {Hall} hall @param {Screen} screen @param {number} count */
function serviceOf(hall, screen, count) {
  const letters = servicesOf(screen, hall).map(({ letter }) => letter);
  return letters[count % letters.length] ?? "A";
}

/** @param {Hall} hall @param {Screen} screen @param {number} count @param {string} service */
function counterOf(hall, screen, count, service) {
  if (screen.layout === "window") return screen.counter ?? 1;
  const numbers = hall.counters.map(({ number }) => number).filter((counter) => belongs({ ...screen, services: null }, { counter, service }));
  return numbers[(count * stepThrough(numbers.length)) % numbers.length] ?? 1;
}

/** A step that leads through a list with neighbours apart. @param {number} length */
function stepThrough(length) {
  if (length % 3 !== 0) return 3;
  return length % 2 === 0 ? 5 : 2;
}

/** @param {string} letter @param {number} count */
function numberOf(letter, count) {
  return `${letter}${String(count).padStart(3, "0")}`;
}
