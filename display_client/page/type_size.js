/**
 * How large numbers must be to be read from the last row, and how many calls then fit. No browser in here.
 *
 * Lengths without a unit in their name are in rem, and a rem is a share of the screen: see `main.css`.
 */

/** So many metres away a character of one millimetre is still read clearly. */
const METRES_PER_MM = 0.4;
/** A digit's height in Barlow Semi Condensed, of the font's size. */
const DIGIT = 0.7;
/** The visible height of a panel of 55 inches, lying and upright: what halls hang up where nobody measured. */
const PANEL_MM = { lying: 685, upright: 1218 };

/** The smallest and the usual size of a line's number, the usual ones of a burst and of the newest call. */
const LINE = { least: 4.6, usual: 5.6, crowd: 4.6 };
const NEWEST = 12.5;
/** The newest call stands out by this much at least. */
const HERO = 1.3;
/** A line's height, of its number's size. */
const LEADING = { line: 1.18, crowd: 1.1 };
/** In the newest call's box: the service's line and the paddings; its gaps; a character's width; the words' width, of the size. */
const BOX = { height: 6.8, sides: 5, gaps: 4.5, digit: 0.54, words: 1.52 };
const MOST_LINES = 9;
/** Between the columns of a burst, and what a call takes there: of its number's size, and fixed. */
const COLUMN = { gap: 3, size: 5.1, fixed: 3 };
/** What a line needs beside its numbers for the name of the service, and what it takes without: of the size, and fixed. */
const NAME = { least: 15, size: 5.65, fixed: 9 };

/** The page around the calls, as `main.css` has it: head, foot and paddings, and what stands beside or underneath. */
const PAGE = {
  lying: { frame: 13.5, sides: { narrow: 5.5, wide: 6 }, share: 0.625, under: 0 },
  upright: { frame: 13.75, sides: { narrow: 4, wide: 4 }, share: 1, under: 36 },
};
const MOVING_LINE = 3.5;

/** @typedef {{width: number, height: number}} Room */
/** @typedef {{columns: number, rows: number}} Grid */

/** The height in mm of a character that is read clearly at a distance. @param {number} depth_m */
export function characterMm(depth_m) {
  return depth_m / METRES_PER_MM;
}

/**
 * The font's size in pixels with which a digit is read from the last row; 0 where no depth is known.
 *
 * @param {{depth_m: number | null, height_mm: number | null}} screen `height_mm` of the visible panel
 * @param {{width_px: number, height_px: number}} page
 */
export function neededPx({ depth_m, height_mm }, { width_px, height_px }) {
  if (!depth_m) return 0;
  const panel_mm = height_mm || PANEL_MM[height_px > width_px ? "upright" : "lying"];
  return (characterMm(depth_m) / DIGIT) * (height_px / panel_mm);
}

/**
 * How the calls fill their room. `narrow` is the room with something beside them, `wide` the room without:
 * what stands beside gives way where the newest number is larger without it, and in a flood of calls.
 *
 * @param {number} needed a number's size from the last row
 * @param {{narrow: Room, wide: Room}} rooms
 */
export function callsPlan(needed, { narrow, wide }) {
  const gains = newestSize(wide, needed) > newestSize(narrow, needed);
  const beside = !gains && linesIn(narrow, needed) > 0;
  const room = beside ? narrow : wide;
  const line = lineSize(needed, room);
  const crowd = Math.max(LINE.crowd, Math.min(needed, line));
  return {
    beside,
    newest: newestSize(room, needed),
    line,
    crowd,
    rows: Math.max(1, linesIn(room, needed)),
    names: room.width - NAME.size * line - NAME.fixed >= NAME.least,
    crowded: gridIn(room, { needed, crowd }),
    flooded: gridIn(wide, { needed, crowd }),
  };
}

/**
 * The room for the calls on a page of a size. An upright screen has what stands beside them underneath.
 *
 * @param {Room} page
 * @param {{beside: boolean, line: boolean}} parts
 */
export function roomsFor({ width, height }, { beside, line }) {
  const upright = height > width;
  const { frame, sides, share, under } = upright ? PAGE.upright : PAGE.lying;
  const free = height - frame - (line ? MOVING_LINE : 0);
  const wide = { width: width - sides.wide, height: free };
  const narrow = { width: width * share - sides.narrow, height: free - under };
  return { wide, narrow: beside ? narrow : wide };
}

/** The newest call's number fills its line, however long it is. @param {number} width @param {number} characters number and window */
export function fittingSize(width, characters) {
  return (width - BOX.sides - BOX.gaps) / (BOX.digit * Math.max(6, characters) + BOX.words);
}

/** @param {Room} room @param {number} needed */
function newestSize({ width, height }, needed) {
  const fitting = Math.min(fittingSize(width, 6), height * 0.4);
  return Math.min(Math.max(NEWEST, needed * HERO), fitting);
}

/** @param {number} needed @param {Room} room */
function lineSize(needed, room) {
  const size = needed ? Math.max(LINE.least, needed) : LINE.usual;
  return Math.min(size, newestSize(room, needed), (room.width - NAME.fixed) / NAME.size);
}

/** @param {Room} room @param {number} needed */
function linesIn(room, needed) {
  const rows = Math.floor(heightLeft(room, needed) / (lineSize(needed, room) * LEADING.line));
  return Math.min(rows, MOST_LINES);
}

/** @param {Room} room @param {{needed: number, crowd: number}} sizes @returns {Grid} */
function gridIn(room, { needed, crowd }) {
  return {
    columns: Math.max(1, Math.floor((room.width + COLUMN.gap) / (COLUMN.size * crowd + COLUMN.fixed + COLUMN.gap))),
    rows: Math.max(1, Math.floor(heightLeft(room, needed) / (crowd * LEADING.crowd))),
  };
}

/** Under the newest call. @param {Room} room @param {number} needed */
function heightLeft(room, needed) {
  return room.height - newestSize(room, needed) - BOX.height - 0.9;
}
