import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

globalThis.document = { body: { dataset: { page: "kiosk", hall: "guangdong" } }, cookie: "", documentElement: {} };
globalThis.window = { localStorage: aStorage({}) };
globalThis.location = { hash: "", pathname: "/", search: "" };
globalThis.history = { replaceState: (_state, _title, address) => void (location.address = address) };
globalThis.setTimeout = (callback) => void queueMicrotask(callback);

const { Refusal, api } = await import("/static/shared/api.js");
const { pageToken } = await import("/static/shared/page.js");

/** @type {{method: string, path: string, headers: Record<string, string>, body: string | undefined}[]} */
let asked;

function aStorage(items) {
  return { getItem: (key) => items[key] ?? null, setItem: (key, value) => void (items[key] = value), items };
}

/** A network that gives these answers in turn; an Error is a connection that failed. */
function answers(...each) {
  globalThis.fetch = async (path, { method, headers, body }) => {
    asked.push({ method, path, headers, body });
    const next = each.shift();
    if (next instanceof Error) throw next;
    const [status, json] = next;
    return new Response(typeof json === "string" ? json : JSON.stringify(json), { status });
  };
}

async function refusalOf(promise) {
  const error = await promise.catch((reason) => reason);
  assert.ok(error instanceof Refusal, String(error));
  return { status: error.status, code: error.code };
}

beforeEach(() => {
  asked = [];
  document.cookie = "";
  document.body.dataset = { page: "kiosk", hall: "guangdong" };
  window.localStorage = aStorage({});
  location.hash = "";
});

test("a question goes under /api/v1 and is answered with its JSON", async () => {
  answers([200, { hall: "guangdong" }]);

  assert.deepEqual([await api.get("/halls/guangdong"), asked[0].path], [{ hall: "guangdong" }, "/api/v1/halls/guangdong"]);
});

test("a command that met a broken network is repeated with the same key", async () => {
  answers(new TypeError("reset"), new TypeError("reset"), [201, { number: "A001" }]);

  assert.deepEqual(await api.post("/halls/guangdong/tickets", { service: "A" }), { number: "A001" });
  assert.deepEqual(new Set(asked.map(({ headers }) => headers["Idempotency-Key"])).size, 1);
  assert.deepEqual(asked.map(({ body }) => body), Array(3).fill('{"service":"A"}'));
});

test("two commands have two keys", async () => {
  answers([201, {}], [201, {}]);
  await api.post("/halls/guangdong/tickets");
  await api.post("/halls/guangdong/tickets");

  assert.notEqual(asked[0].headers["Idempotency-Key"], asked[1].headers["Idempotency-Key"]);
});

test("a refusal is thrown at once, with its code", async () => {
  answers([409, { code: "nothing_to_call", message: "…", details: {} }]);

  assert.deepEqual([await refusalOf(api.post("/x")), asked.length], [{ status: 409, code: "nothing_to_call" }, 1]);
});

test("a busy server is asked again", async () => {
  answers([503, { code: "busy", message: "…" }], [200, {}]);

  assert.deepEqual([await api.get("/x"), asked.length], [{}, 2]);
});

test("a proxy without its server is a network that is away", async () => {
  answers(...Array(4).fill([502, "<html>Bad Gateway</html>"]));

  assert.deepEqual([await refusalOf(api.get("/x")), asked.length], [{ status: 502, code: "network" }, 4]);
});

test("a deletion is not repeated", async () => {
  answers(new TypeError("reset"));

  assert.deepEqual([await refusalOf(api.delete("/x")), asked.length], [{ status: 0, code: "network" }, 1]);
});

test("the token of the address is kept, taken out of the address, and sent", async () => {
  location.hash = "#token=abc";
  answers([200, {}]);
  await api.get("/x");

  assert.deepEqual(
    [window.localStorage.items, location.address, asked[0].headers.Authorization],
    [{ "lunhou.token.kiosk.guangdong": "abc" }, "/", "Bearer abc"],
  );
});

test("an officer's token belongs to its counter", () => {
  document.body.dataset = { page: "counter", hall: "guangdong", counter: "3" };
  location.hash = "#token=abc";
  pageToken();

  assert.deepEqual(window.localStorage.items, { "lunhou.token.counter.guangdong.3": "abc" });
});

test("without a token the session's CSRF word goes along", async () => {
  document.cookie = "other=1; lunhou_csrf=w%2Frd";
  answers([200, {}]);
  await api.post("/x");

  assert.deepEqual([asked[0].headers["X-CSRF-Token"], asked[0].headers.Authorization], ["w/rd", undefined]);
});
