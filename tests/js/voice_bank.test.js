import assert from "node:assert/strict";
import test from "node:test";

import { byKind, clipsIn, countsOf } from "/static/display/voice_bank.js";

const CLIPS = {
  chime: { text: "叮咚", reviewed_by: "" },
  "zh-CN/pair/12": { text: "一二号", reviewed_by: "" },
  "zh-CN/counter/10": { text: "到十号窗口", reviewed_by: "王老师" },
  "zh-CN/counter/3": { text: "到三号窗口", recorded: true },
  "en/counter/3": { text: "please proceed to counter three", reviewed_by: "" },
};

test("a hall's own recordings need no other review; the rest is reviewed by somebody or by nobody", () => {
  assert.deepEqual(countsOf(clipsIn(CLIPS, "zh-CN")), { clips: 3, own: 1, unreviewed: 1 });
});

test("clips stand by kind, and windows in the order of their numbers", () => {
  const kinds = byKind(clipsIn(CLIPS, "zh-CN")).map(([kind, clips]) => [kind, clips.map(({ name }) => name)]);

  assert.deepEqual(kinds, [["counter", ["zh-CN/counter/3", "zh-CN/counter/10"]], ["pair", ["zh-CN/pair/12"]]]);
});

test("a language without clips has none", () => {
  assert.deepEqual(countsOf(clipsIn(CLIPS, "ko")), { clips: 0, own: 0, unreviewed: 0 });
});
