import assert from "node:assert/strict";
import test from "node:test";

import { AnnouncementQueue, STALE_MS } from "/static/display/announcement_queue.js";
import { aCall, aNotice, aheadOf } from "./spoken_builders.js";

function aQueue(...items) {
  const dropped = [];
  const queue = new AnnouncementQueue(({ sequence }, reason) => dropped.push([sequence, reason]));
  items.forEach((item) => queue.add(item, 0));
  return { queue, dropped };
}

function taken(queue, now_ms = 0, stale_ms = STALE_MS) {
  const sequences = [];
  for (let one = queue.take(now_ms, stale_ms); one; one = queue.take(now_ms, stale_ms)) sequences.push(one.item.sequence);
  return sequences;
}

test("calls are said in the order in which they were called, however they arrive", () => {
  const { queue } = aQueue(aCall(3), aCall(1), aCall(2));

  assert.deepEqual(taken(queue), [1, 2, 3]);
});

test("the green channel goes first, then recalls and notices, then calls, at last calls ahead", () => {
  const { queue } = aQueue(
    aheadOf(1, ["A020"]), aCall(2), aCall(3, { attempt: 2 }), aNotice(4, 3), aCall(5), aCall(6, { first: true }),
  );

  assert.deepEqual(taken(queue), [6, 3, 4, 2, 5, 1]);
});

test("the same sequence is never said twice, a recall always is", () => {
  const { queue } = aQueue(aCall(1, { number: "A007" }));
  const first = taken(queue);
  queue.add(aCall(1, { number: "A007" }), 0);
  queue.add(aCall(2, { number: "A007" }), 0);

  assert.deepEqual([first, taken(queue)], [[1], [2]]);
});

test("a later call of the same number takes the place of one still waiting", () => {
  const { queue, dropped } = aQueue(aCall(1, { number: "A007" }), aCall(2, { number: "A008" }), aCall(3, { number: "A007" }));

  assert.deepEqual([taken(queue), dropped], [[2, 3], [[1, "superseded"]]]);
});

test("an earlier call that arrives late does not take the place of the later one", () => {
  const { queue, dropped } = aQueue(aCall(3, { number: "A007" }), aCall(1, { number: "A007" }));

  assert.deepEqual([taken(queue), dropped], [[3], [[1, "superseded"]]]);
});

test("those who are called meanwhile need not be told to be ready", () => {
  const { queue, dropped } = aQueue(aheadOf(1, ["A002", "A003"]), aCall(2), aCall(3));

  assert.deepEqual([taken(queue), dropped], [[2, 3], [[1, "superseded"]]]);
});

test("who is told to be ready is told while one of them was not called", () => {
  const { queue } = aQueue(aheadOf(1, ["A002", "A003"]), aCall(2));

  assert.deepEqual(taken(queue), [2, 1]);
});

test("what waited longer than the hall allows is dropped and told", () => {
  const { queue, dropped } = aQueue(aCall(1));
  queue.add(aCall(2), 1_000);

  assert.deepEqual([taken(queue, 30_001, 30_000), dropped], [[2], [[1, "stale"]]]);
});

test("a call of yesterday by the screen's clock is said: only waiting makes stale", () => {
  const { queue } = aQueue(aCall(1, { seconds: -86_400 }), aCall(2, { seconds: 86_400 }));

  assert.deepEqual(taken(queue), [1, 2]);
});

test("a call that was undone is not said", () => {
  const { queue, dropped } = aQueue(aCall(1), aCall(2));
  queue.withdraw("A001");

  assert.deepEqual([taken(queue), dropped], [[2], [[1, "undone"]]]);
});
