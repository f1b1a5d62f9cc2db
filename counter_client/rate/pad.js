/** What the pad knows and what was pressed on it: asked anew after each event of its window. */

import { Refusal, api, newKey } from "/static/shared/api.js";
import { connect } from "/static/shared/live.js";
import { browserMemory } from "/static/shared/memory.js";
import { isBad, toggled } from "/static/shared/rating.js";
import { setHallClock } from "/static/shared/time.js";
import { CounterView } from "/static/counter/follow_counter.js";
import { Sender, Withdrawn } from "/static/counter/sender.js";
import { bodyOf, isOfWindow, leftMs } from "/static/rate/offer.js";

/** @typedef {import("/static/rate/offer.js").Chosen} Chosen */
/** @typedef {import("/static/rate/offer.js").ToRate} ToRate */

const HALL_AGAIN_MS = 60_000;
/** While events come they say when to ask; else it is asked all the time. */
const ASK_AGAIN_MS = { live: 30_000, otherwise: 5_000 };
const BEAT_MS = 30_000;
/** Who gave a bad grade and walked away has given it. */
const CHOOSING_MS = 30_000;
const SAID_MS = 6_000;
/** The server takes no press that is so old; nobody is kept waiting for it. */
const GIVE_UP_MS = 5 * 60_000;

/**
 * @typedef {Object} Known
 * @property {import("/static/shared/types.js").Hall | null} hall
 * @property {ToRate | null} to_rate
 * @property {boolean} lost      the server does not answer
 * @property {boolean} stranger  this tablet is no pad of this window, or no more
 */

export class Pad {
  /** @type {Known} */
  known = { hall: null, to_rate: null, lost: false, stranger: false };
  /** A bad grade, while its reasons are being chosen. @type {Chosen | null} */
  chosen = null;
  /** What is told to who has just pressed: `thanks`, or the code of a refusal. @type {string | null} */
  said = null;
  /** Whether the last grade was one of the last two. */
  wasBad = false;
  /** @type {Record<string, ReturnType<typeof setTimeout>>} */
  timers = {};
  isLive = false;

  /** @param {{hall: string, counter: number, onChange: () => void}} about */
  constructor({ hall, counter, onChange }) {
    this.hall = hall;
    this.counter = counter;
    this.onChange = onChange;
    this.path = `/halls/${hall}/counters/${counter}/rating`;
    this.sender = new Sender({
      command: ({ body }, options) => api.post(this.path, body, options),
      storage: browserMemory(),
      place: `lunhou.rating.${hall}.${counter}`,
      onChange,
    });
    this.view = new CounterView({
      fetchCounter: () => api.get(this.path),
      onCounter: (/** @type {any} */ offer) => this.#offered(offer),
      onRefusal: (refusal) => this.#unanswered(refusal),
    });
  }

  /** Begin to follow the window. */
  begin() {
    connect({
      hall: this.hall,
      audience: "display",
      onBoard: () => this.view.soon(),
      onEvent: (event) => this.#event(event),
      onState: (live) => this.#live(live),
    });
    const left = this.sender.remembered(Date.now());
    if (left) void this.#send(left);
    void this.#fetchHall();
    void this.#beat();
    this.#askAgain();
  }

  /** Whether a press waits for the server. */
  get isKept() {
    return this.sender.current !== null;
  }

  /** A grade was pressed. @param {number} grade */
  choose(grade) {
    const { to_rate } = this.known;
    if (!to_rate || this.isKept) return;
    this.chosen = { number: to_rate.number, grade, reasons: [] };
    if (!isBad(grade)) return void this.send();
    this.#after("choosing", CHOOSING_MS, () => this.send());
    this.onChange();
  }

  /** @param {string} reason */
  toggle(reason) {
    if (!this.chosen) return;
    this.chosen = { ...this.chosen, reasons: toggled(this.chosen.reasons, reason) };
    this.#after("choosing", CHOOSING_MS, () => this.send());
    this.onChange();
  }

  /** Another grade, after all. */
  back() {
    clearTimeout(this.timers.choosing);
    this.chosen = null;
    this.onChange();
  }

  /** What was chosen goes to the server, once, however often it has to be sent. */
  send() {
    clearTimeout(this.timers.choosing);
    const { chosen } = this;
    if (!chosen || this.isKept) return;
    this.chosen = null;
    void this.#send({ method: "POST", path: this.path, body: bodyOf(chosen), key: newKey(), verb: "rate", label: "", at: Date.now() });
  }

  /** @param {import("/static/counter/sender.js").Intention} press */
  async #send(press) {
    this.wasBad = isBad(/** @type {any} */ (press.body).grade);
    this.#after("giving_up", GIVE_UP_MS, () => this.sender.withdraw());
    try {
      await this.sender.send(press);
      this.#say("thanks");
    } catch (error) {
      this.#say(error instanceof Withdrawn ? "too_late_to_rate" : /** @type {Refusal} */ (error).code);
    }
    clearTimeout(this.timers.giving_up);
    this.#learn({ to_rate: null });
    this.view.overtake();
    this.view.soon();
  }

  /** @param {string} what */
  #say(what) {
    this.said = what;
    this.#after("said", SAID_MS, () => {
      this.said = null;
      this.onChange();
    });
  }

  /** @param {{to_rate: ToRate | null, now: string}} offer */
  #offered({ to_rate, now }) {
    const is_other = to_rate?.number !== this.known.to_rate?.number;
    // The next person comes: what the last one has chosen is theirs, and on its way.
    if (is_other && this.chosen) this.send();
    if (to_rate && is_other && this.said) this.said = null;
    clearTimeout(this.timers.offer);
    if (to_rate) this.#after("offer", leftMs(to_rate, now), () => this.#ended());
    this.#learn({ to_rate, lost: false, stranger: false });
  }

  #ended() {
    if (this.chosen) this.send();
    this.#learn({ to_rate: null });
    this.view.soon();
  }

  /** @param {Refusal} refusal */
  #unanswered(refusal) {
    const stranger = refusal instanceof Refusal && [401, 403, 404].includes(refusal.status);
    this.#learn(stranger ? { stranger, to_rate: null } : { lost: true });
  }

  /** @param {import("/static/shared/types.js").LiveEvent} event */
  #event(event) {
    if (isOfWindow(event, this.counter, this.known.to_rate)) this.view.soon();
    if (event.counter === this.counter && event.kind.startsWith("counter_")) void this.#fetchHall();
  }

  /** @param {import("/static/shared/types.js").LiveState} live */
  #live(live) {
    this.isLive = live === "live";
    if (live === "lost") this.#learn({ lost: true });
    this.#askAgain();
    this.view.soon();
  }

  #askAgain() {
    this.#after("asking", this.isLive && !this.view.unanswered ? ASK_AGAIN_MS.live : ASK_AGAIN_MS.otherwise, () => {
      this.view.soon();
      this.#askAgain();
    });
  }

  async #fetchHall() {
    try {
      const hall = await api.get(`/halls/${this.hall}`);
      setHallClock(hall);
      this.#learn({ hall });
    } catch {
      // What is known stays; that the server is away shows by the pad's own question.
    }
    this.#after("hall", this.known.hall ? HALL_AGAIN_MS : ASK_AGAIN_MS.otherwise, () => this.#fetchHall());
  }

  /** The manager sees that the pad is there. */
  async #beat() {
    const version = document.body.dataset.version ?? "";
    await api.post("/devices/self/heartbeats", { status: version ? { version } : {} }).catch(() => undefined);
    this.#after("beat", BEAT_MS, () => this.#beat());
  }

  /** @param {string} name @param {number} ms @param {() => void} act */
  #after(name, ms, act) {
    clearTimeout(this.timers[name]);
    this.timers[name] = setTimeout(act, ms);
  }

  /** @param {Partial<Known>} change */
  #learn(change) {
    this.known = { ...this.known, ...change };
    this.onChange();
  }
}
