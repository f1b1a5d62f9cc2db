import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { addCatalogue } from "/static/shared/i18n.js";
import { toCsv } from "/static/manager/csv.js";
import { healthOf, inOrder as inOrderOfNeed, summary } from "/static/manager/devices.js";
import { COLUMNS, cellText, groupName, inOrder, meanGrade, percent, promiseOf } from "/static/manager/figures.js";
import { Poller } from "/static/manager/poller.js";
import { figuresCsv } from "/static/manager/save_figures.js";

for (const folder of ["static/shared", "manager"]) {
  const path = new URL(`../../queue_server/web/${folder}/locales/zh-CN.json`, import.meta.url);
  addCatalogue("zh-CN", JSON.parse(readFileSync(path, "utf8")));
}

const HALL = {
  services: [{ letter: "A", name: { "zh-CN": "普通护照" } }],
  classes: [{ code: "normal", name: { "zh-CN": "普通" }, promise_s: 1800 }, { code: "elderly", name: { "zh-CN": "老年人" }, promise_s: 300 }],
};
const NOTHING = { count: 0, mean_s: null, p50_s: null, p90_s: null, max_s: null };

function aGroup(more = {}) {
  const counts = { issued: 3, called: 2, completed: 2, missed: 0, abandoned: 0, cancelled: 0 };
  const wait = { count: 2, mean_s: 90, p50_s: 60, p90_s: 120, max_s: 125 };
  return { ...counts, wait, service_time: NOTHING, within_promise: 0.934, ratings: {}, ...more };
}

const column = (key) => COLUMNS.find((each) => each.key === key);

test("times are minutes, shares per cent, and what is not known a dash", () => {
  const group = aGroup();

  assert.deepEqual(
    ["issued", "wait.mean_s", "wait.max_s", "service_time.mean_s", "within_promise", "rating"].map((key) => cellText(column(key), group)),
    ["3", "1.5", "2.1", "–", "93.4%", "–"],
  );
  assert.deepEqual([1, 0.9999, 0].map(percent), ["100", "100.0", "0.0"]);
});

test("the mean of the grades counts each as often as it was given", () => {
  assert.equal(meanGrade(aGroup({ ratings: { 5: 3, 4: 0, 3: 0, 2: 0, 1: 1 } })), 4);
  assert.equal(meanGrade(aGroup({ ratings: { 5: 0 } })), null);
});

test("of the rated, the first three grades are good and the last two bad", () => {
  const rated = aGroup({ ratings: { 5: 1, 4: 1, 3: 1, 2: 1, 1: 0 } });

  assert.deepEqual(["rated", "good", "bad"].map((key) => cellText(column(key), rated)), ["4", "75.0%", "1"]);
  assert.deepEqual(["rated", "good", "bad"].map((key) => cellText(column(key), aGroup())), ["0", "–", "0"]);
});

test("a group is called as people call it", () => {
  const names = [["service", "A"], ["class", "elderly"], ["counter", 3], ["hour", 9], ["day", "2026-11-23"], ["counter", null], ["officer", "officer3"]];

  assert.deepEqual(names.map(([by, value]) => groupName({ [by]: value }, by, HALL)), [
    "A 普通护照", "老年人", "3 号窗口", "9–10 时", "11-23 周一", "未到窗口", "officer3",
  ]);
});

test("classes stand as the hall has them, officers as people count", () => {
  const classes = ["normal", "elderly"].reverse().map((code) => aGroup({ class: code }));
  const officers = [["o1", "000010"], ["o2", "000009"]].map(([officer, badge]) => aGroup({ officer, officer_badge: badge, officer_name: "李晓雯" }));

  assert.deepEqual(inOrder(classes, "class", HALL).map((group) => group.class), ["normal", "elderly"]);
  assert.deepEqual(inOrder([aGroup({ officer: null }), ...officers], "officer", HALL).map((group) => groupName(group, "officer", HALL)), [
    "000009 李晓雯", "000010 李晓雯", "未到窗口",
  ]);
});

test("a class is measured against its own promise, all else against that of ordinary people", () => {
  assert.deepEqual([promiseOf({ class: "elderly" }, "class", HALL), promiseOf({ service: "A" }, "service", HALL)], [300, 1800]);
});

test("the file begins with the mark by which Excel knows Chinese", () => {
  assert.equal(toCsv([["业务", 1, null]]), "\uFEFF业务,1,\r\n");
});

test("commas, quotes and lines stay inside their cell", () => {
  assert.equal(toCsv([['说"好"', "a,b", "c\nd"]]), '\uFEFF"说""好""","a,b","c\nd"\r\n');
});

test("no cell is run as a formula", () => {
  assert.equal(toCsv([["=1+1", "@x", "-", -5]]), "\uFEFF'=1+1,'@x,'-,-5\r\n");
});

test("the file holds what the table shows, with each grade", () => {
  const figures = { from: "2026-11-23", to: "2026-11-23", by: ["service"], groups: [aGroup({ service: "A", ratings: { 5: 2 } })], total: aGroup() };
  const [heads, first, total] = figuresCsv(figures, "service", HALL).slice(1).trimEnd().split("\r\n").map((line) => line.split(","));

  assert.deepEqual(heads, [
    "业务", "取号", "叫号", "办结", "过号", "弃号", "取消", "等候 平均（分钟）", "等候 一半（分钟）", "等候 九成（分钟）", "等候 最长（分钟）",
    "办理 平均（分钟）", "办理 九成（分钟）", "守诺率", "评价 平均", "人次", "好评率", "差评", "非常满意", "满意", "基本满意", "不满意", "非常不满意",
  ]);
  assert.deepEqual(first, ["A 普通护照", "3", "2", "2", "0", "0", "0", "1.5", "1", "2", "2.08", "", "", "0.934", "5", "2", "1", "0", "2", "0", "0", "0", "0"]);
  assert.equal(total[0], "合计");
});

const NOON = Date.parse("2026-11-23T04:00:00.000Z");

function aDevice(name, { seen = 10, state = "approved", ...status } = {}) {
  return { id: name, name, kind: "kiosk", state, counter: null, asked_at: "", seen_at: seen === null ? null : new Date(NOON - seen * 1_000).toISOString(), status };
}

test("a device that is silent for two minutes is away, whatever it said last; one never heard of is not there yet", () => {
  const health = (device) => healthOf(device, NOON);

  assert.deepEqual([aDevice("a", { seen: 119 }), aDevice("a", { seen: 121, printer: "ready" }), aDevice("a", { seen: null })].map(health), ["good", "away", "unseen"]);
});

test("paper out and a blocked voice need a hand, paper low soon", () => {
  const devices = [{ printer: "paper_out" }, { sound: "blocked" }, { printer: "paper_low" }, { printer: "ready", sound: "speaking" }, { state: "pending" }, { state: "revoked" }];

  assert.deepEqual(devices.map((status) => healthOf(aDevice("a", status), NOON)), ["bad", "bad", "soon", "good", "pending", "revoked"]);
});

test("who needs the manager comes first, and numbers count as numbers", () => {
  const devices = [aDevice("取号机 10"), aDevice("取号机 2"), aDevice("旧", { state: "revoked" }), aDevice("新", { state: "pending" }), aDevice("屏", { sound: "blocked" })];

  assert.deepEqual(inOrderOfNeed(devices, NOON).map(({ name }) => name), ["新", "屏", "取号机 2", "取号机 10", "旧"]);
  assert.deepEqual(summary(devices, NOON), { good: 2, attention: 1, pending: 1 });
});

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

test("a question is asked at once, then after events but never more often than its gap", async () => {
  let asked = 0;
  const poller = new Poller({ ask: async () => (asked += 1), onAnswer: () => {}, onRefusal: () => {}, gap_ms: 60, every_ms: 10_000 });
  await pause(20);
  for (let event = 0; event < 50; event += 1) poller.soon();
  const soonAfter = asked;
  await pause(120);
  poller.close();

  assert.deepEqual([soonAfter, asked], [1, 2]);
});

test("an event that comes while the question is out is not forgotten", async () => {
  let asked = 0;
  const ask = async () => {
    asked += 1;
    await pause(30);
  };
  const poller = new Poller({ ask, onAnswer: () => {}, onRefusal: () => {}, gap_ms: 1, every_ms: 10_000 });
  await pause(10);
  poller.soon();
  await pause(120);
  poller.close();

  assert.equal(asked, 2);
});

test("a refused question is asked again in time, and a closed one never", async () => {
  let refused = 0;
  const ask = async () => {
    throw new Error("away");
  };
  const poller = new Poller({ ask, onAnswer: () => {}, onRefusal: () => (refused += 1), gap_ms: 1, every_ms: 20 });
  await pause(90);
  poller.close();
  const before = refused;
  await pause(60);

  assert.deepEqual([before >= 2, refused], [true, before]);
});
