/**
 * A small window over all others, for who works in another program. Where the browser can, it is a picture of this
 * page: the same state, the same connection. Elsewhere it is a page of its own, and stays on top by the officer's hand.
 */

import { render, useEffect, useLayoutEffect, useRef, useState } from "/static/vendor/preact.js";
import { language } from "/static/shared/i18n.js";

const WIDTH = 360;
const HEIGHT = 280;
/** The clock in it runs by the small window's own time: a page behind others is told the time once a minute. */
const TICK_MS = 1_000;

/** @typedef {{document: Document, window: Window}} Small */

/**
 * @param {() => any} draw what stands in it; drawn again whenever the page is, and each second
 * @param {() => string} title
 * @param {boolean} isItself this page is the small window: toggling closes it
 */
export function useSmallWindow(draw, title, isItself) {
  const [small, setSmall] = useState(/** @type {Small | null} */ (null));
  const latest = useRef(draw);
  latest.current = draw;
  const redraw = () => small && render(latest.current(), small.document.body);
  useLayoutEffect(() => {
    if (!small) return;
    small.document.title = title();
    redraw();
  });
  useEffect(() => {
    if (!small) return undefined;
    const timer = small.window.setInterval(redraw, TICK_MS);
    small.window.addEventListener("pagehide", () => setSmall(null), { once: true });
    return () => {
      small.window.clearInterval(timer);
      render(null, small.document.body);
      small.window.close();
    };
  }, [small]);
  const toggle = () => {
    if (isItself) window.close();
    else if (small) setSmall(null);
    else openSmall().then(setSmall, openPage);
  };
  return { small, toggle };
}

/** By a press only: no browser opens it otherwise. @returns {Promise<Small | null>} null where it is a page of its own */
async function openSmall() {
  const pictures = /** @type {any} */ (window).documentPictureInPicture;
  if (!pictures) return openPage();
  const opened = /** @type {Window} */ (await pictures.requestWindow({ width: WIDTH, height: HEIGHT }));
  dress(opened.document);
  return { document: opened.document, window: opened };
}

/** The page's own style, by the same addresses: nothing is written into it that the content policy would refuse. @param {Document} of */
export function dress(of) {
  of.documentElement.lang = language();
  of.body.className = "small-window";
  for (const link of Array.from(document.querySelectorAll("link[rel=stylesheet]"), (each) => /** @type {HTMLLinkElement} */ (each))) {
    const copy = of.createElement("link");
    copy.rel = "stylesheet";
    copy.href = link.href;
    of.head.append(copy);
  }
}

/** @returns {null} */
function openPage() {
  const about = new URLSearchParams(location.search);
  about.set("compact", "1");
  window.open(`${location.pathname}?${about}`, "lunhou.small", `popup,width=${WIDTH},height=${HEIGHT}`);
  return null;
}
