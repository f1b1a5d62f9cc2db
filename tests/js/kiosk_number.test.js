// One intention, one number: however often it is pressed and whatever the network does.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Refusal } from "/static/shared/api.js";
import { START, chooseService, countParty, home, open } from "/static/kiosk/flow.js";
import { failureOf } from "/static/kiosk/failure.js";
import { Intention } from "/static/kiosk/intention.js";
import { Kiosk } from "/static/kiosk/kiosk.js";

const BODY = { service: "A", class: "normal" };

/** A server that answers what it is told to, in turn, and writes down what it was asked. @param {any[]} answers */
function server(answers) {
  /** @type {any[]} */ const asked = [];
  const post = async (/** @type {string} */ path, /** @type {any} */ body, /** @type {any} */ { key }) => {
    asked.push({ path, body, key });
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, post };
}

function keys() {
  let count = 0;
  return () => `key-${(count += 1)}`;
}

const refusal = (/** @type {string} */ code) => new Refusal(0, code, code);

test("a press while the same is under way counts for nothing", async () => {
  const { asked, post } = server([{ number: "A012" }]);
  const intention = new Intention(post, keys());

  const outcomes = await Promise.all([intention.press("/t", BODY), intention.press("/t", BODY)]);

  assert.deepEqual(outcomes, [{ ticket: { number: "A012" } }, null]);
  assert.equal(asked.length, 1);
});

test("the key is held until the server has decided, then a new press is a new intention", async () => {
  const { asked, post } = server([refusal("network"), refusal("busy"), { number: "A012" }, { number: "A013" }]);
  const intention = new Intention(post, keys());

  for (let press = 0; press < 4; press += 1) await intention.press("/t", BODY);

  assert.deepEqual(asked.map(({ key }) => key), ["key-1", "key-1", "key-1", "key-2"]);
});

test("a refusal is a decision: the next press gets a key of its own", async () => {
  const { asked, post } = server([refusal("hall_closed"), { number: "A012" }]);
  const intention = new Intention(post, keys());

  assert.deepEqual(await intention.press("/t", BODY), { refusal: "hall_closed", details: {} });
  await intention.press("/t", BODY);

  assert.deepEqual(asked.map(({ key }) => key), ["key-1", "key-2"]);
});

test("another wish never goes out under the key of the first", async () => {
  const { asked, post } = server([refusal("network"), { number: "B001" }]);
  const intention = new Intention(post, keys());

  await intention.press("/t", BODY);
  await intention.press("/t", { ...BODY, service: "B" });

  assert.deepEqual(asked.map(({ key }) => key), ["key-1", "key-2"]);
});

test("the next person's press is another intention", async () => {
  const { asked, post } = server([refusal("network"), { number: "A012" }]);
  const intention = new Intention(post, keys());

  await intention.press("/t", BODY);
  intention.forget();
  await intention.press("/t", BODY);

  assert.deepEqual(asked.map(({ key }) => key), ["key-1", "key-2"]);
});

/** A kiosk whose clock the test turns. @param {any[]} answers @param {any[]} visits */
function kioskWith(answers, visits = []) {
  const time = { ms: 0 };
  const { asked, post } = server(answers);
  const kiosk = new Kiosk({ hall: "guangdong", firstLanguage: "zh-CN" }, {
    get: async () => visits.shift() ?? { print: "printed" },
    post,
    newKey: keys(),
    clock: () => time.ms,
    sleep: async (ms) => void (time.ms += ms),
    language: () => "zh-CN",
    speak: async () => "zh-CN",
    draw: () => {},
  });
  /** @param {number} ms */
  const wait = (ms) => void (time.ms += ms);
  wait(1_000);
  return { kiosk, asked, wait };
}

test("a double tap on a service does not press what comes under the finger", async () => {
  const { kiosk, asked, wait } = kioskWith([{ id: "t1", secret: "s" }]);

  kiosk.press(chooseService, "A");
  wait(120);
  await kiosk.takeNumber();

  assert.deepEqual([kiosk.flow.screen, asked], ["confirm", []]);
});

test("the number is taken with what was chosen, and its paper followed to the end", async () => {
  const { kiosk, asked, wait } = kioskWith([{ id: "t1", secret: "s", print: "queued" }], [{ print: "queued" }, { print: "sending" }]);
  kiosk.press(chooseService, "A");
  wait(500);

  await kiosk.takeNumber("elderly");

  assert.deepEqual(asked.map(({ path, body }) => ({ path, body })), [
    { path: "/halls/guangdong/tickets", body: { service: "A", class: "elderly", language: "zh-CN", channel: "kiosk" } },
  ]);
  assert.deepEqual([kiosk.flow.screen, kiosk.paper()], ["done", "take"]);
});

test("trying again sends the same request under the same key", async () => {
  const { kiosk, asked, wait } = kioskWith([refusal("network"), { id: "t1", secret: "s" }]);
  kiosk.press(chooseService, "A");
  wait(500);
  await kiosk.takeNumber("elderly");
  assert.deepEqual([kiosk.flow.screen, kiosk.flow.refusal], ["failed", "network"]);
  wait(500);

  await kiosk.retry();

  assert.deepEqual(asked[1], asked[0]);
  assert.equal(kiosk.flow.screen, "done");
});

const CARD = { hash: "a".repeat(64), last4: "1234" };

test("a document that was read goes with the number, and so does the party", async () => {
  const { kiosk, asked, wait } = kioskWith([{ id: "t1", secret: "s" }]);
  await kiosk.readCard(CARD);
  kiosk.press(chooseService, "A");
  kiosk.change(countParty(kiosk.flow, 2));
  wait(500);

  await kiosk.takeNumber();

  const plain = { service: "A", class: "normal", language: "zh-CN", channel: "kiosk" };
  assert.deepEqual(asked[0].body, { ...plain, party_size: 3, card: CARD });
});

test("on the screen of appointments a document checks in what was booked with it", async () => {
  const { kiosk, asked, wait } = kioskWith([{ id: "t1", secret: "s" }]);
  kiosk.press(open, "appointment");
  wait(500);

  await kiosk.readCard(CARD);

  assert.deepEqual(asked.map(({ path, body }) => ({ path, body })), [{ path: "/halls/guangdong/check-ins", body: { card: CARD } }]);
  assert.equal(kiosk.flow.screen, "done");
});

test("a document that is read while a number is being shown belongs to nobody", async () => {
  const { kiosk, wait } = kioskWith([{ id: "t1", secret: "s" }]);
  kiosk.press(chooseService, "A");
  wait(500);
  await kiosk.takeNumber();

  await kiosk.readCard(CARD);

  assert.equal(kiosk.flow.card, null);
});

test("who has a number already is shown which, and gets another paper of it", async () => {
  const told = new Refusal(409, "already_waiting", "", { number: "A007" });
  const { kiosk, asked, wait } = kioskWith([told, { id: "j", copy: 2 }]);
  await kiosk.readCard(CARD);
  kiosk.press(chooseService, "A");
  wait(500);
  await kiosk.takeNumber();
  const shown = [kiosk.flow.screen, kiosk.flow.number, kiosk.flow.printed];
  wait(500);

  await kiosk.printAgain();

  assert.deepEqual(shown, ["already", "A007", false]);
  assert.deepEqual([asked[1].path, asked[1].body], ["/halls/guangdong/tickets/A007/reprints", { card: CARD }]);
  assert.deepEqual([kiosk.flow.screen, kiosk.flow.printed], ["already", true]);
});

test("who may take no number yet is told from when on", async () => {
  const until = "2026-11-23T06:00:00Z";
  const { kiosk, wait } = kioskWith([new Refusal(409, "cooling_down", "", { until })]);
  kiosk.press(chooseService, "A");
  wait(500);

  await kiosk.takeNumber();

  assert.deepEqual([kiosk.flow.screen, kiosk.flow.refusal, kiosk.flow.until], ["failed", "cooling_down", until]);
});

test("a scanned code of an appointment checks in at once", async () => {
  const { kiosk, asked } = kioskWith([{ id: "t1", secret: "s" }]);

  await kiosk.scan("K7MX3P2A");

  assert.deepEqual(asked.map(({ path }) => path), ["/appointments/K7MX3P2A/check-ins"]);
});

test("when nobody is there any more the welcome comes back, untouched", () => {
  const { kiosk, wait } = kioskWith([]);
  kiosk.press(chooseService, "A");
  wait(44_000);
  kiosk.tick();
  assert.equal(kiosk.flow.screen, "confirm");

  kiosk.touch();
  wait(44_000);
  kiosk.tick();
  assert.equal(kiosk.flow.screen, "confirm");

  wait(1_000);
  kiosk.tick();
  assert.equal(kiosk.flow, START);
  assert.deepEqual(home(), START);
});

test("another paper that cannot be had without the server says so, and nothing of an appointment", async () => {
  for (const code of ["needs_server", "network"]) {
    const told = new Refusal(409, "already_waiting", "", { number: "A007" });
    const { kiosk, wait } = kioskWith([told, refusal(code)]);
    kiosk.flow = { ...chooseService(START, "A"), card: { hash: "a".repeat(64), last4: "1234" } };
    wait(500);
    await kiosk.takeNumber();
    wait(500);

    await kiosk.printAgain();

    assert.equal(failureOf(kiosk.flow.refusal ?? "", "confirm").trouble, "reprint_away");
  }
});

test("a document that cannot be used now is told to who needs it, and to nobody else", () => {
  const { kiosk, wait } = kioskWith([]);
  wait(500);
  kiosk.missCard();
  const welcome = kiosk.flow.screen;
  kiosk.flow = chooseService(START, "A");
  kiosk.missCard();
  const confirm = kiosk.flow.refusal;
  kiosk.flow = open(START, "appointment");
  kiosk.missCard();

  assert.deepEqual([welcome, confirm, kiosk.flow.refusal, kiosk.flow.from], ["welcome", "identity_needs_server", "needs_server", "appointment"]);
});
