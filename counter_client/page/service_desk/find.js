/** Finding one of today's numbers. Pure. */

/** @typedef {import("/static/shared/types.js").Ticket & {last4?: string | null, here?: boolean, here_until?: string | null}} Ticket */

const LIVING = new Set(["waiting", "called", "serving", "held", "missed", "away"]);

/**
 * Newest first: by the number's beginning, the end of a document, or a word of the remark.
 *
 * @param {Ticket[]} tickets @param {string} asked @param {boolean} all those that have ended, too
 */
export function matching(tickets, asked, all) {
  const words = asked.trim().toUpperCase();
  return tickets
    .filter(({ state }) => all || words !== "" || LIVING.has(state))
    .filter(({ number, last4, remark }) => {
      if (!words) return true;
      return number.startsWith(words) || (last4 ?? "") === words || (remark ?? "").toUpperCase().includes(words);
    })
    .reverse();
}

/** What the desk may do with a number as it is now. @param {Ticket} ticket @returns {("check_in" | "reprint" | "move" | "grant" | "restore" | "come_back" | "cancel")[]} */
export function actsFor({ state, here, here_until }) {
  if (!LIVING.has(state)) return ["reprint"];
  if (state === "waiting") return [...(here === false || here_until ? /** @type {const} */ (["check_in"]) : []), "reprint", "move", "grant", "cancel"];
  if (state === "missed") return ["restore", "reprint", "cancel"];
  if (state === "away") return ["come_back", "reprint", "cancel"];
  return state === "serving" ? ["reprint"] : ["reprint", "cancel"];
}
