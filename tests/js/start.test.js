import assert from "node:assert/strict";
import test from "node:test";

import { linksOf } from "/static/start/links.js";

const HALL = { hall: "guangdong", counters: [{ number: 1 }, { number: 2 }] };
const ROOT = "http://127.0.0.1:8080/halls/guangdong";
const DEMO = {
  pages: { kiosk: `${ROOT}/kiosk#token=k`, display: `${ROOT}/display`, counter: `${ROOT}/counter?counter=1#token=o1`, manager: `${ROOT}/manager#token=m`, rate: `${ROOT}/rate?counter=1#token=r`, citizen: "http://127.0.0.1:8080/t/" },
  tokens: { "officer:1": "o1", "officer:2": "o2" },
};

test("a hall's pages have plain addresses", () => {
  assert.deepEqual(linksOf(HALL, null), {
    kiosk: "/halls/guangdong/kiosk", display: "/halls/guangdong/display", counter: "/halls/guangdong/counter", manager: "/halls/guangdong/manager",
    rate: null,
    citizen: null,
    windows: [
      { number: 1, officer: "/halls/guangdong/counter?counter=1", screen: "/halls/guangdong/counters/1/display" },
      { number: 2, officer: "/halls/guangdong/counter?counter=2", screen: "/halls/guangdong/counters/2/display" },
    ],
  });
});

test("the demonstration's links come ready, under the name of this server", () => {
  const links = linksOf(HALL, DEMO);

  assert.deepEqual([links.kiosk, links.counter, links.manager], [
    "/halls/guangdong/kiosk#token=k", "/halls/guangdong/counter?counter=1#token=o1", "/halls/guangdong/manager#token=m",
  ]);
  assert.equal(links.rate, "/halls/guangdong/rate?counter=1#token=r");
  assert.equal(links.windows[1].officer, "/halls/guangdong/counter?counter=2#token=o2");
});

test("another hall does not get the demonstration's links", () => {
  assert.equal(linksOf({ ...HALL, hall: "linkou" }, DEMO).kiosk, "/halls/linkou/kiosk");
});

test("a phone page is offered where there is a ticket to show", () => {
  const withTicket = { ...DEMO, pages: { ...DEMO.pages, citizen: "http://127.0.0.1:8080/t/Ab3_x-9" } };

  assert.deepEqual([linksOf(HALL, DEMO).citizen, linksOf(HALL, withTicket).citizen], [null, "/t/Ab3_x-9"]);
});
