import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { GRADES, REASONS, isBad, toggled } from "/static/shared/rating.js";
import { bodyOf, faceOf, isOfWindow, leftMs } from "/static/rate/offer.js";

const OFFER = /** @type {any} */ ({ number: "A012", stage: 1, until: "2026-11-23T01:03:00Z" });
const pad = (/** @type {object} */ more = {}) => /** @type {any} */ ({ known: { stranger: false, to_rate: OFFER }, said: null, isKept: false, chosen: null, ...more });
const CHOSEN = { number: "A012", grade: 2, reasons: ["slow"] };

test("the pages ask for the reasons that the server knows", () => {
  const rule = readFileSync(new URL("../../queue_server/domain/rating.py", import.meta.url), "utf8");
  const known = /^REASONS = \(([^)]*)\)$/m.exec(rule)?.[1];

  assert.deepEqual(REASONS, known?.split(", ").map((each) => JSON.parse(each)));
  assert.deepEqual(GRADES.filter(isBad), [2, 1]);
  assert.deepEqual(toggled(toggled(["slow"], "waiting"), "slow"), ["waiting"]);
});

test("the pad shows one face at a time: what is on its way first, a question only while there is something to rate", () => {
  assert.deepEqual(
    [
      pad({ isKept: true, said: "thanks" }), pad({ said: "thanks", chosen: CHOSEN }), pad({ known: { stranger: true, to_rate: null } }),
      pad({ chosen: CHOSEN }), pad(), pad({ known: { stranger: false, to_rate: null } }),
    ].map(faceOf),
    ["kept", "said", "stranger", "reasons", "grades", "idle"],
  );
});

test("a press names the number that was shown, and reasons only where they were asked for", () => {
  assert.deepEqual(bodyOf(CHOSEN), CHOSEN);
  assert.deepEqual(bodyOf({ ...CHOSEN, grade: 4 }), { number: "A012", grade: 4, reasons: [] });
});

test("the offer ends by the server's clock", () => {
  assert.equal(leftMs(OFFER, "2026-11-23T01:02:30Z"), 30_000);
  assert.equal(leftMs(OFFER, "2026-11-23T01:04:00Z"), 0);
});

test("it asks again after what happens at its window, and after anybody's rating while it offers one", () => {
  const rated = { kind: "ticket_rated" };

  assert.deepEqual(
    [isOfWindow({ kind: "service_completed", counter: 3 }, 3, null), isOfWindow({ kind: "ticket_called", counter: 4 }, 3, OFFER), isOfWindow(rated, 3, null), isOfWindow(rated, 3, OFFER)],
    [true, false, false, true],
  );
});
