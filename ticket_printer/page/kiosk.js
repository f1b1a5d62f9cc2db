/** What the kiosk does: presses in, screens out. Everything outside comes in as an argument. */

import * as flows from "/static/kiosk/flow.js";
import { patience } from "/static/kiosk/idle.js";
import { Intention } from "/static/kiosk/intention.js";
import { NORMAL } from "/static/kiosk/offers.js";
import { paperFor, paperMayCome } from "/static/kiosk/paper.js";

/** @typedef {import("/static/kiosk/flow.js").Flow} Flow */
/** @typedef {import("/static/kiosk/card_reader.js").Card} Card */
/** @typedef {import("/static/shared/types.js").Ticket} Ticket */

/** A second tap of a nervous finger must not press what the first one brought under it. */
const SETTLE_MS = 350;
const WATCH_MS = 1_000;
/** The whole of taking a number, with its repetitions, before the person is told. */
const TAKING_MS = 15_000;
const TRY_MS = 5_000;
/** Of codes to come back with. */
const CODE_LENGTH = 8;
/** Where a document means something; elsewhere it would stay for the next person. */
const READS = new Set(["welcome", "confirm", "appointment", "priority", "failed"]);
/** What a refusal means of another paper. @type {Record<string, string>} */
const OF_REPRINT = { forbidden: "no_more_copies", needs_server: "reprint_needs_server", network: "reprint_needs_server" };

/**
 * @typedef {Object} Outside
 * @property {(path: string, options?: object) => Promise<any>} get
 * @property {(path: string, body: unknown, options: any) => Promise<any>} post
 * @property {() => string} newKey
 * @property {() => number} clock                 milliseconds
 * @property {(ms: number) => Promise<void>} sleep
 * @property {() => string} language
 * @property {(code: string) => Promise<unknown>} speak  makes a language the page's own
 * @property {() => void} draw
 */

export class Kiosk {
  /** @type {Flow} */
  flow = flows.START;
  /** @type {(Ticket & {area: import("/static/shared/types.js").Texts | null}) | null} the ticket as its holder's page sees it */
  visit = null;

  /** @param {{hall: string, firstLanguage: string}} about @param {Outside} outside */
  constructor({ hall, firstLanguage }, outside) {
    this.hall = hall;
    this.firstLanguage = firstLanguage;
    this.outside = outside;
    this.intention = new Intention(
      (path, body, options) =>
        outside.post(path, body, { ...options, timeout_ms: TRY_MS, signal: AbortSignal.timeout(TAKING_MS) }),
      outside.newKey,
    );
    /** @type {{path: string, body: unknown} | null} */
    this.asked = null;
    this.shownAt = this.touchedAt = outside.clock();
    this.takenAt = 0;
  }

  /** A press that leads elsewhere: `press(flows.back)`. @param {(flow: Flow, ...rest: any[]) => Flow} step @param {any[]} rest */
  press(step, ...rest) {
    if (!this.#isSettled()) return;
    this.#show(step(this.flow, ...rest));
  }

  /** A press that stays on its screen: typing, declaring; quick ones count. @param {Flow} flow */
  change(flow) {
    this.touch();
    this.flow = flow;
    this.outside.draw();
  }

  /** Somebody is here. */
  touch() {
    this.touchedAt = this.outside.clock();
  }

  /** What every new person finds. @param {string} code */
  async beginIn(code) {
    this.firstLanguage = code;
    await this.speak(code);
  }

  /** @param {string} code */
  async speak(code) {
    this.touch();
    await this.outside.speak(code);
    this.outside.draw();
  }

  /** Take the number for the chosen service. @param {string} priority class code */
  async takeNumber(priority = this.flow.priority ?? NORMAL) {
    const { service, party, card } = this.flow;
    const plain = { service, class: priority, language: this.outside.language(), channel: "kiosk" };
    const body = { ...plain, ...(party > 1 && { party_size: party }), ...(card && { card }) };
    await this.#ask(`/halls/${this.hall}/tickets`, body);
  }

  /** A document was laid on the reader: it checks in where that was asked for, and else belongs to what is chosen. @param {Card} card */
  async readCard(card) {
    this.touch();
    if (!READS.has(this.flow.screen)) return;
    this.change(flows.show(this.flow, card));
    if (this.flow.screen === "appointment") await this.#ask(`/halls/${this.hall}/check-ins`, { card });
  }

  /** A document was laid on the reader and cannot be used now: who needs it is told so. */
  missCard() {
    this.touch();
    if (this.flow.screen === "appointment") this.#show(flows.refused({ ...this.flow, from: "appointment" }, "needs_server"));
    if (this.flow.screen === "confirm") this.#show(flows.refused({ ...this.flow, from: "confirm" }, "identity_needs_server"));
  }

  /** A scanner read the code of an appointment. @param {string} code */
  async scan(code) {
    this.touch();
    if (this.flow.screen !== "welcome" && this.flow.screen !== "appointment") return;
    this.change({ ...flows.open(this.flow, "appointment"), code });
    this.shownAt = -Infinity;
    await this.checkIn();
  }

  /** The number that the person has already, on paper once more. */
  async printAgain() {
    const { number, card } = this.flow;
    if (!number || !this.#isSettled()) return;
    const path = `/halls/${this.hall}/tickets/${encodeURIComponent(number)}/reprints`;
    this.#show(flows.take(this.flow));
    const outcome = await this.intention.press(path, { card });
    if (!outcome) return;
    if ("refusal" in outcome) return this.#show(flows.refused(this.flow, OF_REPRINT[outcome.refusal] ?? outcome.refusal));
    this.#show({ ...flows.already(this.flow, number), printed: true });
  }

  /** The code that was typed: of an appointment, or of one who comes back with papers. */
  async checkIn() {
    const { code } = this.flow;
    if (!code) return;
    const otherwise = code.length === CODE_LENGTH ? { path: `/halls/${this.hall}/comebacks`, body: { code } } : undefined;
    await this.#ask(`/appointments/${encodeURIComponent(code)}/check-ins`, {}, otherwise);
  }

  /** The same request again after a failure; while nobody has decided about it, with the same key. */
  async retry() {
    if (this.asked) await this.#ask(this.asked.path, this.asked.body);
  }

  /** How long this screen still waits. */
  patience() {
    const quiet_s = (this.outside.clock() - this.touchedAt) / 1_000;
    const touched = this.flow !== flows.START || this.outside.language() !== this.firstLanguage;
    return patience(this.flow, quiet_s, { onPaper: this.paper() === "take", touched });
  }

  /** Back to the welcome when nobody is there any more; called again and again. */
  tick() {
    if (!this.patience().over) return;
    this.#show(flows.home());
    if (this.outside.language() !== this.firstLanguage) this.speak(this.firstLanguage);
  }

  paper() {
    const print = this.visit?.print ?? this.flow.ticket?.print ?? "queued";
    return paperFor(print, (this.outside.clock() - this.takenAt) / 1_000);
  }

  #isSettled() {
    return this.outside.clock() - this.shownAt >= SETTLE_MS;
  }

  /** @param {Flow} flow */
  #show(flow) {
    if (flow.screen !== this.flow.screen) this.shownAt = this.outside.clock();
    if (flow.screen === "welcome") this.intention.forget();
    this.change(flow);
  }

  /** @param {string} path @param {unknown} body @param {{path: string, body: unknown}} [otherwise] where that is not found */
  async #ask(path, body, otherwise) {
    if (!this.#isSettled() || this.intention.underWay) return;
    this.asked = { path, body };
    this.#show(flows.take(this.flow));
    let outcome = await this.intention.press(path, body);
    if (otherwise && outcome && "refusal" in outcome && outcome.refusal === "not_found") {
      this.asked = otherwise;
      outcome = await this.intention.press(otherwise.path, otherwise.body);
    }
    if (!outcome) return;
    if ("refusal" in outcome) return this.#show(this.#refused(outcome));
    this.visit = null;
    this.takenAt = this.outside.clock();
    this.#show(flows.issued(this.flow, outcome.ticket));
    await this.#watch(outcome.ticket);
  }

  /** @param {{refusal: string, details: Record<string, any>}} outcome */
  #refused({ refusal, details }) {
    const { number, until } = details;
    if (refusal === "already_waiting" && number && this.flow.card) return flows.already(this.flow, number);
    return { ...flows.refused(this.flow, refusal), until: until ?? null };
  }

  /** Follow the paper while the number is on the screen. @param {Ticket} ticket */
  async #watch({ id, secret }) {
    while (this.flow.ticket?.id === id) {
      try {
        const visit = await this.outside.get(`/tickets/${secret}`, { timeout_ms: TRY_MS });
        if (this.flow.ticket?.id !== id) return;
        this.visit = visit;
        this.outside.draw();
        if (!paperMayCome(visit.print)) return;
      } catch {
        // The number counts whatever becomes of this question; the paper is then called missing in time.
      }
      await this.outside.sleep(WATCH_MS);
    }
  }
}
