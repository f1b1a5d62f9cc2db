/** What the manager watches: the hall, its floor, its day, its devices; asked anew after events. */

import { useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { connect } from "/static/shared/live.js";
import { pageToken } from "/static/shared/page.js";
import { hallDay, notBefore, now, setHallClock } from "/static/shared/time.js";
import { Poller } from "./poller.js";

/** @typedef {import("/static/shared/types.js").Hall} Hall */
/** @typedef {import("/static/shared/types.js").LiveState} LiveState */
/** @typedef {import("/static/shared/types.js").Ticket} Ticket */
/** @typedef {import("./floor.js").CounterCard["counter"]} Counter */
/** @typedef {{counters: Counter[], waiting: import("/static/shared/types.js").Board["waiting"], tickets: Ticket[]}} Floor */

/**
 * @typedef {Object} Watch
 * @property {Hall} hall
 * @property {Floor | null} floor who is where now
 * @property {import("./figures.js").Statistics | null} today
 * @property {Ticket[] | null} tickets of the whole day, for the picture
 * @property {import("./devices.js").Device[] | null} devices
 * @property {import("./displays.js").Display[] | null} displays
 * @property {import("./papers_panel.js").Paper[] | null} papers that nobody is sure of
 * @property {import("./paper_conflicts.js").PaperConflict[] | null} conflicts papers of kiosks that a person must help with
 * @property {import("/static/shared/help_calls.js").HelpCall[] | null} help calls for a person that are open
 * @property {import("./grants.js").Grant[] | null} grants of today
 * @property {import("./cases_panel.js").Tallies | null} cases how many are to be answered
 * @property {LiveState} live
 * @property {number | null} lost_ms since when the server is away
 * @property {(question: Question) => void} askAgain
 */

/** @typedef {"hall" | "floor" | "today" | "tickets" | "devices" | "displays" | "papers" | "conflicts" | "help" | "grants" | "cases"} Question */

/** Least and longest seconds between two askings. @type {Record<Question, [number, number]>} */
const PACE = { hall: [2, 60], floor: [1.5, 20], today: [8, 30], tickets: [30, 60], devices: [2, 30], displays: [2, 10], papers: [1, 10], conflicts: [2, 60], help: [0.2, 10], grants: [2, 30], cases: [3, 60] };
const IN_HAND = "waiting,called,serving,held,away";

/**
 * @param {Hall} first
 * @param {(code: string) => void} onRefused `unauthenticated` or `forbidden`: the session has ended
 * @returns {Watch}
 */
export function useWatch(first, onRefused) {
  const [known, setKnown] = useState(/** @type {Omit<Watch, "askAgain">} */ ({
    hall: first, floor: null, today: null, tickets: null, devices: null, displays: null, papers: null, conflicts: null, help: null, grants: null, cases: null, live: "connecting", lost_ms: null,
  }));
  const [watcher, setWatcher] = useState(/** @type {ReturnType<typeof follow> | null} */ (null));
  useEffect(() => {
    const started = follow(first.hall, (change) => setKnown((before) => ({ ...before, ...change })), onRefused);
    setWatcher(started);
    return () => started.close();
  }, [first.hall]);
  return { ...known, askAgain: (question) => watcher?.askAgain(question) };
}

/**
 * @param {string} hall
 * @param {(change: Partial<Watch>) => void} learn
 * @param {(code: string) => void} onRefused
 */
function follow(hall, learn, onRefused) {
  const pollers = Object.fromEntries(
    Object.entries(questions(hall)).map(([name, ask]) => [name, poller(name, ask, learn, onRefused)]),
  );
  /** @type {number | null} */
  let lost_ms = null;
  const live = connect({
    hall,
    audience: "manager",
    token: pageToken(),
    onBoard: () => ["floor", "hall"].forEach((name) => pollers[name]?.soon()),
    onEvent({ kind, at }) {
      notBefore(at);
      concerned(kind).forEach((name) => pollers[name]?.soon());
    },
    onState(state) {
      lost_ms = state === "lost" ? (lost_ms ?? now()) : null;
      learn({ live: state, lost_ms });
    },
  });
  return {
    askAgain: (/** @type {Question} */ question) => pollers[question]?.soon(),
    close() {
      live.close();
      Object.values(pollers).forEach((each) => each.close());
    },
  };
}

/** @param {string} name @param {() => Promise<any>} ask @param {(change: Partial<Watch>) => void} learn @param {(code: string) => void} onRefused */
function poller(name, ask, learn, onRefused) {
  const [gap_s, every_s] = PACE[/** @type {Question} */ (name)];
  return new Poller({
    ask,
    gap_ms: gap_s * 1_000,
    every_ms: every_s * 1_000,
    onAnswer: (answer) => learn({ [name]: answer }),
    // That the server is away shows by the live connection; the next time comes by itself.
    onRefusal: ({ code }) => (code === "unauthenticated" || code === "forbidden") && onRefused(code),
  });
}

/** @param {string} hall @returns {Record<Question, () => Promise<any>>} */
function questions(hall) {
  const root = `/halls/${hall}`;
  return {
    async hall() {
      const answer = await api.get(root);
      setHallClock(answer);
      return answer;
    },
    async floor() {
      const [board, counters, tickets] = await Promise.all([
        api.get(`${root}/board`), api.get(`${root}/counters`), api.get(`${root}/tickets?state=${IN_HAND}`),
      ]);
      notBefore(board.at);
      return { waiting: board.waiting, counters: counters.counters, tickets: tickets.tickets };
    },
    today: () => api.get(`${root}/statistics?from=${hallDay(now())}&to=${hallDay(now())}&by=service`),
    tickets: async () => (await api.get(`${root}/tickets`)).tickets,
    devices: async () => (await api.get(`${root}/devices`)).devices,
    displays: async () => (await api.get(`${root}/displays`)).displays,
    papers: async () => (await api.get(`${root}/papers`)).papers,
    cases: () => api.get(`${root}/cases/tallies`),
    conflicts: async () => (await api.get(`${root}/paper-conflicts`)).conflicts,
    help: async () => (await api.get(`${root}/help-requests`)).calls,
    grants: async () => (await api.get(`${root}/grants`)).grants,
  };
}

/** Which questions an event makes worth asking again. @param {string} kind @returns {Question[]} */
function concerned(kind) {
  if (kind === "device_changed") return ["devices", "displays"];
  if (kind === "paper_decided" || kind === "ticket_reprinted") return ["papers"];
  if (kind.startsWith("assistance_")) return ["help"];
  if (kind === "class_granted") return ["floor", "grants"];
  if (kind === "paper_conflict") return ["conflicts"];
  if (kind.startsWith("case_")) return ["cases"];
  if (kind === "ticket_rated") return ["today"];
  if (kind.startsWith("hall_") || kind === "notice_changed") return ["hall", "floor"];
  if (kind === "service_completed" || kind === "ticket_called") return ["floor", "today"];
  return ["floor"];
}
