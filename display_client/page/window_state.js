/** What a window screen says: one of a few words, from the counter's state and its ticket. */

/** @typedef {import("/static/shared/types.js").BoardCounter} BoardCounter */

/**
 * @typedef {{kind: "called" | "serving" | "idle" | "paused" | "closed" | "unknown", number: string | null, reason: string | null,
 *   until?: string | null}} WindowState `until`: when a pause is expected to end
 */

/**
 * A person in hand is shown even when the counter was paused meanwhile: the pause is for the next ones.
 *
 * @param {BoardCounter | undefined} counter
 * @param {boolean} startOnCall the hall counts service from the call on
 * @returns {WindowState}
 */
export function windowState(counter, startOnCall) {
  if (!counter) return { kind: "unknown", number: null, reason: null };
  if (counter.ticket) {
    const serving = counter.ticket_state === "serving" && !startOnCall;
    return { kind: serving ? "serving" : "called", number: counter.ticket, reason: null };
  }
  if (counter.state === "open") return { kind: "idle", number: null, reason: null };
  return { kind: counter.state, number: null, reason: counter.reason ?? null, until: counter.expected_at ?? null };
}
