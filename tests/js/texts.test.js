import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { addCatalogue, errorText, pick, supported, t, tIn } from "/static/shared/i18n.js";
import { ago, clock, clockRange, hallDay, longDate, minutes, notBefore, now, setHallClock, stopwatch, waitRange } from "/static/shared/time.js";

for (const code of ["zh-CN", "en"]) {
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

test("a hall's text falls to Chinese, then to any", () => {
  assert.deepEqual([pick({ "zh-CN": "护照", en: "Passport" }, "en-GB"), pick({ "zh-CN": "护照" }, "ru"), pick({ ko: "여권" }, "en")], ["Passport", "护照", "여권"]);
});

test("a language without a catalogue falls to the nearest one", () => {
  assert.deepEqual(["en-US", "zh-TW", "ru"].map(supported), ["en", "zh-CN", "zh-CN"]);
});

test("a refusal is told in our words, an unknown one in the server's", () => {
  assert.deepEqual(
    [errorText({ code: "nothing_to_call" }), errorText({ code: "new_one", message: "The server's sentence" })],
    ["现在没有可以叫的号", "The server's sentence"],
  );
});
