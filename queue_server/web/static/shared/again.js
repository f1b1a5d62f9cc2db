/** A page whose scripts did not arrive begins anew by itself: most of our screens have nobody who would press a key. */
// No module, and the first to come: it must run when the modules do not.
(() => {
  const NAME = "lunhou.again";
  const FIRST_MS = 2_000;
  const LONGEST_MS = 60_000;
  /** Who waits so long for the first picture waits for something that does not come. */
  const BLANK_MS = 30_000;

  const tries = () => {
    try {
      return Number(sessionStorage.getItem(NAME)) || 0;
    } catch {
      return 0; // a browser that keeps nothing
    }
  };
  /** @param {number} count */
  const keep = (count) => {
    try {
      sessionStorage.setItem(NAME, String(count));
    } catch {
      // it is only less patient then
    }
  };
  let began = false;
  const again = (/** @type {number} */ waits) => {
    if (began) return;
    began = true;
    setTimeout(() => {
      keep(tries() + 1);
      location.reload();
    }, waits);
  };

  // A module's script fails when anything that it imports does.
  addEventListener(
    "error",
    ({ target }) => {
      if (target instanceof HTMLScriptElement) again(Math.min(FIRST_MS * 2 ** tries(), LONGEST_MS));
    },
    true,
  );
  setTimeout(() => (document.querySelector("#app > *") ? keep(0) : again(0)), BLANK_MS * 2 ** Math.min(tries(), 3));
})();
