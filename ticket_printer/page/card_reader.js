/** The reader beside the screen: the kiosk's own agent tells of each document that was read, by its keyed hash and its end. */

/** @typedef {{hash: string, last4: string, name?: string}} Card */
/** @typedef {{seen: number, card?: Card, code?: string, fault?: string}} Read `code`: what a scanner read that is no document */

const WAIT_S = 20;
const AGAIN_MS = 3_000;

export class CardReader {
  /** Whether there is an agent with a reader. */
  isThere = false;
  seen = 0;

  /**
   * @param {(path: string) => Promise<Response>} fetchLocal
   * @param {(read: Read) => void} onRead
   * @param {(ms: number) => Promise<void>} sleep
   */
  constructor(fetchLocal, onRead, sleep) {
    this.fetchLocal = fetchLocal;
    this.onRead = onRead;
    this.sleep = sleep;
  }

  /** Listens until there turns out to be no reader. */
  async listen() {
    for (;;) {
      const going = await this.#once();
      if (!going) return;
    }
  }

  async #once() {
    try {
      const answer = await this.fetchLocal(`/local/reads?after=${this.seen}&wait_s=${this.isThere ? WAIT_S : 0}`);
      if (answer.status === 404) return false;
      if (!answer.ok) throw new Error(String(answer.status));
      const read = /** @type {Read} */ (await answer.json());
      const first = !this.isThere;
      this.isThere = true;
      const news = read.seen !== this.seen;
      this.seen = read.seen;
      // What lay there before this page came belongs to somebody else.
      if (news && !first) this.onRead(read);
    } catch {
      await this.sleep(AGAIN_MS);
    }
    return true;
  }
}
