/** What a page remembers on this machine; without storage, until it is closed. */

/** @type {Map<string, string>} */
const memory = new Map();

/** @param {string} key @returns {string | null} */
export function remembered(key) {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return memory.get(key) ?? null;
  }
}

/** @param {string} key @param {string} value */
export function remember(key, value) {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // The browser's policy forbids storage.
    memory.set(key, value);
  }
}
