// The kiosk's way from service to number, how long it waits for people, and what it says when things fail.
import assert from "node:assert/strict";
import { test } from "node:test";

import { failureOf } from "/static/kiosk/failure.js";
import * as flows from "/static/kiosk/flow.js";
import { patience } from "/static/kiosk/idle.js";
import { classFor, declaredClasses, pageOf, servicesOf, waitsForOthers } from "/static/kiosk/offers.js";
import { paperFor, paperMayCome } from "/static/kiosk/paper.js";

const TICKET = /** @type {any} */ ({ id: "t1", number: "A012", secret: "s" });
const chosen = flows.chooseService(flows.START, "A");

test("two steps lead to the number", () => {
  const done = flows.issued(flows.take(chosen), TICKET);

  assert.deepEqual(done, { ...flows.START, screen: "done", service: "A", ticket: TICKET });
});

test("a class declared first is kept through the choice of a service", () => {
  const flow = flows.chooseService(flows.declareFirst(flows.open(flows.START, "priority"), "elderly"), "B");

  assert.deepEqual(flow, { ...flows.START, screen: "confirm", service: "B", priority: "elderly" });
});

test("a failure leads back to where the number was asked for", () => {
  const typed = flows.type(flows.open(flows.START, "appointment"), "K");

  assert.deepEqual(flows.back(flows.refused(flows.take(chosen), "network")), chosen);
  assert.deepEqual(flows.back(flows.refused(flows.take(typed), "not_found")), { ...typed, from: "appointment" });
});

test("a second try after a failure still knows where it came from", () => {
  const failed = flows.refused(flows.take(flows.open(flows.START, "appointment")), "network");

  assert.equal(flows.take(failed).from, "appointment");
});

test("typing deletes from the end and stops at the longest code", () => {
  const long = [..."K7MX3P2AK7MX3P2AZZ"].reduce(flows.type, flows.START);

  assert.equal(long.code, "K7MX3P2AK7MX3P2A");
  assert.equal(flows.type(long, "").code, "K7MX3P2AK7MX3P2");
  assert.equal(flows.type(flows.START, "").code, "");
});

test("beginning again keeps how one likes it shown; the next person finds nothing", () => {
  const flow = { ...chosen, senior: true, priority: "elderly", help: true };

  assert.deepEqual(flows.again(flow), { ...flows.START, senior: true });
  assert.deepEqual(flows.home(), flows.START);
});

const HERE = { onPaper: true, touched: true };

test("a screen asks before it gives up, and gives up in time", () => {
  assert.deepEqual(patience(chosen, 29, HERE), { left_s: 16, asks: false, over: false });
  assert.deepEqual(patience(chosen, 31, HERE), { left_s: 14, asks: true, over: false });
  assert.deepEqual(patience(chosen, 45, HERE), { left_s: 0, asks: true, over: true });
});

test("senior mode waits twice as long", () => {
  assert.equal(patience({ ...chosen, senior: true }, 0, HERE).left_s, 90);
});

test("taking a number is never cut off, and an untouched welcome never ends", () => {
  assert.equal(patience(flows.take(chosen), 900, HERE).over, false);
  assert.equal(patience(flows.START, 900, { onPaper: true, touched: false }).over, false);
  assert.equal(patience(flows.START, 60, HERE).over, true);
});

test("a number without paper stays long enough to be written down", () => {
  const done = flows.issued(chosen, TICKET);

  assert.deepEqual(
    [patience(done, 0, HERE).left_s, patience(done, 0, { ...HERE, onPaper: false }).left_s],
    [20, 60],
  );
});

test("paper is awaited while it may come, and called missing when it does not", () => {
  const cases = { printed: 1, printed_unconfirmed: 1, queued: 7, sending: 9, held: 1, unsure: 1, expired: 1, void: 1, none: 0 };
  const said = Object.fromEntries(Object.entries(cases).map(([print, age_s]) => [print, paperFor(/** @type {any} */ (print), age_s)]));

  assert.deepEqual(said, {
    printed: "take", printed_unconfirmed: "take", queued: "printing", sending: "missing",
    held: "missing", unsure: "missing", expired: "missing", void: "missing", none: "missing",
  });
});

test("only paper that is under way, or held for a hand, is worth asking about again", () => {
  const states = /** @type {const} */ (["queued", "sending", "held", "printed", "unsure", "expired", "void", "none"]);

  assert.deepEqual(states.filter(paperMayCome), ["queued", "sending", "held"]);
});

test("a refusal becomes a trouble that one can do something about", () => {
  const plain = ["network", "busy", "storage_unavailable", "hall_closed", "no_capacity", "unknown_service", "not_eligible", "device_revoked", "new_one"];

  assert.deepEqual(
    plain.map((code) => failureOf(code, "confirm")).map(({ trouble, retry, correct }) => [trouble, retry, correct]),
    [
      ["network", true, false], ["busy", true, false], ["busy", true, false], ["closed", false, false], ["sold_out", false, false],
      ["changed", false, false], ["class", false, true], ["device", false, false], ["other", true, false],
    ],
  );
});

test("what a kiosk that works alone cannot do, no repetition changes", () => {
  const codes = ["numbers_used_up", "clock_unsure", "needs_server"];

  assert.deepEqual(codes.map((code) => failureOf(code, "confirm")).map(({ trouble, retry }) => [trouble, retry]), [
    ["used_up", false], ["clock", false], ["needs_server", false],
  ]);
});

test("an appointment's refusals speak of its code", () => {
  const codes = ["not_found", "illegal_transition", "invalid", "network"];

  assert.deepEqual(codes.map((code) => failureOf(code, "appointment").trouble), ["code", "code_used", "other_day", "network"]);
  assert.equal(failureOf("not_found", "confirm").trouble, "other");
});

const service = (/** @type {string} */ letter, /** @type {object} */ changes = {}) => ({ letter, kiosk: true, classes: null, ...changes });
const HALL = /** @type {any} */ ({
  languages: ["zh-CN", "yue", "en"],
  services: [service("A"), service("B", { kiosk: false }), service("C", { classes: ["company", "elderly"] })],
  classes: [
    { code: "normal", who: "declared" },
    { code: "elderly", who: "declared" },
    { code: "company", who: "declared" },
    { code: "urgent", who: "granted" },
  ],
});

test("the kiosk offers its own services, and the classes that one may declare for each", () => {
  const codes = (/** @type {any} */ each) => declaredClasses(HALL, each).map(({ code }) => code);

  assert.deepEqual(servicesOf(HALL).map(({ letter }) => letter), ["A", "C"]);
  assert.deepEqual([codes(HALL.services[0]), codes(HALL.services[2])], [["elderly", "company"], ["elderly", "company"]]);
});

test("a number is for the declared class where the service takes it, else normal, else for nobody yet", () => {
  const [a, , c] = HALL.services;
  const codeOf = (/** @type {any} */ each, /** @type {string | null} */ declared) => classFor(HALL, each, declared)?.code ?? null;

  assert.deepEqual(
    [codeOf(a, null), codeOf(a, "elderly"), codeOf(c, null), codeOf(c, "company"), codeOf(c, "soldier")],
    ["normal", "elderly", null, "company", null],
  );
});

test("what does not fit on a page is cut evenly, and the pages go round", () => {
  const items = ["A", "B", "C", "D", "E", "F", "G", "H"];

  assert.deepEqual(pageOf(items, 7, 0), { items: ["A", "B", "C", "D"], at: 0, pages: 2 });
  assert.deepEqual(pageOf(items, 7, 3), { items: ["E", "F", "G", "H"], at: 1, pages: 2 });
  assert.deepEqual(pageOf(items, 11, 0), { items, at: 0, pages: 1 });
  assert.deepEqual(pageOf([], 7, 0), { items: [], at: 0, pages: 1 });
});

test("nobody ahead for the same service beside a wait is not told as nobody ahead", () => {
  const wait = { p10_s: 600, p50_s: 900, p90_s: 1500 };

  assert.deepEqual(
    [waitsForOthers(0, wait), waitsForOthers(0, { p10_s: 0, p50_s: 0, p90_s: 20 }), waitsForOthers(3, wait), waitsForOthers(0, null)],
    [true, false, false, false],
  );
});
