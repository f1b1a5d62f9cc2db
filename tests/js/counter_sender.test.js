import assert from "node:assert/strict";
import test from "node:test";

import { Sender, Withdrawn } from "/static/counter/sender.js";

const AWAY = Object.assign(new Error("away"), { code: "network" });
const REFUSED = Object.assign(new Error("no"), { code: "illegal_transition" });
const PRESS = { method: "POST", path: "/halls/guangdong/counters/3/calls", body: { current: null }, key: "k1", verb: "next", label: "下一位", at: 1_000 };

/** A server that answers by a list: errors are thrown, all else is an answer. */
function aSender(answers, storage = aStorage()) {
  const sent = [];
  const command = async (request, { key }) => {
    sent.push([request.path, key]);
    const answer = answers[sent.length - 1];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const sender = new Sender({ command, storage, place: "press", sleep: () => new Promise((resolve) => setImmediate(resolve)) });
  return { sender, sent, storage };
}

function aStorage() {
  const kept = new Map();
  return { kept, getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
}

test("a press is sent with one key until the server answers", async () => {
  const { sender, sent } = aSender([AWAY, AWAY, { number: "B046" }]);

  const answer = await sender.send(PRESS);

  assert.deepEqual(answer, { number: "B046" });
  assert.deepEqual(sent, [[PRESS.path, "k1"], [PRESS.path, "k1"], [PRESS.path, "k1"]]);
});

test("a refusal is an answer: it is told, and not sent again", async () => {
  const { sender, sent } = aSender([REFUSED]);

  await assert.rejects(sender.send(PRESS), REFUSED);

  assert.equal(sent.length, 1);
});

test("while a press is on its way another is not sent", async () => {
  const { sender, sent } = aSender([{ number: "B046" }]);

  const answers = await Promise.all([sender.send(PRESS), sender.send({ ...PRESS, key: "k2" })]);

  assert.deepEqual(answers, [{ number: "B046" }, undefined]);
  assert.equal(sent.length, 1);
});

test("a press outlives a reload until it is answered", async () => {
  const { sender, storage } = aSender([AWAY, { number: "B046" }]);

  const answered = sender.send(PRESS);
  const afterReload = aSender([], storage).sender.remembered(2_000);
  await answered;

  assert.deepEqual(afterReload, PRESS);
  assert.equal(storage.kept.size, 0);
});

test("a press of long ago is no longer meant", () => {
  const { sender, storage } = aSender([]);
  storage.setItem("press", JSON.stringify(PRESS));

  assert.equal(sender.remembered(PRESS.at + 10 * 60_000), null);
});

test("the officer may stop waiting", async () => {
  const { sender } = aSender([AWAY, AWAY, AWAY, AWAY, AWAY, AWAY]);

  const answered = sender.send(PRESS);
  sender.withdraw();

  await assert.rejects(answered, Withdrawn);
  assert.equal(sender.current, null);
});
