import assert from "node:assert/strict";
import test from "node:test";

import { stepsOf, timeline } from "/static/display/announcement_steps.js";
import { CLIPS, ENGLISH, aCall } from "./spoken_builders.js";

const MANDARIN = { language: "zh-CN", text: "", clips: CLIPS };
const IN_ENGLISH = { language: "en", text: "", clips: ENGLISH };
const BETTER = { ...MANDARIN, rendered: { url: "/speech/guangdong/abc.mp3", replaces: 2 } };
const ALL = () => true;

function clips(announcement, { has = ALL, crowded = false, ...more } = {}) {
  return stepsOf(announcement, { has, crowded, ...more }).steps.map(({ clip }) => clip);
}

test("clips follow one another with the pause of their join and never overlap", () => {
  const { steps } = stepsOf(aCall(1).announcement, { has: ALL, crowded: false });
  const { moments, end_s } = timeline(steps, () => 0.75, 1.6);
  const rounded = moments.map(({ clip, start_s }) => [clip, Number(start_s.toFixed(3))]);

  assert.deepEqual(rounded, [["zh-CN/ticket/A0", 1.65], ["zh-CN/pair/12", 2.42], ["zh-CN/counter/3", 3.29]]);
  assert.equal(Number(end_s.toFixed(3)), 4.04);
});

test("every language is said once, then again as often as the hall wants", () => {
  const announcement = [{ ...MANDARIN, times: 2 }, { ...IN_ENGLISH, times: 2 }];

  assert.deepEqual(clips(announcement), [...CLIPS.slice(1), ...ENGLISH, ...CLIPS.slice(1), ...ENGLISH]);
});

test("nothing is repeated while others wait to be called", () => {
  assert.deepEqual(clips(aCall(1, { times: 3 }).announcement, { crowded: true }), CLIPS.slice(1));
});

test("in a hurry the first language and the ticket's own are said", () => {
  const announcement = [MANDARIN, IN_ENGLISH];

  assert.deepEqual(
    [clips(announcement, { hurried: true, own: "zh-CN" }), clips(announcement, { hurried: true, own: "en" })],
    [CLIPS.slice(1), [...CLIPS.slice(1), ...ENGLISH]],
  );
});

test("a ticket in traditional Chinese is spoken to in Cantonese", () => {
  const cantonese = { language: "yue", text: "", clips: ["yue/ticket/A0"] };

  assert.deepEqual(clips([MANDARIN, cantonese], { hurried: true, own: "zh-Hant" }), [...CLIPS.slice(1), "yue/ticket/A0"]);
});

test("a language with a clip missing is left out, and with none left the chime is all", () => {
  const has = (clip) => clip !== "zh-CN/pair/12";

  assert.deepEqual(stepsOf([MANDARIN], { has, crowded: false }), { steps: [], missing: ["zh-CN/pair/12"], by: "chime" });
  assert.deepEqual(clips([MANDARIN, IN_ENGLISH], { has }), ENGLISH);
});

test("the better voice says its part where it is there, and the bank the rest", () => {
  const { by } = stepsOf([BETTER], { has: ALL, crowded: false });

  assert.deepEqual([clips([BETTER]), by], [["/speech/guangdong/abc.mp3", "zh-CN/counter/3"], "rendered"]);
});

test("where the better voice is not there in time the bank says all, and nothing is missing", () => {
  const has = (clip) => clip !== BETTER.rendered.url;
  const { missing, by } = stepsOf([BETTER], { has, crowded: false });

  assert.deepEqual([clips([BETTER], { has }), missing, by], [CLIPS.slice(1), [], "bank"]);
});

test("the better voice needs no clip that it replaces", () => {
  const has = (clip) => clip !== "zh-CN/pair/12" && clip !== "zh-CN/ticket/A0";

  assert.deepEqual(stepsOf([BETTER], { has, crowded: false }).missing, []);
});

test("one language rendered and another by the bank is mixed", () => {
  assert.equal(stepsOf([BETTER, IN_ENGLISH], { has: ALL, crowded: false }).by, "mixed");
});
