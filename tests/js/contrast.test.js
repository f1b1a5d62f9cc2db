import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const css = readFileSync(new URL("../../queue_server/web/static/shared/base.css", import.meta.url), "utf8");
const color = (name) => css.match(new RegExp(`--${name}: (#[0-9a-f]{6});`))[1];

/** WCAG 2.2's relative luminance. */
function luminance(hex) {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast([front, back]) {
  const [high, low] = [luminance(color(front)), luminance(color(back))].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const NUMBERS = [
  ["ink", "paper"], ["ink", "card"], ["moon", "night"], ["moon", "night-2"], ["call", "night"], ["call", "night-2"],
];
const TEXTS = [
  ["ink-2", "paper"], ["ink-2", "card"], ["ink-2", "mute-soft"], ["ink-3", "card"], ["ink-3", "mute-soft"], ["moon-2", "night"], ["moon-2", "night-2"],
  ["card", "jade"], ["jade-deep", "jade-soft"], ["violet", "violet-soft"], ["sky-deep", "sky-soft"], ["amber-deep", "amber-soft"],
  ["vermilion", "card"], ["card", "vermilion"],
];

test("numbers stand out at least 7 to 1", () => {
  assert.deepEqual(NUMBERS.filter((pair) => contrast(pair) < 7), []);
});

test("text stands out at least 4.5 to 1", () => {
  assert.deepEqual(TEXTS.filter((pair) => contrast(pair) < 4.5), []);
});
