/** A test picture: the screen as it is configured, in its own hall, with calls that nobody made. */

import { api } from "/static/shared/api.js";
import { now, setHallClock } from "/static/shared/time.js";
import { afterEvent, fromBoard } from "/static/display/board_state.js";
import { fetchScreen, nothingKnown } from "/static/display/follow_hall.js";
import { madeUpBoard, madeUpCall } from "/static/display/made_up.js";

/** @typedef {import("/static/display/follow_hall.js").Listener} Listener */

/** A call now and then, and once in a while four at once. */
const CALL_MS = 6_000;
const BURST_EVERY = 5;
const BURST = 4;
const RETRY_MS = 3_000;
/** So many have been called before the first one to be seen. */
const BEFORE = 6;

/** In place of `followHall`. @param {string} hallCode @param {string} screenId @param {Listener} listener */
export function followSample(hallCode, screenId, listener) {
  void begin(hallCode, screenId, listener);
  return { emit() {}, report() {}, spoke() {}, missing() {}, close() {} };
}

/** @param {string} hallCode @param {string} screenId @param {Listener} listener */
async function begin(hallCode, screenId, listener) {
  try {
    const [hall, board, told] = await Promise.all([
      api.get(`/halls/${hallCode}`), api.get(`/halls/${hallCode}/board`), fetchScreen(hallCode, screenId),
    ]);
    setHallClock(hall);
    play({ ...nothingKnown(), ...told, hall: { ...hall, open: true }, live: "live" }, board, listener);
  } catch {
    listener.onChange({ ...nothingKnown(), live: "lost", lost_ms: now() });
    setTimeout(() => begin(hallCode, screenId, listener), RETRY_MS);
  }
}

/**
 * @param {import("/static/display/follow_hall.js").Known} known
 * @param {import("/static/shared/types.js").Board} board
 * @param {Listener} listener
 */
function play(known, board, listener) {
  const { hall, screen } = known;
  if (!hall || !screen) return listener.onChange(known);
  const place = { hall, screen };
  let count = BEFORE;
  let state = fromBoard(madeUpBoard(board, { ...place, count, now_ms: now() }));
  listener.onChange({ ...known, board: state });

  function call() {
    const event = madeUpCall({ ...place, count: ++count, now_ms: now() });
    state = afterEvent(state, event);
    listener.onChange({ ...known, board: state });
    listener.onEvent?.(event);
  }

  let round = 0;
  setInterval(() => {
    const calls = ++round % BURST_EVERY === 0 ? BURST : 1;
    for (let made = 0; made < calls; made++) call();
  }, CALL_MS);
}
