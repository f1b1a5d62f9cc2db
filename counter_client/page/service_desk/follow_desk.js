/** What the desk sees of its hall, asked anew after what happens there. */

import { connect } from "/static/shared/live.js";

/** @typedef {import("./find.js").Ticket} Ticket */
/** @typedef {{id: string, name: string, kind: string, printer: string}} Printer */
/** @typedef {{id: number, last4: string | null, until: string, lost: {number: string, day: string, service: string}[]}} CoolDown */
/** @typedef {import("../bells.js").Bell} Bell */
/** @typedef {import("./order.js").Hall} Hall */
/** @typedef {{hall: Hall | null, tickets: Ticket[] | null, printers: Printer[], bells: Bell[], calls: import("../bells.js").HelpCall[], coolDowns: CoolDown[]}} Seen */

const TOGETHER_MS = 200;
const AGAIN_MS = 15_000;

/**
 * @param {{hall: string, token: string | null, get: (path: string) => Promise<any>, onSeen: (seen: Seen) => void,
 *   onState: (state: import("/static/shared/types.js").LiveState) => void, onRefusal: (refusal: any) => void}} about
 */
export function followDesk({ hall, token, get, onSeen, onState, onRefusal }) {
  /** @type {Seen} */
  let seen = { hall: null, tickets: null, printers: [], bells: [], calls: [], coolDowns: [] };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer = undefined;
  let closed = false;

  async function ask() {
    const at = `/halls/${hall}`;
    try {
      const [of, { tickets }, { printers }, { help_requests, calls }, { cool_downs }] = await Promise.all(
        ["", "/tickets", "/printers", "/help-requests", "/cool-downs"].map((path) => get(at + path)),
      );
      seen = { hall: of, tickets, printers, bells: help_requests, calls, coolDowns: cool_downs };
      if (!closed) onSeen(seen);
    } catch (refusal) {
      if (!closed) onRefusal(refusal);
    }
  }
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, TOGETHER_MS);
  };
  const live = connect({ hall, audience: "counter", token, onBoard: soon, onEvent: soon, onState });
  const again = setInterval(soon, AGAIN_MS);
  void ask();
  return {
    soon,
    close() {
      closed = true;
      clearTimeout(timer);
      clearInterval(again);
      live.close();
    },
  };
}
