// What a phone keeps of its own tickets for when there is no network.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

/** @type {Map<string, string>} */
const shelf = new Map();
Object.assign(globalThis, {
  window: {
    localStorage: {
      getItem: (/** @type {string} */ key) => shelf.get(key) ?? null,
      setItem: (/** @type {string} */ key, /** @type {string} */ value) => void shelf.set(key, value),
      removeItem: (/** @type {string} */ key) => void shelf.delete(key),
    },
  },
});
const { forget, keep, recall } = await import("/static/citizen/kept.js");

const at = (/** @type {number} */ hoursAgo) => new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
const known = (/** @type {string} */ number, /** @type {number} */ hoursAgo = 0) =>
  /** @type {any} */ ({ visit: { number, now: at(hoursAgo) }, explanation: null });

beforeEach(() => shelf.clear());

test("a ticket is remembered under its own secret and shown to no other", () => {
  keep("mine", known("A001"));

  assert.equal(recall("mine")?.visit.number, "A001");
  assert.equal(recall("yours"), null);
});

test("a ticket of more than a day ago is forgotten, whichever is opened", () => {
  keep("old", known("A001", 25));
  keep("new", known("A002", 1));

  assert.equal(recall("new")?.visit.number, "A002");
  assert.deepEqual([...shelf.keys()].filter((key) => key.includes("old")), []);
});

test("a link that is no ticket's leaves nothing behind", () => {
  keep("gone", known("A001"));
  forget("gone");

  assert.equal(recall("gone"), null);
  assert.equal([...shelf.values()].join().includes("gone"), false);
});

test("what cannot be read is as if it were not there", () => {
  shelf.set("lunhou.ticket.x", "{");
  shelf.set("lunhou.tickets", "5");

  assert.equal(recall("x"), null);
});
