/** What this phone says of itself when it takes a number: a number made by chance, and the hall's code if it was scanned. */

import { newKey } from "/static/shared/api.js";
import { browserMemory } from "/static/shared/memory.js";

const KEY = "lunhou.phone";
const CODE = /^[0-9]{6}$/;

/** Made here once; the server keeps only a keyed hash of it for a day, to count the numbers of one phone. */
export function phoneId() {
  const kept = browserMemory().getItem(KEY);
  if (kept && /^[0-9a-f]{32}$/.test(kept)) return kept;
  const made = newKey();
  browserMemory().setItem(KEY, made);
  return made;
}

/** The code of the hall's screen, from `#code=…`; the address loses it at once. @returns {string | null} */
export function hallCode() {
  const code = new URLSearchParams(location.hash.slice(1)).get("code");
  if (!code) return null;
  history.replaceState(null, "", location.pathname + location.search);
  return CODE.test(code) ? code : null;
}
