import assert from "node:assert/strict";
import test from "node:test";

import { EventOrder } from "/static/shared/sequence.js";

const event = (sequence, previous = sequence - 1) => ({ sequence, previous });
const sequences = (events) => events.map((each) => each.sequence);

function orderAt(sequence) {
  const order = new EventOrder();
  order.restart(sequence);
  return order;
}

test("the next event is applied at once", () => {
  assert.deepEqual(sequences(orderAt(10).receive(event(11))), [11]);
});

test("an event is applied once", () => {
  const order = orderAt(10);
  order.receive(event(11));

  assert.deepEqual(order.receive(event(11)), []);
});

test("sequences this audience never gets are no gap", () => {
  assert.deepEqual(sequences(orderAt(10).receive(event(15, 10))), [15]);
});

test("without `previous` a missing number is a gap", () => {
  const order = orderAt(10);

  assert.deepEqual([order.receive({ sequence: 12 }), order.hasGap], [[], true]);
});

test("two messages in the wrong order come out in the right one", () => {
  const order = orderAt(10);
  order.receive(event(12));

  assert.deepEqual([sequences(order.receive(event(11))), order.hasGap], [[11, 12], false]);
});

test("a snapshot drops what it contains and lets out what is newer", () => {
  const order = orderAt(10);
  order.receive(event(12));
  order.receive(event(15));

  assert.deepEqual([sequences(order.restart(14)), order.last, order.hasGap], [[15], 15, false]);
});

test("what a snapshot still lacks keeps the gap open", () => {
  const order = orderAt(10);
  order.receive(event(15));

  assert.deepEqual([order.restart(12), order.hasGap], [[], true]);
});

test("what overtakes the answer to the join waits for it", () => {
  const order = new EventOrder();
  order.hold(event(11));

  assert.deepEqual(sequences(order.restart(10)), [11]);
});
