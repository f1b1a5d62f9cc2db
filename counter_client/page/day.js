/** An officer's day at one counter: what the page knows, and what its presses do. No drawing here. */

import { t } from "/static/shared/i18n.js";
import { sentForPapers } from "./papers.js";
import { isServed, primaryAct } from "./primary.js";
import { whereTo } from "./route.js";
import { Sender, Withdrawn } from "./sender.js";
import * as verbs from "./verbs.js";
import { whyNot } from "./why_not.js";

/** @typedef {import("/static/shared/types.js").Counter} Counter */
/** @typedef {import("/static/shared/types.js").Hall} Hall */
/** @typedef {import("/static/shared/types.js").LiveState} LiveState */
/** @typedef {import("./sender.js").Intention} Intention */
/** @typedef {import("./verbs.js").Request} Request */

/** After the big button changed its meaning under the finger, a second press means nothing for a moment. */
const SETTLE_MS = 800;
const SLOW_MS = 1_200;
const SAID_MS = 8_000;

/**
 * @typedef {Object} DayState
 * @property {Counter | null} counter
 * @property {LiveState} live
 * @property {Intention | null} sending   the press that is on its way
 * @property {boolean} slow               and has been for longer than one notices
 * @property {boolean} settling
 * @property {{tone: "done" | "refused", text: string} | null} said
 */

/**
 * @typedef {Object} Parts
 * @property {Hall} hall
 * @property {number} number                of the counter
 * @property {(request: Request, options: {key: string, signal: AbortSignal}) => Promise<any>} command
 * @property {Pick<Storage, "getItem" | "setItem" | "removeItem">} storage
 * @property {() => string} newKey
 * @property {() => void} refresh           ask for the counter again, now
 * @property {(state: DayState) => void} onChange
 * @property {(refusal: any) => void} onRefused  each refusal, after it was said
 * @property {() => void} onLeft
 */

export class Day {
  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    /** @type {DayState} */
    this.state = { counter: null, live: "connecting", sending: null, slow: false, settling: false, said: null };
    /** @type {Record<string, ReturnType<typeof setTimeout>>} */ this.timers = {};
    this.sender = new Sender({
      command: parts.command,
      storage: parts.storage,
      place: `lunhou.sending.${parts.hall.hall}.${parts.number}`,
      onChange: (sending) => this.#sending(sending),
    });
  }

  /** The press that a reload interrupted goes on. */
  async resume() {
    const intention = this.sender.remembered(Date.now());
    if (intention) await this.#carryOut(intention);
  }

  close() {
    Object.values(this.timers).forEach(clearTimeout);
    this.parts.onChange = () => {};
  }

  /** @param {Partial<DayState>} change */
  set(change) {
    this.state = { ...this.state, ...change };
    this.parts.onChange(this.state);
  }

  // -- presses ---------------------------------------------------------------------

  /** The big button. */
  async primary() {
    const { counter, settling } = this.state;
    if (!counter || settling) return;
    const { verb, current } = primaryAct(counter, this.parts.hall);
    if (verb === "next") return this.next();
    if (verb === "open") this.#settleIf(await this.setStatus("open"));
    else if (verb !== "none" && current) this.#settleIf(await this.handle(verb, current.number));
  }

  /** Call the next; who is in hand is completed, or missed if they never came. */
  async next() {
    const { counter, settling } = this.state;
    if (!counter || settling) return;
    const request = verbs.nextRequest(this.parts.hall.hall, counter.number, counter.current);
    this.#settleIf(await this.#press("next", t("primary.next"), request));
  }

  /** Call a chosen number; a held or a missed one too. @param {string} number @param {string} [reason] where the hall asks for one */
  choose(number, reason) {
    const label = t("label.choose", { number });
    const current = this.state.counter?.current ?? null;
    const request = verbs.chooseRequest(this.parts.hall.hall, this.parts.number, number, current, reason);
    return this.#press("choose", label, request, number);
  }

  /** Take back what was done last, whole. */
  async undo() {
    const undo = this.state.counter?.undo;
    if (!undo) return;
    const request = verbs.undoRequest(this.parts.hall.hall, this.parts.number, undo.sequence);
    this.#settleIf(await this.#press("undo", t("verb.undo"), request, undo.number ?? ""));
  }

  /** @param {string} number @param {string} words */
  remark(number, words) {
    return this.#press("remark", t("verb.remark"), verbs.remarkRequest(this.parts.hall.hall, number, words), number);
  }

  /** @param {string} verb of a ticket @param {string} number @param {Record<string, unknown>} [body] */
  handle(verb, number, body = {}) {
    const label = `${t(`verb.${verb}`)} ${number}`;
    return this.#press(verb, label, verbs.ticketRequest(this.parts.hall.hall, verb, number, body), number);
  }

  /** @param {"open" | "paused"} state @param {{reason?: string, expected_s?: number}} [about] */
  setStatus(state, about) {
    const verb = state === "open" ? "open" : "pause";
    const request = verbs.statusRequest(this.parts.hall.hall, this.parts.number, state, about);
    return this.#press(verb, t(`verb.${verb}`), request);
  }

  /** Have a notice said from this counter. @param {string} code @param {string} label its words */
  speak(code, label) {
    return this.#press("assist", label, verbs.noticeRequest(this.parts.hall.hall, this.parts.number, code));
  }

  /** Get up; the counter closes. @returns {Promise<boolean>} */
  async leave() {
    const request = verbs.leaveRequest(this.parts.hall.hall, this.parts.number);
    const left = await this.#press("leave", t("verb.leave"), request);
    if (left) this.parts.onLeft();
    return left;
  }

  withdraw() {
    this.sender.withdraw();
  }

  /** What an earlier press said is no longer of interest. */
  hush() {
    if (this.state.said) this.set({ said: null });
  }

  // -- helpers, in the order of use -----------------------------------------------------

  /**
   * @param {string} verb @param {string} label @param {Request} request @param {string} [number]
   * @returns {Promise<boolean>} whether it was carried out
   */
  async #press(verb, label, request, number) {
    if (this.state.sending) return false;
    this.hush();
    return this.#carryOut({ ...request, key: this.parts.newKey(), verb, label, number, at: Date.now() });
  }

  /** @param {Intention} intention */
  async #carryOut(intention) {
    try {
      const answer = await this.sender.send(intention);
      this.#show(intention, answer);
      return true;
    } catch (error) {
      this.#sayWhyNot(intention, error);
      return false;
    } finally {
      this.parts.refresh();
    }
  }

  /** The answer is on the page before the counter has been asked again. @param {Intention} intention @param {any} answer */
  #show({ verb, number, label }, answer) {
    const { counter } = this.state;
    if (counter && SETS.has(verb)) this.set({ counter: { ...withStatus(counter, answer), undo: null } });
    else if (counter) this.set({ counter: { ...ticketsOf(answer).reduce((at, ticket) => withTicket(at, ticket, this.parts.hall), counter), undo: null } });
    if (verb === "papers" && answer?.papers) this.say("done", sentForPapers(answer));
    else if (verb === "complete" && answer?.state === "waiting") this.say("done", whereTo(answer.number, answer.service, this.parts.hall));
    else if (SAYS.has(verb)) this.say("done", t(`said.${verb}`, { number: number ?? "", label }));
  }

  /** @param {Intention} intention @param {any} error */
  #sayWhyNot(intention, error) {
    if (error instanceof Withdrawn) return this.say("refused", t("said.withdrawn", { label: intention.label }));
    this.say("refused", t("said.refused", { label: intention.label, why: whyNot(intention.verb, /** @type {any} */ (error)) }));
    this.parts.onRefused(error);
  }

  /** @param {boolean} done whether the big button has just acted */
  #settleIf(done) {
    if (!done) return;
    this.set({ settling: true });
    this.#after("settle", SETTLE_MS, { settling: false });
  }

  /** For a moment, under the ticket. @param {"done" | "refused"} tone @param {string} text */
  say(tone, text) {
    this.set({ said: { tone, text } });
    this.#after("said", SAID_MS, { said: null });
  }

  /** @param {Intention | null} sending */
  #sending(sending) {
    clearTimeout(this.timers.slow);
    this.set({ sending, slow: false });
    if (sending) this.#after("slow", SLOW_MS, { slow: true });
  }

  /** @param {string} timer @param {number} ms @param {Partial<DayState>} change */
  #after(timer, ms, change) {
    clearTimeout(this.timers[timer]);
    this.timers[timer] = setTimeout(() => this.set(change), ms);
  }
}

/** Verbs that are answered with the counter. */
const SETS = new Set(["open", "pause"]);

/** Verbs after which the page alone does not show what was done. */
const SAYS = new Set(["recall", "miss", "put_back", "cancel", "transfer", "hold", "complete", "restore", "grant", "assist", "undo", "defer", "remark", "come_back", "skip", "add_step"]);

/** The tickets that an answer tells of: one, or those of a press that was taken back. @param {any} answer @returns {import("/static/shared/types.js").Ticket[]} */
function ticketsOf(answer) {
  if (Array.isArray(answer?.tickets)) return answer.tickets;
  return answer?.number && typeof answer.number === "string" && answer.state ? [answer] : [];
}

/** The counter as it is after it was paused or opened. @param {Counter} counter @param {Partial<Counter>} answer @returns {Counter} */
export function withStatus(counter, answer) {
  const { state = counter.state, reason = null, since = counter.since, expected_at = null } = answer ?? {};
  return { ...counter, state, reason, since, expected_at };
}

/**
 * The counter as it is after an answer: the ticket is in hand, or no longer.
 *
 * @param {Counter} counter @param {import("/static/shared/types.js").Ticket} ticket @param {{start_on_call: boolean}} hall
 * @returns {Counter}
 */
export function withTicket(counter, ticket, hall) {
  const isHere = ticket.state === "called" || isServed(ticket, hall.start_on_call);
  const others = (/** @type {import("/static/shared/types.js").Ticket[]} */ tickets) =>
    tickets.filter((each) => each.number !== ticket.number);
  const wasHere = counter.current?.number === ticket.number;
  return {
    ...counter,
    current: isHere ? ticket : wasHere ? null : counter.current,
    next: ticket.state === "waiting" && !wasHere ? counter.next : others(counter.next),
    held: ticket.state === "held" ? [...others(counter.held), ticket] : others(counter.held),
    missed: ticket.state === "missed" ? [...others(counter.missed), ticket] : others(counter.missed),
    away: ticket.state === "away" ? [...others(counter.away ?? []), ticket] : others(counter.away ?? []),
  };
}
