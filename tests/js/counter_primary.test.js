import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { absentAct, primaryAct } from "/static/counter/primary.js";
import { aCounter } from "./counter_builders.js";

// The keypad holds counter_client/primary.py against the same table.
const CASES = JSON.parse(readFileSync(new URL("../primary_cases.json", import.meta.url), "utf8"));

const meaning = (act) => act && [act.verb, act.words, act.current?.number ?? null, act.next?.number ?? null];

for (const { name, counter, start_on_call, big, beside } of CASES) {
  test(`the big button and the one beside it, ${name}: ${big[1]}`, () => {
    const hall = { start_on_call };
    assert.deepEqual(meaning(primaryAct(aCounter(counter), hall)), big);
    assert.deepEqual(meaning(absentAct(aCounter(counter), hall)), beside);
  });
}
