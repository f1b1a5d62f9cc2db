/**
 * Says nothing, takes 120 ms for each call, one after another, and is blocked until unlocked when asked to be.
 * Without a context (`null`) it is muted.
 */
export function createAnnouncer({ onState, onSpoken, context }) {
  const queue = [];
  const first = new URLSearchParams(location.search).has("blocked") ? "blocked" : "ready";
  let state = context === null ? "muted" : first;
  queueMicrotask(() => onState(state));

  function set(next) {
    state = next;
    onState(next);
  }

  function speak() {
    if (state !== "ready" || queue.length === 0) return;
    const call = queue.shift();
    set("speaking");
    onSpoken(call);
    setTimeout(() => {
      set("ready");
      speak();
    }, 120);
  }

  return {
    announce: (call) => {
      queue.push(call);
      speak();
    },
    unlock: () => {
      if (state === "blocked") set("ready");
      speak();
    },
    get state() {
      return state;
    },
  };
}
