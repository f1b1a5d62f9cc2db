import assert from "node:assert/strict";
import test from "node:test";

import { addCatalogue } from "/static/shared/i18n.js";
import { Day, withTicket } from "/static/counter/day.js";
import { A012, B046, GUANGDONG, LINKOU, aCounter, aTicket } from "./counter_builders.js";

addCatalogue("zh-CN", { "said.miss": "{number} 已记过号", "said.refused": "{label}：{why}", "error.counter_closed": "窗口未开", "primary.next": "下一位" });

function aDay(counter, answer, hall = GUANGDONG) {
  const sent = [];
  const day = new Day({
    hall,
    number: 3,
    command: async ({ method, path, body }) => {
      sent.push([method, path, body]);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    storage: { getItem: () => null, setItem() {}, removeItem() {} },
    newKey: () => "key",
    refresh() {},
    onChange() {},
    onRefused() {},
    onLeft() {},
  });
  day.set({ counter });
  return { day, sent };
}

test("the big button calls the next and shows them before the counter is asked again", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { day, sent } = aDay(aCounter({ current: A012.serving, next: [B046] }), { ...B046, state: "called" });

  await day.primary();

  assert.deepEqual(sent, [["POST", "/halls/guangdong/counters/3/calls", { current: "A012" }]]);
  assert.deepEqual([day.state.counter.current.number, day.state.counter.next], ["B046", []]);
});

test("a second press right after the first does not act on the new meaning", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { day, sent } = aDay(aCounter({ next: [B046] }), { ...B046, state: "called" });

  await day.primary();
  await day.primary();
  t.mock.timers.tick(1_000);
  await day.primary();

  assert.deepEqual(sent.map(([, path]) => path), ["/halls/guangdong/counters/3/calls", "/halls/guangdong/tickets/B046/starts"]);
});

test("with nobody waiting and nobody in hand a press does nothing", async () => {
  const { day, sent } = aDay(aCounter(), null);

  await day.primary();

  assert.deepEqual(sent, []);
});

test("what was done is said", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { day } = aDay(aCounter({ current: A012.called }), { ...A012.called, state: "missed" });

  await day.handle("miss", "A012");

  assert.deepEqual(day.state.said, { tone: "done", text: "A012 已记过号" });
  assert.equal(day.state.counter.current, null);
});

test("what was refused is said with the reason, and the page stays as it was", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { day } = aDay(aCounter({ next: [B046] }), Object.assign(new Error("closed"), { code: "counter_closed" }));

  await day.primary();

  assert.deepEqual(day.state.said, { tone: "refused", text: "下一位：窗口未开" });
  assert.equal(day.state.counter.current, null);
});

test("an answer moves the ticket to where it now is", () => {
  const held = aTicket("A009", { state: "held" });
  const counter = aCounter({ current: A012.called, next: [B046], held: [held] });

  assert.deepEqual(withTicket(counter, { ...held, state: "called" }, LINKOU), { ...counter, current: { ...held, state: "called" }, held: [] });
  assert.deepEqual(withTicket(counter, { ...A012.called, state: "held" }, GUANGDONG), { ...counter, current: null, held: [held, { ...A012.called, state: "held" }] });
  assert.deepEqual(withTicket(counter, { ...A012.called, state: "waiting" }, GUANGDONG), { ...counter, current: null });
  assert.deepEqual(withTicket(counter, { ...B046, state: "cancelled" }, GUANGDONG), { ...counter, next: [] });
});

test("a pause is shown by its answer: the big button no longer calls", async () => {
  const paused = { number: 3, state: "paused", reason: "meal", since: "2026-11-23T01:00:00Z", expected_at: "2026-11-23T01:30:00Z" };
  const { day, sent } = aDay(aCounter({ next: [B046] }), paused);

  await day.setStatus("paused", { reason: "meal", expected_s: 1800 });
  await day.primary();

  assert.deepEqual([day.state.counter.state, day.state.counter.expected_at], ["paused", "2026-11-23T01:30:00Z"]);
  assert.deepEqual(sent.map(([method, , body]) => [method, body.state]), [["PUT", "paused"], ["PUT", "open"]]);
});
