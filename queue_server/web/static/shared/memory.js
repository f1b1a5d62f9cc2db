/** What a page remembers on this machine; where the browser's policy forbids storage, until the page is closed. */

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Memory */

/** @type {Map<string, string>} */
const kept = new Map();

/** Of this browser. @returns {Memory} */
export function browserMemory() {
  return storage(() => window.localStorage);
}

/** Of this tab alone, over reloads: two tabs must not send each other's presses. @returns {Memory} */
export function tabMemory() {
  return storage(() => window.sessionStorage);
}

/** @param {() => Memory} find fails where the browser's policy forbids storage @returns {Memory} */
function storage(find) {
  try {
    return find();
  } catch {
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    };
  }
}
