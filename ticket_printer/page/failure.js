/** What went wrong, as a kind of trouble a person can do something about. Pure. */

/** @typedef {"network" | "busy" | "closed" | "sold_out" | "changed" | "class" | "code" | "code_used" | "other_day" | "papers_used" | "papers_expired" | "device" | "paused" | "identity" | "waiting" | "cooling" | "copies" | "used_up" | "clock" | "needs_server" | "alone_identity" | "reprint_away" | "other"} Trouble */

/** @type {Record<string, Trouble>} */
const BY_CODE = {
  network: "network",
  busy: "busy",
  too_many_requests: "busy",
  storage_unavailable: "busy",
  hall_closed: "closed",
  no_capacity: "sold_out",
  service_paused: "paused",
  identity_required: "identity",
  already_waiting: "waiting",
  cooling_down: "cooling",
  no_more_copies: "copies",
  unknown_service: "changed",
  unknown_class: "changed",
  not_eligible: "class",
  unauthenticated: "device",
  forbidden: "device",
  device_pending: "device",
  device_revoked: "device",
  numbers_used_up: "used_up",
  clock_unsure: "clock",
  needs_server: "needs_server",
  identity_needs_server: "alone_identity",
  reprint_needs_server: "reprint_away",
};
/** The same codes mean something else of an appointment's code. @type {Record<string, Trouble>} */
const OF_APPOINTMENT = { not_found: "code", invalid: "other_day", illegal_transition: "code_used", code_used: "papers_used", code_expired: "papers_expired" };

/** @type {Record<Trouble, string>} */
const ICONS = {
  network: "connection_lost",
  busy: "clock",
  closed: "clock",
  sold_out: "ticket",
  changed: "recall",
  class: "id_card",
  code: "appointment",
  code_used: "appointment",
  other_day: "appointment",
  papers_used: "paper",
  papers_expired: "paper",
  device: "kiosk",
  paused: "pause",
  identity: "id_card",
  waiting: "ticket",
  cooling: "clock",
  copies: "printer",
  used_up: "ticket",
  clock: "clock",
  needs_server: "connection_lost",
  alone_identity: "id_card",
  reprint_away: "printer",
  other: "alert",
};
const CORRECTABLE = new Set(["code", "class", "identity"]);
const WORTH_A_RETRY = new Set(["network", "busy", "other"]);

/**
 * @param {string} code of the refusal
 * @param {"confirm" | "appointment"} from
 * @returns {{trouble: Trouble, icon: string, retry: boolean, correct: boolean}}
 *   `retry`: the same again may work; `correct`: going one step back and choosing otherwise may
 */
export function failureOf(code, from) {
  const trouble = (from === "appointment" && OF_APPOINTMENT[code]) || BY_CODE[code] || "other";
  const correct = CORRECTABLE.has(trouble);
  return { trouble, icon: ICONS[trouble], retry: WORTH_A_RETRY.has(trouble), correct };
}
