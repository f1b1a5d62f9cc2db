import assert from "node:assert/strict";
import test from "node:test";

import { LAYOUTS, partsOf } from "/static/display/layouts.js";
import { madeUpBoard, madeUpCall } from "/static/display/made_up.js";
import { belongs, isZone, screenId, servicesOf, unconfigured } from "/static/display/screen.js";
import { BrokenFiles, slideAfter, slidesOf } from "/static/display/slide_show.js";
import { callsPlan, characterMm, fittingSize, neededPx, roomsFor } from "/static/display/type_size.js";

const FULL_HD = { width_px: 1920, height_px: 1080 };
const LYING = { width: 120, height: 67.5 };
const UPRIGHT = { width: 67.5, height: 120 };
const REM_PX = 16;

function aScreen({ parts = {}, ...given } = {}) {
  const hall = unconfigured("hall");
  return { ...hall, ...given, parts: { ...hall.parts, ...parts } };
}

function aHall() {
  const services = ["A", "B", "F"].map((letter) => ({ letter, name: { en: letter }, bring: letter === "F" ? { en: "The slip" } : null }));
  const counters = [1, 2, 3].map((number) => ({ number, services: number === 3 ? ["F"] : ["A", "B"] }));
  return { hall: "guangdong", services, counters };
}

/** What fits on a page whose last row is so many metres away, before a panel of 55 inches. */
function planFor(depth_m, page = LYING) {
  const size = { width_px: page.width * REM_PX, height_px: page.height * REM_PX };
  const needed = neededPx({ depth_m, height_mm: null }, size) / REM_PX;
  return { needed, ...callsPlan(needed, roomsFor(page, { beside: true, line: false })) };
}

const letters = (services) => services.map(({ letter }) => letter);

test("a character of 30 mm is read clearly from 12 metres", () => {
  assert.equal(characterMm(12), 30);
});

test("the font is so large that its digits have that height on the panel", () => {
  const px = neededPx({ depth_m: 12, height_mm: 685 }, FULL_HD);

  assert.equal(Math.round(px * 0.7 * (685 / 1080)), 30);
});

test("twice the pixels on the same panel are twice the font", () => {
  const screen = { depth_m: 12, height_mm: 685 };

  assert.equal(neededPx(screen, { width_px: 3840, height_px: 2160 }), 2 * neededPx(screen, FULL_HD));
});

test("where nobody measured the panel it is one of 55 inches, lying or upright", () => {
  const screen = { depth_m: 12, height_mm: null };
  const [lying, upright] = [neededPx(screen, FULL_HD), neededPx(screen, { width_px: 1080, height_px: 1920 })];

  assert.deepEqual([lying.toFixed(1), upright.toFixed(1)], ["67.6", "67.6"]);
});

test("an unknown depth asks for nothing, and the screen is as usual", () => {
  const { needed, rows, line, newest, beside, names } = planFor(null);

  assert.deepEqual({ needed, rows, line, newest, beside, names }, { needed: 0, rows: 5, line: 5.6, newest: 12.5, beside: true, names: true });
});

test("the deeper the hall the larger the lines, and the fewer", () => {
  const depths = [8, 12, 16, 20, 24, 30, 40];

  assert.deepEqual(depths.map((depth_m) => planFor(depth_m).rows), [6, 6, 5, 4, 3, 2, 1]);
});

test("every line is as large as the last row needs, and the newest larger still", () => {
  const depths = Array.from({ length: 33 }, (_, index) => index + 8);
  const tooSmall = (page, least) => depths.filter((depth_m) => {
    const { needed, line, crowd, newest } = planFor(depth_m, page);
    return line < needed || crowd < needed || newest < least * line - 1e-9;
  });

  // An upright panel of 55 inches is not wide enough for more.
  const within27m = tooSmall(UPRIGHT, 1).filter((depth_m) => depth_m <= 27);
  assert.deepEqual([tooSmall(LYING, 1.3), within27m], [[], []]);
});

test("where the newest number needs the whole width nothing stands beside it", () => {
  assert.deepEqual([24, 26, 30].map((depth_m) => planFor(depth_m).beside), [true, true, false]);
  assert.equal(planFor(30, UPRIGHT).beside, true); // underneath it takes no width
});

test("an upright screen has more lines", () => {
  assert.deepEqual([planFor(null, UPRIGHT).rows, planFor(20, UPRIGHT).rows], [7, 6]);
});

test("a flood of calls has room for nineteen", () => {
  const { crowded, flooded } = planFor(null);

  assert.deepEqual([crowded, flooded], [{ columns: 2, rows: 6 }, { columns: 3, rows: 6 }]);
});

test("a longer number is set smaller, so that its line holds it", () => {
  const sizes = [5, 6, 7].map((characters) => fittingSize(69.5, characters).toFixed(1));

  assert.deepEqual(sizes, ["12.6", "12.6", "11.3"]);
});

test("the address names the screen, a counter its window's, nothing the hall's", () => {
  const ids = [{ asked: "east", counter: null }, { asked: null, counter: 3 }, { asked: null, counter: null }].map(screenId);

  assert.deepEqual(ids, ["east", "window-3", "hall"]);
});

test("the hall's screen and its windows' exist though nobody configured them", () => {
  const found = ["hall", "window-12", "window-0", "east"].map((id) => unconfigured(id));

  assert.deepEqual(
    found.map((screen) => screen && [screen.layout, screen.counter, screen.speaks]),
    [["hall", null, true], ["window", 12, false], null, null],
  );
});

test("a zone shows the calls of its windows and services alone", () => {
  const zone = aScreen({ counters: [1, 2], services: ["A"] });
  const calls = [{ counter: 1, service: "A" }, { counter: 3, service: "A" }, { counter: 1, service: "B" }];

  assert.deepEqual(calls.map((call) => belongs(zone, call)), [true, false, false]);
});

test("a window's screen has the calls of its window", () => {
  const window = unconfigured("window-3");

  assert.deepEqual([3, 4].map((counter) => belongs(window, { counter, service: "A" })), [true, false]);
});

test("a zone of windows waits for what they serve", () => {
  const screens = [aScreen(), aScreen({ counters: [3] }), aScreen({ counters: [3], services: ["A"] })];

  assert.deepEqual(screens.map((screen) => letters(servicesOf(screen, aHall()))), [["A", "B", "F"], ["F"], ["A"]]);
  assert.deepEqual(screens.map(isZone), [false, true, true]);
});

test("the code to check in with stands on a screen that has one, unless it is switched off; never over a window", () => {
  const beside = (screen, hasCode) => partsOf(screen, { hasCode }).beside.includes("check_in");
  const screens = [...["hall", "waiting", "notices", "window"].map((layout) => aScreen({ layout })), aScreen({ parts: { check_in: false } })];

  assert.deepEqual(screens.map((screen) => beside(screen, true)), [true, true, true, false, false]);
  assert.deepEqual(screens.map((screen) => beside(screen, false)), [false, false, false, false, false]);
});

test("what is switched off is not on the screen", () => {
  const { beside, foot } = partsOf(aScreen({ parts: { waiting: false, duty: false, coming: false, media: false, notices: false } }));

  assert.deepEqual([beside, foot], [[], ["caption", "complaints"]]);
});

test("each layout says what is being said", () => {
  assert.deepEqual(Object.values(LAYOUTS).filter(({ foot }) => !foot.includes("caption")), []);
});

const NOTICES = [{ en: "One" }, { en: "Two" }];
const PICTURE = { id: "p", kind: "image", url: "/media/guangdong/p", seconds: 8, text: null };

function theSlides({ media = [PICTURE], parts = {}, bring = false } = {}) {
  return slidesOf({ notices: NOTICES, media, services: aHall().services, parts: aScreen({ parts }).parts, bring });
}

test("notices and pictures take turns, one after the other", () => {
  assert.deepEqual(theSlides().map(({ kind }) => kind), ["notice", "media", "notice"]);
});

test("what to bring is told where there is room, and only for services that say it", () => {
  const [slide] = theSlides({ bring: true }).filter(({ kind }) => kind === "bring");

  assert.deepEqual(letters(slide.services), ["F"]);
});

test("what the screen has not is not shown", () => {
  assert.deepEqual([theSlides({ parts: { notices: false } }), theSlides({ parts: { media: false } })].map((slides) => slides.length), [1, 2]);
});

test("a long notice stays longer, and none for ever", () => {
  const slides = slidesOf({ notices: [{ en: "x" }, { en: "x".repeat(100) }, { en: "x".repeat(900) }], media: [], services: [], parts: aScreen().parts, bring: false });

  assert.deepEqual(slides.map(({ seconds }) => seconds), [10, 18, 30]);
});

test("a broken file is passed over, and tried again later", () => {
  const broken = new BrokenFiles();
  broken.add("media:p", 0);
  const [first, , third] = theSlides();
  const after = (now_ms) => slideAfter(theSlides(), first.id, (id) => broken.has(id, now_ms));

  assert.deepEqual([after(599_999).id, after(600_000).id], [third.id, "media:p"]);
});

test("one slide alone stays, none leaves nothing", () => {
  const [one] = theSlides();

  assert.deepEqual([slideAfter([one], one.id, () => false), slideAfter([one], null, () => true)], [one, null]);
});

test("made-up calls keep to the screen's zone and are the same each time", () => {
  const screen = aScreen({ counters: [1, 2] });
  const calls = [1, 2, 3, 4].map((count) => madeUpCall({ hall: aHall(), screen, count, now_ms: 0 }));

  assert.deepEqual(calls.map(({ number, counter }) => [number, counter]), [["B001", 2], ["A002", 1], ["B003", 2], ["A004", 1]]);
});

test("a made-up board has calls, the newest first, and what comes next", () => {
  const board = madeUpBoard({ counters: [], calls: [] }, { hall: aHall(), screen: aScreen(), count: 3, now_ms: 90_000 });

  assert.deepEqual(
    [board.calls.map(({ sequence, at }) => [sequence, Date.parse(at)]), board.coming.length],
    [[[3, 45_000], [2, 0], [1, -45_000]], 9],
  );
});
