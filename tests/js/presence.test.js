import assert from "node:assert/strict";
import test from "node:test";

import { NOTHING, isDue, isStale, qrSource, refused, told } from "/static/shared/presence.js";

const NINE = Date.parse("2026-11-23T01:00:00Z");
const S = 1_000;

const aCode = (valid_s = 60) => ({ code: "402913", valid_s, link: "https://queue.example.cn/#code=402913", qr: "<svg>#</svg>" });
const seconds = (whether, held) => [-1, 0, 1, 30, 60, 61, 62, 65, 66, 3600].filter((s) => whether(held, NINE + s * S));

test("a code is asked for at once, and again a little after its minute", () => {
  assert.equal(isDue(NOTHING, NINE), true);
  assert.deepEqual(seconds(isDue, told(aCode(), NINE)), [-1, 61, 62, 65, 66, 3600]);
});

test("screens do not ask together", () => {
  const [first, last] = [0, 1].map((share) => told(aCode(), NINE, share).ask_ms - NINE);

  assert.deepEqual([first, last], [60_300, 61_800]);
});

test("a code that was said late in its minute is asked for sooner", () => {
  assert.deepEqual(seconds(isDue, told(aCode(1), NINE)), [-1, 30, 60, 61, 62, 65, 66, 3600]);
});

test("a code that nobody replaced is stale five seconds after its minute, or when the clock was set back", () => {
  assert.deepEqual(seconds(isStale, told(aCode(), NINE)), [-1, 66, 3600]);
});

test("it is asked for anew before it is stale", () => {
  const latest = told(aCode(), NINE, 1);

  assert.deepEqual([isDue(latest, latest.ask_ms), isStale(latest, latest.ask_ms)], [true, false]);
});

test("a refusal leaves no code, says why, and is tried again", () => {
  const held = [401, 403, 0, 503].map((status) => refused(status, NINE));

  assert.deepEqual(held.map(({ code, trouble }) => [code, trouble]), [[null, "refused"], [null, "refused"], [null, "away"], [null, "away"]]);
  assert.deepEqual(held.map(({ ask_ms }) => ask_ms - NINE), [3_000, 3_000, 3_000, 3_000]);
  assert.equal(isStale(held[2], NINE + 3600 * S), false);
});

test("the picture is an address of its own", () => {
  assert.equal(qrSource(aCode()), "data:image/svg+xml,%3Csvg%3E%23%3C%2Fsvg%3E");
});
