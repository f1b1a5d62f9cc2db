import assert from "node:assert/strict";
import test from "node:test";

import { leases } from "/static/display/turn_lease.js";

const TURN = "lunhou.voice.guangdong";
const NEVER = new AbortController().signal;

/**
 * Pages of one browser, each in a process of its own: a write reaches the browser a while later, which tells all of
 * them in the order in which writes came; until a page's own came back, it sees no other's. Time passes when all wait.
 */
function aBrowser({ delay_ms = 10 } = {}) {
  let now_ms = 1_000_000;
  const sleepers = [];
  const pages = [];

  function aPage() {
    const page = { items: new Map(), awaited: 0 };
    pages.push(page);
    const write = async (change) => {
      change(page.items);
      page.awaited += 1;
      await at(delay_ms);
      const now = [...pages];
      await at(delay_ms);
      page.awaited -= 1;
      now.filter((each) => each !== page && each.awaited === 0).forEach(({ items }) => change(items));
    };
    const memory = {
      getItem: (key) => page.items.get(key) ?? null,
      setItem: (key, value) => void write((items) => items.set(key, value)),
      removeItem: (key) => void write((items) => items.delete(key)),
    };
    const wait = (ms) => (page.closed ? new Promise(() => {}) : at(ms));
    return { ...leases({ memory, now: () => now_ms, wait }), close: () => (page.closed = true) };
  }

  function at(ms) {
    return new Promise((resolve) => sleepers.push({ at_ms: now_ms + ms, resolve }));
  }

  async function pass(ms) {
    const end_ms = now_ms + ms;
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      sleepers.sort((a, b) => a.at_ms - b.at_ms);
      if (!sleepers[0] || sleepers[0].at_ms > end_ms) break;
      const next = sleepers.shift();
      now_ms = next.at_ms;
      next.resolve();
    }
    now_ms = end_ms;
  }

  return { aPage, at, pass };
}

test("pages that want to speak at once speak one after another, whoever writes last first", async () => {
  const browser = aBrowser();
  const [one, other, third] = [browser.aPage(), browser.aPage(), browser.aPage()];
  const heard = [];
  const speak = (who) => async () => {
    heard.push(`${who} begins`);
    await browser.at(1_000);
    heard.push(`${who} ends`);
  };
  one.request(TURN, { signal: NEVER }, speak("one"));
  other.request(TURN, { signal: NEVER }, speak("other"));
  await browser.pass(30);
  third.request(TURN, { signal: NEVER }, speak("third"));
  await browser.pass(10_000);

  assert.deepEqual(heard.filter((_, place) => place % 2 === 0).map((each) => each.split(" ")[0]).sort(), ["one", "other", "third"]);
  heard.forEach((each, place) => assert.equal(each.endsWith("begins"), place % 2 === 0));
});

test("a page that speaks long keeps its turn, and one page's turns wait for each other", async () => {
  const browser = aBrowser();
  const [page, other] = [browser.aPage(), browser.aPage()];
  const heard = [];
  page.request(TURN, { signal: NEVER }, async () => {
    heard.push("first");
    await browser.at(15_000);
    heard.push("first ends");
  });
  page.request(TURN, { signal: NEVER }, async () => void heard.push("second"));
  await browser.pass(1_000);
  other.request(TURN, { signal: NEVER }, async () => void heard.push("other"));
  await browser.pass(20_000);

  assert.deepEqual([heard.slice(0, 2), heard.slice(2).sort()], [["first", "first ends"], ["other", "second"]]);
});

test("a page that was closed in the middle is not waited for", async () => {
  const browser = aBrowser();
  const [gone, other] = [browser.aPage(), browser.aPage()];
  const heard = [];
  gone.request(TURN, { signal: NEVER }, () => new Promise(() => {}));
  await browser.pass(200);
  gone.close();
  other.request(TURN, { signal: NEVER }, async () => void heard.push("other"));
  await browser.pass(2_500);
  const before = [...heard];
  await browser.pass(4_000);

  assert.deepEqual([before, heard], [[], ["other"]]);
});

test("who has waited for too long is told so, and a turn that fails is free again", async () => {
  const browser = aBrowser();
  const [one, other] = [browser.aPage(), browser.aPage()];
  const patience = new AbortController();
  let refused;
  const failed = one.request(TURN, { signal: NEVER }, async () => {
    await browser.at(300);
    throw new Error("no sound");
  });
  await browser.pass(200);
  other.request(TURN, { signal: patience.signal }, async () => undefined).catch((error) => (refused = error.name));
  patience.abort();
  await Promise.all([assert.rejects(failed, /no sound/), browser.pass(1_000)]);
  const heard = [];
  other.request(TURN, { signal: NEVER }, async () => void heard.push("said"));
  await browser.pass(1_000);

  assert.deepEqual([refused, heard], ["AbortError", ["said"]]);
});

test("what is no lease, or one of a clock that was set back, holds nobody up", async () => {
  for (const left of ["{", "3", JSON.stringify({ owner: "x", until: 9e15 })]) {
    const memory = new Map([[TURN, left]]);
    const heard = [];
    const page = leases({
      memory: { getItem: (key) => memory.get(key) ?? null, setItem: (key, value) => void memory.set(key, value), removeItem: (key) => void memory.delete(key) },
      now: () => 1_000_000,
      wait: async () => undefined,
    });
    await page.request(TURN, { signal: NEVER }, async () => void heard.push("said"));

    assert.deepEqual([heard, memory.size], [["said"], 0]);
  }
});
