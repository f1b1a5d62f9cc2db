/** What this kiosk offers of what the hall has. Pure. */

/** @typedef {import("/static/shared/types.js").Texts} Texts */
/** @typedef {import("/static/shared/types.js").PriorityClass} PriorityClass */
/**
 * @typedef {import("/static/shared/types.js").Service & {kiosk: boolean, appointments: boolean, ahead: number | null,
 *   classes: string[] | null, bring: Texts | null, paused?: boolean, sold_out?: boolean, needs_server?: boolean,
 *   identity?: "none" | "optional" | "required"}} Service
 * @typedef {Omit<import("/static/shared/types.js").Hall, "services"> & {services: Service[],
 *   reasons: {code: string, name: Texts}[], alone?: {why_not: string | null, waiting: number}}} Hall
 *   `alone`: the server is gone, and the kiosk gives numbers itself, or says why it cannot
 */

export const NORMAL = "normal";
/** @type {Record<string, string>} */
const CLASS_ICONS = {
  normal: "person",
  elderly: "elderly",
  disabled: "wheelchair",
  pregnant: "pregnant",
  soldier: "soldier",
  student: "student",
  talent: "talent",
  company: "company",
  child: "with_child",
  with_child: "with_child",
  appointment: "appointment",
  urgent: "urgent",
};

/** @param {Hall} hall @returns {Service[]} */
export function servicesOf(hall) {
  return hall.services.filter((service) => service.kiosk);
}

/** A service is open unless the hall says otherwise. @param {Service} service */
export function isOpen(service) {
  return whyClosed(service) === null;
}

/** Why no number can be had for a service; null where one can. @param {Service} service @returns {"closed" | "paused" | "sold_out" | "needs_server" | null} */
export function whyClosed({ open, paused, sold_out, needs_server }) {
  if (open === false) return "closed";
  if (needs_server) return "needs_server";
  if (paused) return "paused";
  return sold_out ? "sold_out" : null;
}

/** @param {Hall} hall @param {string | null} letter @returns {Service | null} */
export function findService(hall, letter) {
  return servicesOf(hall).find((service) => service.letter === letter) ?? null;
}

/** Whether an appointment can be checked in here. @param {Hall} hall */
export function takesAppointments(hall) {
  return hall.services.some((service) => service.appointments);
}

/** Classes that a person may declare, for one service or for any. @param {Hall} hall @param {Service | null} [service] */
export function declaredClasses(hall, service = null) {
  return hall.classes.filter(
    ({ code, who }) => who === "declared" && code !== NORMAL && (service?.classes?.includes(code) ?? true),
  );
}

/**
 * The class that a number would be taken for: what was declared, else normal, where the service takes them.
 *
 * @param {Hall} hall @param {Service} service @param {string | null} declared
 * @returns {PriorityClass | null} null where somebody has to be chosen first
 */
export function classFor(hall, service, declared) {
  const allowed = hall.classes.filter(({ code }) => service.classes?.includes(code) ?? true);
  const found = allowed.find(({ code }) => code === declared) ?? allowed.find(({ code }) => code === NORMAL);
  return found ?? null;
}

/** @param {Hall} hall @param {string} code */
export function findClass(hall, code) {
  return hall.classes.find((each) => each.code === code) ?? null;
}

/** @param {string} code */
export function classIcon(code) {
  return CLASS_ICONS[code] ?? "person";
}

/** One page of a list cut evenly, and how many there are. @template T @param {T[]} items @param {number} size @param {number} page */
export function pageOf(items, size, page) {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const at = page % pages;
  const each = Math.ceil(items.length / pages);
  return { items: items.slice(at * each, (at + 1) * each), at, pages };
}

const SOON_S = 60;

/**
 * Nobody waits for the same, but the windows serve others first: "0 ahead" beside a wait would puzzle.
 * @param {number} ahead @param {{p50_s: number} | null} forecast
 */
export function waitsForOthers(ahead, forecast) {
  return ahead === 0 && forecast !== null && forecast.p50_s > SOON_S;
}
