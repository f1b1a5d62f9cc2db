import assert from "node:assert/strict";
import test from "node:test";

import { addCatalogue } from "/static/shared/i18n.js";
import { moved, turnsOf, whyNot } from "/static/manager/media_list.js";
import { noticesOrder } from "/static/manager/notices_order.js";
import { reviewed } from "/static/manager/reviewed.js";
import { digitMm, newId, sampleAddress, sizeText, zoneText } from "/static/manager/screen_words.js";

addCatalogue("zh-CN", {
  "screen.size": "{depth} {mm}", "screen.size.share": "{depth} {mm} {percent}", "screen.size.small": "small {percent}", "screen.size.unknown": "?",
  "screen.zone.all": "all", "screen.zone.counters": "c {list}", "screen.zone.services": "s {list}", "counter.name": "no {number}",
});

const MIB = 1024 * 1024;

test("a number is a millimetre high for every 0.4 metres to the last row", () => {
  assert.deepEqual([10, 18, 20, 0.5].map(digitMm), [25, 45, 50, 2]);
});

test("the size is said as far as it is known, and a panel that is too small is named", () => {
  const sizes = [[null, 680], [10, null], [10, 680], [40, 300]].map(([depth_m, height_mm]) => sizeText({ depth_m, height_mm }));

  assert.deepEqual(sizes, [
    { text: "?", small: false }, { text: "10 25", small: false }, { text: "10 25 4", small: false }, { text: "small 33", small: true },
  ]);
});

test("a screen says which part of the hall it shows", () => {
  const zone = (more) => zoneText({ layout: "hall", counter: null, counters: null, services: null, ...more });

  assert.deepEqual([zone({}), zone({ counters: [1, 2], services: ["A"] }), zone({ layout: "window", counter: 3 })], ["all", "c 1、2 · s A", "no 3"]);
});

test("a new screen has a name that is free, and can be looked at with made-up calls", () => {
  assert.equal(newId(["hall", "screen-1", "screen-3"]), "screen-2");
  assert.equal(sampleAddress("guangdong", "screen-2"), "/halls/guangdong/display?screen=screen-2&sample=1");
});

test("a file that would be refused is not sent", () => {
  assert.equal(whyNot({ type: "image/png", size: 8 * MIB }), null);
  assert.equal(whyNot({ type: "image/png", size: 50 * MIB }), "media.too_large");
  assert.equal(whyNot({ type: "video/mp4", size: 50 * MIB }), null);
  assert.equal(whyNot({ type: "image/svg+xml", size: 9 }), "media.not_taken");
  assert.equal(whyNot({ type: "video/mp4", size: 9 }, "020331"), "media.not_taken");
});

test("notices that are the hall file's are sent as null, so that the file decides again", () => {
  const usual = [{ "zh-CN": "一", en: "one" }, { "zh-CN": "二" }];

  assert.equal(noticesOrder([{ en: "one ", "zh-CN": "一" }, { "zh-CN": "二", en: "" }], usual), null);
  assert.deepEqual(noticesOrder([{ "zh-CN": " 一", en: " " }], usual), [{ "zh-CN": "一" }]);
  assert.deepEqual(noticesOrder([...usual].reverse(), usual), [...usual].reverse());
  assert.deepEqual([noticesOrder([], []), noticesOrder([], usual)], [null, []]);
});

test("the list is arranged by one place and sent as the server takes it", () => {
  const media = ["a", "b", "c"].map((id) => ({ id, kind: "image", url: id, seconds: 9, text: null, shown: true, portrait: null }));

  assert.deepEqual(moved(media, 2, -1).map(({ id }) => id), ["a", "c", "b"]);
  assert.deepEqual(turnsOf(media.slice(0, 1)), [{ id: "a", seconds: 9, text: null, shown: true }]);
});

test("a language is reviewed when a person has heard every clip of it", () => {
  const clips = { chime: {}, "en/a": { reviewed_by: "Ann" }, "en/b": { reviewed_by: "Ann" }, "zh-CN/a": { reviewed_by: "" } };

  assert.deepEqual(reviewed({ clips }, ["zh-CN", "en", "ko"]), [{ code: "zh-CN", reviewed: false }, { code: "en", reviewed: true }]);
});
