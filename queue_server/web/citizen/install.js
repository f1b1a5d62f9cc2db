/** What makes the page work without a network, and readable where the phone has no fonts for it. */

/** Where the browser has service workers: over https, and on this machine. @param {string} version */
export async function keepForLater(version) {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(`/t/worker.js?version=${encodeURIComponent(version)}`, { scope: "/t/" });
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ keep: performance.getEntriesByType("resource").map((each) => each.name) });
  } catch {
    // Forbidden by the browser's settings: the page then needs a network, as any other.
  }
}

/** Our own fonts are large: only for a machine that draws boxes instead of characters. */
export function bringFontsIfNeeded() {
  if (drawn("轮") !== drawn("\u{10FFFD}")) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = "/static/shared/fonts.css";
  document.head.append(link);
}

/** How the machine's own font draws a character. @param {string} character */
function drawn(character) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 24;
  const context = canvas.getContext("2d");
  if (!context) return "";
  context.font = "20px sans-serif";
  context.fillText(character, 1, 20);
  return canvas.toDataURL();
}
