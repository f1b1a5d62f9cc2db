// The bell, the reader and the scanner of a kiosk, and what its voice says.
import assert from "node:assert/strict";
import { test } from "node:test";

import { bellState, isPaperless } from "/static/kiosk/bell.js";
import { CardReader } from "/static/kiosk/card_reader.js";
import { START, again, back, chooseService, countParty, home, show } from "/static/kiosk/flow.js";
import { whyClosed } from "/static/kiosk/offers.js";
import { Scanner, appointmentCode } from "/static/kiosk/scanner.js";
import { SelfLink } from "/static/kiosk/self_link.js";

const NINE = Date.parse("2026-11-23T01:00:00Z");
const CARD = { hash: "a".repeat(64), last4: "1234" };

test("a bell rings until somebody comes, and is silent again a while after", () => {
  const asked_at = "2026-11-23T01:00:00Z";
  const bell = { asked_at, answered_at: null, helper: null };
  const answered = { ...bell, answered_at: "2026-11-23T01:01:00Z" };

  assert.deepEqual(
    [bellState(null, NINE), bellState({ ...bell, asked_at: null }, NINE), bellState(bell, NINE + 3_600_000), bellState(answered, NINE + 90_000), bellState(answered, NINE + 400_000)],
    ["silent", "silent", "rings", "comes", "silent"],
  );
});

test("paper is missed where the printer says so itself", () => {
  const states = ["ready", "paper_low", "paper_out", "cover_open", "offline", "error", "unknown"];

  assert.deepEqual(states.filter(isPaperless), ["paper_out", "cover_open", "offline", "error"]);
});

test("nothing of a person stays for the next one, and how it is shown stays for the same", () => {
  const likes = { senior: true, contrast: true, low: true };
  const flow = { ...show(countParty(chooseService(START, "A"), 3), CARD), ...likes };

  assert.deepEqual(home(), START);
  assert.deepEqual(again(flow), { ...START, ...likes });
  assert.deepEqual([back(flow).party, back(flow).card], [1, CARD]);
});

test("a party has one at least and not without end", () => {
  const fewer = countParty(START, -1).party;
  const most = Array.from({ length: 50 }).reduce((/** @type {any} */ flow) => countParty(flow, 1), START).party;

  assert.deepEqual([fewer, most], [1, 20]);
});

test("why no number can be had is said by its nearest cause", () => {
  const service = (/** @type {object} */ facts) => whyClosed(/** @type {any} */ (facts));

  assert.deepEqual(
    [service({}), service({ open: false, paused: true }), service({ paused: true, sold_out: true }), service({ sold_out: true }), service({ needs_server: true, paused: true })],
    [null, "closed", "paused", "sold_out", "needs_server"],
  );
});

/** Keys, each so many milliseconds after the one before. @param {Scanner} scanner @param {string[]} keys @param {number} gap */
function type(scanner, keys, gap, at = 1_000) {
  return keys.map((key, place) => scanner.key({ key }, at + place * gap)).at(-1);
}

test("what is typed faster than by fingers is a code, and slow typing is none", () => {
  /** @type {string[]} */ const codes = [];
  const scanner = new Scanner((code) => codes.push(code));
  const keys = [..."K7MX3P2A", "Enter"];

  const ended = [type(scanner, keys, 8), type(scanner, keys, 120, 9_000), type(scanner, [..."abc", "Enter"], 8, 20_000)];

  assert.deepEqual([ended, codes], [[true, false, false], ["K7MX3P2A"]]);
});

test("the keys of a person before a scan are no part of it", () => {
  /** @type {string[]} */ const codes = [];
  const scanner = new Scanner((code) => codes.push(code));
  scanner.key({ key: "x" }, 100);

  type(scanner, [..."K7MX3P2A", "Enter"], 5);

  assert.deepEqual(codes, ["K7MX3P2A"]);
});

test("an appointment's code is found alone or at the end of its address; a document's number is none", () => {
  const scanned = ["k7mx3p2a", "https://hall.example/a/K7MX3P2A", "https://hall.example/?code=K7MX3P2A", "440102199001011234", "P<CHNZHANG<<SAN", ""];

  assert.deepEqual(scanned.map(appointmentCode), ["K7MX3P2A", "K7MX3P2A", "K7MX3P2A", null, null, null]);
});

/** A reader's agent that answers in turn. @param {any[]} answers */
async function readsOf(answers) {
  /** @type {any[]} */ const reads = [];
  /** @type {string[]} */ const asked = [];
  const fetchLocal = async (/** @type {string} */ path) => {
    asked.push(path);
    const answer = answers.shift() ?? { status: 404, ok: false };
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const reader = new CardReader(/** @type {any} */ (fetchLocal), (read) => reads.push(read), async () => {});
  await reader.listen();
  return { reads, asked, reader };
}

const says = (/** @type {object} */ read) => ({ status: 200, ok: true, json: async () => read });

test("each document is told once, and what lay there before the page came is nobody's", async () => {
  const old = { seen: 4, card: CARD };
  const read = { seen: 5, card: CARD };

  const { reads, asked } = await readsOf([says(old), says(old), says(read), says(read)]);

  assert.deepEqual(reads, [read]);
  assert.deepEqual(asked.map((path) => path.split("&")[0]), [0, 4, 4, 5, 5].map((seen) => `/local/reads?after=${seen}`));
});

test("a kiosk without a reader asks once; one whose agent is away asks again", async () => {
  const without = await readsOf([]);
  const away = await readsOf([new Error("away"), { status: 503, ok: false }, says({ seen: 0 })]);

  assert.deepEqual([without.asked.length, without.reader.isThere], [1, false]);
  assert.deepEqual([away.asked.length, away.reader.isThere], [4, true]);
});

test("who is no device has no bell, and asks no more", async () => {
  let asked = 0;
  const nobody = async () => {
    asked += 1;
    throw Object.assign(new Error(), { code: "unauthenticated" });
  };
  const link = new SelfLink(/** @type {any} */ ({ get: nobody }), () => {});

  await link.ask();
  link.hear({ kind: "help_answered" });

  assert.deepEqual([asked, link.self, link.stopped], [1, null, true]);
});

test("a bell that could not be rung says so", async () => {
  const link = new SelfLink(/** @type {any} */ ({ post: () => Promise.reject(new Error()) }), () => {});

  assert.equal(await link.ring(), false);
});
