import assert from "node:assert/strict";
import test from "node:test";

import { actOf, HOTKEYS } from "/static/counter/hotkeys.js";
import { choicesOf } from "/static/counter/assist.js";
import { HAND_VERBS, chooseRequest, isPossible, nextRequest, noticeRequest, readNumber, remarkRequest, secondsLeft, statusRequest, ticketRequest, undoRequest } from "/static/counter/verbs.js";
import { destinations } from "/static/counter/transfer.js";
import { isStranger, whyNot } from "/static/counter/why_not.js";
import { addCatalogue } from "/static/shared/i18n.js";
import { A012, GUANGDONG, LINKOU, aCounter } from "./counter_builders.js";

const possible = (current, hall) => HAND_VERBS.filter((verb) => isPossible(verb, aCounter({ current }), hall));

test("what may be done with a called person", () => {
  assert.deepEqual(possible(A012.called, GUANGDONG), ["recall", "miss", "put_back", "cancel", "transfer"]);
});

test("what may be done with a person being served", () => {
  assert.deepEqual(possible(A012.serving, GUANGDONG), ["transfer", "hold", "complete"]);
});

test("where service starts on the call, a called person may be held and completed too", () => {
  assert.deepEqual(possible(A012.called, LINKOU), HAND_VERBS);
});

test("with nobody in hand nothing of it is possible", () => {
  assert.deepEqual(possible(null, GUANGDONG), []);
});

test("the call for the next names whom the officer saw in hand", () => {
  const path = "/halls/guangdong/counters/3/calls";
  assert.deepEqual(nextRequest("guangdong", 3, A012.serving), { method: "POST", path, body: { current: "A012" } });
  assert.deepEqual(nextRequest("guangdong", 3, null), { method: "POST", path, body: { current: null } });
});

test("the call for a chosen number names them too", () => {
  const path = "/halls/guangdong/counters/3/calls";
  assert.deepEqual(chooseRequest("guangdong", 3, "B046", A012.serving), { method: "POST", path, body: { number: "B046", current: "A012" } });
});

test("what may be taken back is named, while its seconds run", (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-23T02:00:00Z") });
  const undo = { sequence: 812, was: "ticket_called", number: "A012", until: "2026-11-23T02:00:09.200Z" };

  assert.deepEqual(undoRequest("guangdong", 3, 812), { method: "POST", path: "/halls/guangdong/counters/3/undos", body: { sequence: 812 } });
  assert.deepEqual([secondsLeft(undo), isPossible("undo", aCounter({ undo }), GUANGDONG)], [10, true]);
  t.mock.timers.tick(9_200);
  assert.deepEqual([secondsLeft(undo), isPossible("undo", aCounter({ undo }), GUANGDONG)], [0, false]);
});

test("what was just announced is not announced again within the hall's guard time", (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-23T02:00:02Z") });
  const counter = aCounter({ current: { ...A012.called, since: "2026-11-23T02:00:00Z" } });
  const hall = { ...GUANGDONG, rules: { recall_guard_s: 3 } };

  assert.deepEqual([isPossible("recall", counter, hall), isPossible("recall", counter, GUANGDONG)], [false, true]);
  t.mock.timers.tick(1_000);
  assert.equal(isPossible("recall", counter, hall), true);
});

test("a remark is put, or taken away", () => {
  const path = "/halls/guangdong/tickets/B046/remark";
  assert.deepEqual(remarkRequest("guangdong", "B046", "轮椅"), { method: "PUT", path, body: { remark: "轮椅" } });
  assert.deepEqual(remarkRequest("guangdong", "B046", ""), { method: "PUT", path, body: { remark: null } });
});

test("a chosen call says why where the hall asks", () => {
  assert.deepEqual(chooseRequest("guangdong", 3, "B046", null, "轮椅").body, { number: "B046", current: null, reason: "轮椅" });
});

test("the way back comes first, then services, officers where they sit, and counters", () => {
  const hall = {
    ...GUANGDONG,
    services: [{ letter: "A", name: { "zh-CN": "护照" } }, { letter: "B", name: { "zh-CN": "通行证" } }],
    counters: [2, 3, 5].map((number) => ({ number, name: { "zh-CN": "受理窗口" } })),
  };
  const now = new Map([[2, { number: 2, state: "paused", officer: { badge: "020341", name: "张伟" } }], [5, { number: 5, state: "open", officer: null }]]);
  const sent = [];

  const choices = destinations(aCounter({ current: { ...A012.serving, sent_by: 5 } }), hall, now, (where) => sent.push(where));
  choices.forEach(({ onPick }) => onPick());

  assert.deepEqual(choices.map(({ keys }) => keys), ["0", "B", "020341", "2", "5"]);
  assert.deepEqual(sent, [{ back: true }, { service: "B" }, { officer: "020341" }, { counter: 2 }, { counter: 5 }]);
});

for (const [verb, refusal, said] of [
  ["complete", { code: "illegal_transition", details: { number: "A012", state: "cancelled" } }, "现在是已取消"],
  ["transfer", { code: "counter_closed", details: { counter: 5 } }, "没有人就座"],
  ["next", { code: "counter_closed", details: {} }, "窗口未开"],
]) {
  test(`why ${verb} is refused: ${refusal.code}`, () => {
    addCatalogue("zh-CN", { "state.cancelled": "已取消", "why.now": "现在是{state}", "why.transfer.counter_closed": "没有人就座", "error.counter_closed": "窗口未开" });
    assert.equal(whyNot(verb, refusal), said);
  });
}

test("who is signed out or has lost the rights is a stranger, who may not choose is none", () => {
  const refusals = [{ code: "unauthenticated" }, { code: "forbidden", details: { needs: ["officer"] } }, { code: "forbidden", details: { rule: "choose" } }];
  assert.deepEqual(refusals.map(isStranger), [true, true, false]);
});

test("a ticket's verb is a list of its own", () => {
  assert.deepEqual(ticketRequest("guangdong", "put_back", "A012"), { method: "POST", path: "/halls/guangdong/tickets/A012/returns", body: {} });
});

test("a pause says why, an opening does not", () => {
  const path = "/halls/guangdong/counters/3/status";
  assert.deepEqual(statusRequest("guangdong", 3, "paused", { reason: "meal" }), { method: "PUT", path, body: { state: "paused", reason: "meal" } });
  assert.deepEqual(statusRequest("guangdong", 3, "open"), { method: "PUT", path, body: { state: "open" } });
});

for (const [typed, number] of [["a7", "A007"], ["A007", "A007"], [" b 46 ", "B046"], ["Ｂ０４６", "B046"], ["a1000", "A1000"], ["46", null], ["AB1", null], ["", null]]) {
  test(`"${typed}" is typed for ${number}`, () => {
    assert.equal(readNumber(typed), number);
  });
}

test("help is called for the counter, numbered on from whom one calls, the counter's own first", () => {
  const notices = [
    { code: "quiet", text: { "zh-CN": "请保持安静" }, needs_counter: false },
    { code: "security", text: { "zh-CN": "请安保人员到{counter}号窗口" }, needs_counter: true },
  ];
  const said = [];

  const choices = choicesOf(notices, 3, 4, (code, words) => said.push([code, words]));
  choices.forEach(({ onPick }) => onPick());

  assert.deepEqual(choices.map(({ keys, label }) => [keys, label]), [["5", "请安保人员到3号窗口"], ["6", "请保持安静"]]);
  assert.deepEqual(said, [["security", "请安保人员到3号窗口"], ["quiet", "请保持安静"]]);
  assert.deepEqual(noticeRequest("guangdong", 3, "security"), {
    method: "POST", path: "/halls/guangdong/spoken-notices", body: { code: "security", counter: 3 },
  });
});

test("each key is one act, and no act has two", () => {
  assert.equal(new Set(HOTKEYS.map(({ key }) => key)).size, HOTKEYS.length);
  assert.equal(new Set(HOTKEYS.map(({ act }) => act)).size, HOTKEYS.length);
});

for (const [press, act] of [
  [{ key: " " }, "primary"],
  [{ key: "Enter" }, "primary"],
  [{ key: "r" }, "recall"],
  [{ key: "R" }, "recall"],
  [{ key: "?" }, "help"],
  [{ key: "？" }, "help"],
  [{ key: "Process", code: "KeyT" }, "transfer"],
  [{ key: " ", repeat: true }, null],
  [{ key: "r", ctrlKey: true }, null],
  [{ key: "t", metaKey: true }, null],
  [{ key: "d", isComposing: true }, null],
  [{ key: "F5" }, null],
  [{ key: "z" }, null],
]) {
  test(`the key ${JSON.stringify(press)} is ${act}`, () => {
    assert.equal(actOf(press), act);
  });
}
