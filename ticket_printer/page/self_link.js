/** What the kiosk knows of itself: its printer, and who comes to help. Without a token it knows nothing, and has no bell. */

/** @typedef {import("/static/kiosk/bell.js").Bell} Bell */
/** @typedef {{name: string, printer: string, help: Bell}} Self */

const AGAIN_MS = 10_000;
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
   */
  constructor(api, onChange) {
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
    this.timer = setTimeout(() => this.ask(), AGAIN_MS);
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
