/** What managers set: read, saved with the version that was seen, read again where another was faster. */

import { useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { errorText } from "/static/shared/i18n.js";

/** Codes after which the page shows what is there now. */
const STALE = new Set(["changed_meanwhile", "not_found"]);
/** Codes that end the manager's visit. */
const OUT = new Set(["unauthenticated", "forbidden"]);

/**
 * @template T
 * @param {string} path
 * @param {(code: string) => void} onRefused
 * @returns {{value: T | null, error: string, busy: boolean, reload: () => Promise<void>, act: (deed: () => Promise<unknown>) => Promise<boolean>}}
 *   `act` does something, says whether it was done, and reads again
 */
export function useSet(path, onRefused) {
  const [value, setValue] = useState(/** @type {T | null} */ (null));
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const fail = (/** @type {any} */ refusal) => (OUT.has(refusal.code) ? onRefused(refusal.code) : setError(errorText(refusal)));
  const reload = () => api.get(path).then(setValue, fail);
  useEffect(() => void reload(), [path]);

  /** @param {() => Promise<unknown>} deed */
  async function act(deed) {
    setBusy(true);
    setError("");
    try {
      await deed();
      await reload();
      return true;
    } catch (/** @type {any} */ refusal) {
      if (STALE.has(refusal.code)) await reload();
      fail(refusal);
      return false;
    } finally {
      setBusy(false);
    }
  }

  return { value, error, busy, reload, act };
}
