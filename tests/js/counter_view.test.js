import assert from "node:assert/strict";
import test from "node:test";

import { CounterView } from "/static/counter/follow_counter.js";

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A counter that is answered when the test says so. */
function aView() {
  const asked = [];
  const shown = [];
  const view = new CounterView({
    fetchCounter: () => new Promise((resolve) => asked.push(resolve)),
    onCounter: (counter) => shown.push(counter),
    onRefusal: () => {},
  });
  return { view, asked, shown };
}

test("events that come together are one question", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { view, asked } = aView();

  view.soon();
  view.soon();
  t.mock.timers.tick(100);

  assert.equal(asked.length, 1);
});

test("what happens while the question is on its way is asked after it", async () => {
  const { view, asked, shown } = aView();

  view.now();
  view.now();
  asked[0]("first");
  await turn();
  asked[1]("second");
  await turn();

  assert.deepEqual(shown, ["first", "second"]);
});

test("an answer that a press has overtaken is not shown", async () => {
  const { view, asked, shown } = aView();

  view.now();
  view.overtake();
  asked[0]("before the press");
  await turn();
  asked[1]("after the press");
  await turn();

  assert.deepEqual(shown, ["after the press"]);
});
