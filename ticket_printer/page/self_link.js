/** What the kiosk knows of itself: its printer, and who comes to help. Without a token it knows nothing, and has no bell. */

/** @typedef {import("/static/kiosk/bell.js").Bell} Bell */
/**
 * @typedef {{name: string, printer: string, help: Bell, alone?: boolean}} Self
 *   `alone`: the server is gone; the kiosk's own program says how the printer is, and no bell would ring
 */

const AGAIN_MS = 10_000;
/** The kiosk's own program tells nobody's events, and asking it costs nothing. */
const OF_AGENT_MS = 3_000;
const TOGETHER_MS = 150;
/** Events after which this kiosk may be another than before. */
const NEWS = new Set(["device_changed", "help_wanted", "help_answered", "help_withdrawn"]);
/** Who is nobody here will be nobody at the next question, too. */
const NOBODY = new Set(["unauthenticated", "forbidden", "not_found"]);

export class SelfLink {
  /** @type {Self | null} */
  self = null;
  stopped = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer = undefined;

  /**
   * @param {{get: (path: string) => Promise<any>, post: (path: string, body: unknown) => Promise<any>,
   *   delete: (path: string) => Promise<any>}} api
   * @param {() => void} onChange
   * @param {boolean} [isAgents] whether the kiosk's own program answers
   */
  constructor(api, onChange, isAgents = false) {
    this.again_ms = isAgents ? OF_AGENT_MS : AGAIN_MS;
    this.api = api;
    this.onChange = onChange;
  }

  async ask() {
    clearTimeout(this.timer);
    try {
      this.#learn(await this.api.get("/devices/self"));
    } catch (refusal) {
      if (NOBODY.has(/** @type {any} */ (refusal).code)) {
        this.stopped = true;
        return;
      }
    }
    this.timer = setTimeout(() => this.ask(), this.again_ms);
  }

  /** Something happened in the hall. @param {{kind: string}} event */
  hear({ kind }) {
    if (this.stopped || !NEWS.has(kind)) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), TOGETHER_MS);
  }

  /** Ring; false where nobody could be told. */
  async ring() {
    return this.#bell(() => this.api.post("/devices/self/help-requests", {}));
  }

  /** Nobody is needed any more. */
  async still() {
    return this.#bell(() => this.api.delete("/devices/self/help-requests/current"));
  }

  /** @param {() => Promise<Bell>} act */
  async #bell(act) {
    try {
      const help = await act();
      if (this.self) this.#learn({ ...this.self, help });
      return true;
    } catch {
      return false;
    }
  }

  /** @param {Self} self */
  #learn(self) {
    this.self = self;
    this.onChange();
  }
}
