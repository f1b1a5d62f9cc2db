import assert from "node:assert/strict";
import test from "node:test";

import { absentAct, primaryAct } from "/static/counter/primary.js";
import { A012, B046, GUANGDONG, LINKOU, aCounter } from "./counter_builders.js";

const meaning = (counter, hall) => {
  const { verb, words, current, next } = primaryAct(aCounter(counter), hall);
  return [verb, words, current?.number, next?.number];
};
const beside = (counter, hall) => {
  const act = absentAct(aCounter(counter), hall);
  return act && [act.verb, act.words, act.current.number, act.next?.number];
};

const STATES = [
  ["nobody here, nobody waiting", {}, GUANGDONG, ["none", "none", undefined, undefined]],
  ["nobody here, somebody waiting", { next: [B046] }, GUANGDONG, ["next", "next", undefined, "B046"]],
  ["serving, somebody waiting", { current: A012.serving, next: [B046] }, GUANGDONG, ["next", "complete_and_next", "A012", "B046"]],
  ["serving, nobody waiting", { current: A012.serving }, GUANGDONG, ["complete", "complete", "A012", undefined]],
  ["called, the officer says who came", { current: A012.called, next: [B046] }, GUANGDONG, ["start", "start", "A012", "B046"]],
  ["called, where the call starts service", { current: A012.called, next: [B046] }, LINKOU, ["next", "complete_and_next", "A012", "B046"]],
  ["called there, nobody waiting", { current: A012.called }, LINKOU, ["complete", "complete", "A012", undefined]],
  ["paused, nobody here", { state: "paused", next: [B046] }, GUANGDONG, ["open", "resume", undefined, "B046"]],
  ["paused, somebody still served", { state: "paused", current: A012.serving, next: [B046] }, GUANGDONG, ["complete", "complete_paused", "A012", "B046"]],
  ["paused, somebody called", { state: "paused", current: A012.called }, GUANGDONG, ["start", "start", "A012", undefined]],
  ["closed", { state: "closed", next: [B046] }, GUANGDONG, ["open", "open", undefined, "B046"]],
];
for (const [name, counter, hall, expected] of STATES) {
  test(`the big button, ${name}: ${expected[1]}`, () => {
    assert.deepEqual(meaning(counter, hall), expected);
  });
}

test("beside start stands: not here, next", () => {
  assert.deepEqual(beside({ current: A012.called, next: [B046] }, GUANGDONG), ["next", "absent_next", "A012", "B046"]);
});

test("with nobody waiting, or calling paused, who did not come is only missed", () => {
  assert.deepEqual(beside({ current: A012.called }, GUANGDONG), ["miss", "absent", "A012", undefined]);
  assert.deepEqual(beside({ state: "paused", current: A012.called, next: [B046] }, GUANGDONG), ["miss", "absent", "A012", "B046"]);
});

test("there is no act beside the big one for a person being served, or for nobody", () => {
  assert.deepEqual([beside({ current: A012.serving }, GUANGDONG), beside({ current: A012.called }, LINKOU), beside({}, GUANGDONG)], [null, null, null]);
});
