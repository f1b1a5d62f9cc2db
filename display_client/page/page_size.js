/** The page's size, and what its screen's distance asks for, in rem. */

import { neededPx, roomsFor } from "/static/display/type_size.js";

const BAND = { usual: 9.6, most: 12.6, hero: 1.15 };

/** @typedef {import("/static/shared/types.js").Screen} Screen */

/** Pixels of a rem: a share of the page, see `main.css`. */
function rem() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** What stands beside the middle on a lying screen is underneath on this one. */
export function isUpright() {
  return innerHeight > innerWidth;
}

/** The size of a number that the last row reads; 0 where no depth is known. @param {Screen} screen */
export function neededSize(screen) {
  return neededPx(screen, { width_px: innerWidth, height_px: innerHeight }) / rem();
}

/** Of the newest call's number in a band: larger than the last row needs, as far as the band holds it. @param {Screen} screen */
export function bandSize(screen) {
  return Math.min(BAND.most, Math.max(BAND.usual, neededSize(screen) * BAND.hero));
}

/** @param {Screen} screen @param {{beside: unknown[]}} layout */
export function pageRooms(screen, { beside }) {
  const size = { width: innerWidth / rem(), height: innerHeight / rem() };
  const rooms = roomsFor(size, { beside: beside.length > 0, line: screen.parts.line });
  return { rooms, needed: neededSize(screen) };
}
