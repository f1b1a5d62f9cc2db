/** In the officer's page: how long after the key each next number is painted. */

window.shown = [];
{
  let pressed_ms = 0;
  let last = "";
  addEventListener("keydown", (event) => {
    if (event.key === " ") pressed_ms = event.timeStamp;
  }, true);
  const numberOf = () => document.querySelector(".ticket:not(.empty) .ticket-number")?.textContent ?? "";
  new MutationObserver(() => {
    const number = numberOf();
    if (!number || number === last) return;
    last = number;
    const begin = pressed_ms;
    // The frame is painted when the task after it runs.
    const painted = new MessageChannel();
    painted.port1.onmessage = () => window.shown.push({ number, ms: performance.now() - begin });
    requestAnimationFrame(() => painted.port2.postMessage(null));
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
