import assert from "node:assert/strict";
import test from "node:test";

import { actOf, HOTKEYS } from "/static/counter/hotkeys.js";
import { choicesOf } from "/static/counter/assist.js";
import { HAND_VERBS, chooseRequest, isPossible, nextRequest, noticeRequest, readNumber, statusRequest, ticketRequest } from "/static/counter/verbs.js";
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

test("a ticket's verb is a list of its own", () => {
  assert.deepEqual(ticketRequest("guangdong", "put_back", "A012"), { method: "POST", path: "/halls/guangdong/tickets/A012/returns", body: {} });
});

test("a pause says why, an opening does not", () => {
  const path = "/halls/guangdong/counters/3/status";
  assert.deepEqual(statusRequest("guangdong", 3, "paused", "meal"), { method: "PUT", path, body: { state: "paused", reason: "meal" } });
  assert.deepEqual(statusRequest("guangdong", 3, "open"), { method: "PUT", path, body: { state: "open" } });
});

for (const [typed, number] of [["a7", "A007"], ["A007", "A007"], [" b 46 ", "B046"], ["Ｂ０４６", "B046"], ["a1000", "A1000"], ["46", null], ["AB1", null], ["", null]]) {
  test(`"${typed}" is typed for ${number}`, () => {
    assert.equal(readNumber(typed), number);
  });
}

test("help is called for the counter, numbered through, the counter's own first", () => {
  const notices = [
    { code: "quiet", text: { "zh-CN": "请保持安静" }, needs_counter: false },
    { code: "security", text: { "zh-CN": "请安保人员到{counter}号窗口" }, needs_counter: true },
  ];
  const said = [];

  const choices = choicesOf(notices, 3, (code, words) => said.push([code, words]));
  choices.forEach(({ onPick }) => onPick());

  assert.deepEqual(choices.map(({ keys, label }) => [keys, label]), [["1", "请安保人员到3号窗口"], ["2", "请保持安静"]]);
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
  [{ key: "q" }, null],
]) {
  test(`the key ${JSON.stringify(press)} is ${act}`, () => {
    assert.equal(actOf(press), act);
  });
}
