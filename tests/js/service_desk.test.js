// What the service desk asks for, finds, and may do.
import assert from "node:assert/strict";
import { test } from "node:test";

import { actsFor, matching } from "/static/counter/service_desk/find.js";
import { classesOf, isComplete, needsReason, orderBody, startOrder } from "/static/counter/service_desk/order.js";

const HALL = /** @type {any} */ ({
  classes: [
    { code: "normal", who: "declared" },
    { code: "elderly", who: "declared" },
    { code: "appointment", who: "granted", by_check_in: true },
    { code: "urgent", who: "granted" },
  ],
});
const START = startOrder("zh-CN", "p1");

/** @param {string} number @param {object} [facts] */
const ticket = (number, facts = {}) => /** @type {any} */ ({ number, state: "waiting", remark: null, last4: null, ...facts });

test("the desk gives every class but those that come by checking in", () => {
  assert.deepEqual(classesOf(HALL).map(({ code }) => code), ["normal", "elderly", "urgent"]);
});

test("a granted class needs a reason, and nothing is taken without a service", () => {
  const urgent = { ...START, service: "A", code: "urgent" };

  assert.deepEqual([needsReason(HALL, START), needsReason(HALL, urgent)], [false, true]);
  assert.deepEqual(
    [isComplete(HALL, START), isComplete(HALL, { ...START, service: "A" }), isComplete(HALL, { ...urgent, reason: " " }), isComplete(HALL, { ...urgent, reason: "奔丧" })],
    [false, true, false, true],
  );
});

test("only what was said goes into the request", () => {
  const plain = { service: "A", class: "normal", language: "zh-CN", printer: "p1" };
  const urgent = { ...START, service: "A", code: "urgent", reason: " 奔丧 ", remark: " 轮椅 ", party: 2, printer: "" };

  assert.deepEqual(orderBody(HALL, { ...START, service: "A", reason: "left over" }), plain);
  assert.deepEqual(orderBody(HALL, urgent), { service: "A", class: "urgent", language: "zh-CN", party_size: 2, remark: "轮椅", reason: "奔丧" });
});

test("numbers are found newest first, by their beginning, the end of a document or the remark", () => {
  const tickets = [ticket("A001", { state: "completed" }), ticket("A002", { last4: "002X" }), ticket("B001", { remark: "Wheelchair" })];
  const numbers = (/** @type {string} */ asked, all = false) => matching(tickets, asked, all).map(({ number }) => number);

  assert.deepEqual([numbers(""), numbers("", true)], [["B001", "A002"], ["B001", "A002", "A001"]]);
  assert.deepEqual([numbers("a0"), numbers("002x"), numbers("wheel"), numbers("Z")], [["A002", "A001"], ["A002"], ["B001"], []]);
});

test("who took a number from a phone can be said to have arrived", () => {
  const first = (/** @type {object} */ facts) => actsFor(ticket("A001", facts))[0];

  assert.deepEqual([first({ here: false }), first({ here: true, here_until: "2026-11-23T03:00:00Z" })], ["check_in", "check_in"]);
  assert.deepEqual([first({ here: true, here_until: null }), first({ state: "missed", here: false })], ["reprint", "restore"]);
});

test("the desk offers what a number allows", () => {
  const acts = (/** @type {string} */ state) => actsFor(ticket("A001", { state }));

  assert.deepEqual(acts("waiting"), ["reprint", "move", "grant", "cancel"]);
  assert.deepEqual([acts("missed"), acts("away")], [["restore", "reprint", "cancel"], ["come_back", "reprint", "cancel"]]);
  assert.deepEqual([acts("serving"), acts("completed"), acts("called")], [["reprint"], ["reprint"], ["reprint", "cancel"]]);
});
