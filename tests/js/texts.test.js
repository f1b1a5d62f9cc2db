import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { LANGUAGES, addCatalogue, errorText, pick, supported, t, tIn } from "/static/shared/i18n.js";
import { hoursText } from "/static/shared/hours.js";
import { companion, spokenHere } from "/static/shared/languages.js";
import { decimal } from "/static/shared/numbers.js";
import { ago, clock, clockRange, hallDay, longDate, minutes, notBefore, now, setHallClock, stopwatch, waitRange } from "/static/shared/time.js";

for (const { code } of LANGUAGES) {
  const file = new URL(`../../queue_server/web/static/shared/locales/${code}.json`, import.meta.url);
  addCatalogue(code, JSON.parse(readFileSync(file, "utf8")));
}
setHallClock({ timezone: "Asia/Shanghai" });
const MORNING = "2026-11-23T02:24:00.000Z";
const forecast = (low, high) => ({ p10_s: low, p50_s: (low + high) / 2, p90_s: high });

test("a wait is a range of whole minutes, rounded outwards", () => {
  assert.equal(waitRange(forecast(1_119, 1_501), 14), "18–26 分钟");
});

test("nobody waiting, or under a minute, is no wait", () => {
  assert.deepEqual([waitRange(null, 0), waitRange(forecast(0, 59), 2)], ["随到随办", "随到随办"]);
});

test("an unknown wait is not invented", () => {
  assert.equal(waitRange(null, 3), "–");
});

test("a range of one minute is about that", () => {
  assert.equal(waitRange(forecast(300, 300), 1, "en"), "about 5 min");
});

test("clocks are the hall's, not the screen's", () => {
  assert.deepEqual(
    [clock(MORNING), hallDay("2026-11-22T16:30:00Z"), longDate(MORNING), longDate(MORNING, "en")],
    ["10:24", "2026-11-23", "2026年11月23日 星期一", "Monday 23 November 2026"],
  );
});

test("when one will be called is a range of the clock", () => {
  assert.equal(clockRange(forecast(540, 1_020), MORNING), "10:33–10:41");
});

test("the server's clock counts", () => {
  setHallClock({ now: "2030-01-01T00:00:00.000Z" });
  const seen = [ago("2029-12-31T23:59:30.000Z"), ago("2029-12-31T23:56:00.000Z"), clock(now())];
  setHallClock({ now: new Date().toISOString() });

  assert.deepEqual(seen, ["刚刚", "4 分钟前", "08:00"]);
});

test("what happened is never in the future", () => {
  const soon = new Date(Date.now() + 5_000).toISOString();
  notBefore(soon);
  const seen = now() >= Date.parse(soon);
  setHallClock({ now: new Date().toISOString() });

  assert.equal(seen, true);
});

test("durations read as people say them", () => {
  assert.deepEqual([minutes(30), minutes(250), stopwatch(222), stopwatch(3_822)], ["不到 1 分钟", "4 分钟", "03:42", "1:03:42"]);
});

test("what is filled in stands apart as Chinese does: from numbers, never from Chinese", () => {
  addCatalogue("zh-CN", { waited: "等候 {time}" });

  assert.deepEqual(["28 分钟", "不到 1 分钟"].map((time) => tIn("zh-CN", "waited", { time })), ["等候 28 分钟", "等候不到 1 分钟"]);
});

test("a count takes the form of its language", () => {
  assert.deepEqual([tIn("en", "people", { count: 1 }), tIn("en", "people", { count: 2 }), t("people", { count: 1 })], ["1 person", "2 people", "1 人"]);
});

test("a Russian count has one, few or many", () => {
  const counts = [0, 1, 2, 4, 5, 11, 12, 21, 22, 25, 101, 111];
  const people = counts.map((count) => tIn("ru", "people", { count }));

  assert.deepEqual(people, [
    "0 человек", "1 человек", "2 человека", "4 человека", "5 человек", "11 человек", "12 человек", "21 человек", "22 человека",
    "25 человек", "101 человек", "111 человек",
  ]);
});

test("Chinese and Korean count with one form", () => {
  const said = ["zh-CN", "zh-Hant", "ko"].map((code) => [1, 2].map((count) => tIn(code, "people", { count })));

  assert.deepEqual(said, [["1 人", "2 人"], ["1 人", "2 人"], ["1명", "2명"]]);
});

test("each language writes its dates, ranges, lists and numbers", () => {
  const codes = LANGUAGES.map(({ code }) => code);
  const hours = /** @type {[string, string][]} */ ([["09:00", "12:00"], ["13:00", "17:00"]]);

  assert.deepEqual(codes.map((code) => longDate(MORNING, code)), [
    "2026年11月23日 星期一", "2026年11月23日 星期一", "Monday 23 November 2026", "2026년 11월 23일 월요일", "понедельник, 23 ноября 2026 г.",
  ]);
  assert.deepEqual(codes.map((code) => hoursText(hours, code)), [
    "09:00–12:00和13:00–17:00", "09:00–12:00及13:00–17:00", "09:00–12:00 and 13:00–17:00", "09:00~12:00 및 13:00~17:00",
    "09:00–12:00 и 13:00–17:00",
  ]);
  assert.deepEqual(codes.map((code) => clock(MORNING, code)), ["10:24", "10:24", "10:24", "10:24", "10:24"]);
  assert.deepEqual(codes.map((code) => decimal(93.44, 1, code)), ["93.4", "93.4", "93.4", "93.4", "93,4"]);
  assert.deepEqual(codes.map((code) => waitRange(forecast(1_119, 1_501), 14, code)), [
    "18–26 分钟", "18–26 分鐘", "18–26 min", "18~26분", "18–26\u00a0мин",
  ]);
});

test("a hall's text falls to a related language, to English for foreigners, then to any", () => {
  const passport = { "zh-CN": "护照", en: "Passport" };

  assert.deepEqual([pick(passport, "en-GB"), pick(passport, "ru"), pick(passport, "zh-Hant")], ["Passport", "Passport", "护照"]);
  assert.deepEqual([pick({ "zh-CN": "护照" }, "ru"), pick({ ko: "여권" }, "en"), pick(null, "en")], ["护照", "여권", ""]);
  assert.deepEqual([pick({ "zh-CN": "护照", yue: "護照" }, "zh-Hant"), pick({ "zh-Hant": "護照" }, "zh-CN")], ["護照", "護照"]);
});

test("a reader's language is found by the script, the place, then the language itself", () => {
  const found = {
    "zh-CN": ["zh", "zh-CN", "zh-SG", "zh-Hans", "zh-Hans-HK", "yue-Hans", ""],
    "zh-Hant": ["zh-Hant", "zh-hant", "zh-TW", "zh-HK", "zh-MO", "zh_HK", "zh-Hant-TW", "yue", "yue-HK"],
    en: ["en", "en-US", "en-GB"],
    ko: ["ko", "ko-KR"],
    ru: ["ru", "ru-RU"],
  };

  for (const [code, tags] of Object.entries(found)) assert.deepEqual(tags.map(supported), tags.map(() => code));
});

test("who asks for a language that is none of ours reads English", () => {
  assert.deepEqual(["fr", "vi-VN", "kok"].map(supported), ["en", "en", "en"]);
});

test("a hall's languages are those that we speak, in its order; Cantonese is read in traditional characters", () => {
  const codes = (/** @type {string[]} */ wanted) => spokenHere(wanted).map(({ code }) => code);

  assert.deepEqual(codes(["ru", "xx", "zh-CN", "yue"]), ["ru", "zh-CN", "zh-Hant"]);
  assert.deepEqual(codes(["zh-Hant", "yue"]), ["zh-Hant"]);
});

test("Chinese never stands under Chinese", () => {
  assert.deepEqual(
    [companion(["zh-CN", "zh-Hant", "en"], "zh-CN"), companion(["zh-CN", "en"], "ko"), companion(["zh-CN", "zh-Hant"], "zh-Hant")],
    ["en", "zh-CN", null],
  );
});

test("a refusal is told in our words, an unknown one in the server's", () => {
  assert.deepEqual(
    [errorText({ code: "nothing_to_call" }), errorText({ code: "new_one", message: "The server's sentence" })],
    ["现在没有可以叫的号", "The server's sentence"],
  );
});
