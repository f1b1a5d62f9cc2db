/** Where a person is at the kiosk, and what each press makes of it. Pure: a flow goes in, the next one comes out. */

/** @typedef {import("/static/shared/types.js").Ticket} Ticket */
/** @typedef {import("/static/kiosk/card_reader.js").Card} Card */
/** @typedef {"welcome" | "priority" | "confirm" | "urgent" | "appointment" | "taking" | "done" | "already" | "failed"} Screen */

/**
 * @typedef {Object} Flow
 * @property {Screen} screen
 * @property {string | null} service      letter of the chosen service
 * @property {string | null} priority     class that the person declared; null where nothing was said
 * @property {string} code                appointment code as typed so far
 * @property {number} party               how many people come together
 * @property {Card | null} card           the document that was read, for as long as this person stands here
 * @property {string | null} number       the number that the person has already
 * @property {"confirm" | "appointment"} from  where the number was asked for; failures lead back there
 * @property {Ticket | null} ticket
 * @property {string | null} refusal      code of what went wrong
 * @property {string | null} until        from when on a number may be had again
 * @property {boolean} printed            the number that the person had is on paper again
 * @property {number} page                of the services, where they do not fit on one
 * @property {boolean} senior
 * @property {boolean} contrast           black, white and yellow
 * @property {boolean} low                everything that is touched in the lower part, for who sits in a wheelchair
 * @property {boolean} help               whether the help lies over the screen
 */

export const CODE_LENGTH = 16;
export const LARGEST_PARTY = 20;

/** @type {Flow} */
export const START = Object.freeze({
  screen: "welcome",
  service: null,
  priority: null,
  party: 1,
  card: null,
  number: null,
  code: "",
  from: "confirm",
  ticket: null,
  refusal: null,
  until: null,
  printed: false,
  page: 0,
  senior: false,
  contrast: false,
  low: false,
  help: false,
});

/** @param {Flow} flow @param {string} letter @returns {Flow} */
export function chooseService(flow, letter) {
  return { ...flow, screen: "confirm", service: letter };
}

/** A class declared before the service, from the welcome's "priority". @param {Flow} flow @param {string | null} code @returns {Flow} */
export function declareFirst(flow, code) {
  return { ...flow, screen: "welcome", priority: code, page: 0 };
}

/** A class declared beside the chosen service. @param {Flow} flow @param {string | null} code @returns {Flow} */
export function declare(flow, code) {
  return { ...flow, priority: code };
}

/** One more or one less; a party is never nobody. @param {Flow} flow @param {number} by @returns {Flow} */
export function countParty(flow, by) {
  return { ...flow, party: Math.min(LARGEST_PARTY, Math.max(1, flow.party + by)) };
}

/** A document was read. @param {Flow} flow @param {Card} card @returns {Flow} */
export function show(flow, card) {
  return { ...flow, card };
}

/** @param {Flow} flow @param {"priority" | "urgent" | "appointment"} screen @returns {Flow} */
export function open(flow, screen) {
  return { ...flow, screen, code: "" };
}

/** @param {Flow} flow @param {string} key one character, or "" for deleting the last @returns {Flow} */
export function type(flow, key) {
  const code = key ? (flow.code + key).slice(0, CODE_LENGTH) : flow.code.slice(0, -1);
  return { ...flow, code };
}

/** The number is being taken. @param {Flow} flow @returns {Flow} */
export function take(flow) {
  const from = flow.screen === "failed" ? flow.from : flow.screen;
  return { ...flow, screen: "taking", from: from === "appointment" ? "appointment" : "confirm", refusal: null };
}

/** @param {Flow} flow @param {Ticket} ticket @returns {Flow} */
export function issued(flow, ticket) {
  return { ...flow, screen: "done", ticket };
}

/** The same person has a number for the same already. @param {Flow} flow @param {string} number @returns {Flow} */
export function already(flow, number) {
  return { ...flow, screen: "already", number, printed: false };
}

/** @param {Flow} flow @param {string} code @returns {Flow} */
export function refused(flow, code) {
  return { ...flow, screen: "failed", refusal: code };
}

/** One step back; a failure leads back to where it was asked for. @param {Flow} flow @returns {Flow} */
export function back(flow) {
  if (flow.screen === "failed") return { ...flow, screen: flow.from, refusal: null };
  return { ...flow, screen: "welcome", service: null, code: "", party: 1 };
}

/** The next person: nothing of the last one stays. @returns {Flow} */
export function home() {
  return START;
}

/** The same person begins again; how they like it shown stays. @param {Flow} flow @returns {Flow} */
export function again(flow) {
  return { ...START, senior: flow.senior, contrast: flow.contrast, low: flow.low };
}
