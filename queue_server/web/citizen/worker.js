/**
 * The phone page's service worker: on a poor or lost network it gives the page's shell and modules, never a
 * ticket. What is known of a ticket the page keeps itself (kept.js), so that nobody is shown another's.
 */

/** Only the parts of a worker that are used here. */
const worker = /** @type {any} */ (self);
/** Its version is in its address, so that an upgrade brings its own modules and forgets the old ones. */
const CACHE = `lunhou-phone ${new URL(worker.location.href).searchParams.get("version")}`;
const SHELL = "/t/shell";
/** Under this address the worker notes where a number of this phone leads; no server has it. */
const PATHS = "/t/of/";
/** On a network that hangs, the shell is there after this; the page says that what it shows is old. */
const PATIENCE_MS = 3_000;

worker.addEventListener("install", (/** @type {any} */ event) => {
  worker.skipWaiting();
  event.waitUntil(caches.open(CACHE).then((cache) => cache.add(SHELL)));
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(forgetOthers().then(() => worker.clients.claim()));
});

/** The page says which of our files it was made of: they came before this worker could see them. */
worker.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data?.mine) event.waitUntil(rememberPath(event.data.mine));
  const files = (event.data?.keep ?? []).filter((/** @type {unknown} */ url) => typeof url === "string" && isFile(new URL(url)));
  event.waitUntil(caches.open(CACHE).then((cache) => Promise.allSettled(files.map((/** @type {string} */ url) => cache.add(url)))));
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (isFile(new URL(request.url))) event.respondWith(file(request));
});

/** A message from the hall: a number and a sentence. */
worker.addEventListener("push", (/** @type {any} */ event) => {
  const { number, text, topic } = event.data.json();
  const called = topic === "called";
  const look = { body: text, tag: number, renotify: true, requireInteraction: called, vibrate: called ? [400, 200, 400, 200, 800] : [200] };
  event.waitUntil(worker.registration.showNotification(number, { ...look, icon: "/static/shared/icon-192.png", data: { number } }));
});

worker.addEventListener("notificationclick", (/** @type {any} */ event) => {
  event.notification.close();
  event.waitUntil(openTicket(event.notification.data.number));
});

/** @param {{number: string, path: string}} mine */
async function rememberPath({ number, path }) {
  const cache = await caches.open(CACHE);
  await cache.put(PATHS + number, new Response(path));
}

/** The page that is open already, else this phone's own link. @param {string} number */
async function openTicket(number) {
  const path = await (await caches.match(PATHS + number))?.text();
  if (!path) return;
  const pages = await worker.clients.matchAll({ type: "window" });
  const open = pages.find((/** @type {any} */ each) => new URL(each.url).pathname === path);
  await (open ? open.focus() : worker.clients.openWindow(path));
}

/** @param {URL} url */
function isFile({ origin, pathname }) {
  return origin === worker.location.origin && pathname.startsWith("/static/");
}

/** The page as the server has it; the kept shell when nothing comes. @param {Request} request */
async function page(request) {
  const kept = await caches.match(SHELL);
  if (!kept) return fetch(request);
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    return kept;
  }
}

/** A file at once from what is kept, which is then brought up to date. @param {Request} request */
async function file(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  const fresh = fetch(request).then((answer) => {
    if (answer.ok) void cache.put(request, answer.clone());
    return answer;
  });
  if (!kept) return fresh;
  fresh.catch(() => "the kept one will do");
  return kept;
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("lunhou-phone ") && name !== CACHE).map((name) => caches.delete(name)));
}
