/** The calls, as large as the last row needs them, and what stands beside them as long as there is room. */

import { html, useMemo } from "/static/vendor/preact.js";
import { hallDay, now } from "/static/shared/time.js";
import { Calls } from "/static/display/calls.js";
import { pageRooms } from "/static/display/page_size.js";
import { belongs } from "/static/display/screen.js";
import { Closed, NobodyYet, isShut, today } from "/static/display/states.js";
import { callsPlan } from "/static/display/type_size.js";
import { visibleCalls } from "/static/display/visible_calls.js";

/** @type {ReadonlySet<number>} */
const NOTHING = new Set();

/** @param {import("/static/display/frame.js").Part & {beside: any}} part */
export function CallsMain({ hall, board, screen, layout, voice, second, beside }) {
  const { rooms, needed } = pageRooms(screen, layout);
  const plan = callsPlan(needed, rooms);
  // While nobody can hear, nothing waits to be spoken.
  const unspoken = voice.sound === "blocked" ? NOTHING : voice.unspoken;
  // Only a call moves the lines: they are not chosen anew because a call grew old or was spoken.
  const calls = useMemo(
    () => visibleCalls(today(board.calls).filter((call) => belongs(screen, call)), { now_ms: now(), unspoken, ...plan }),
    [board.calls, hallDay(now()), screen, plan.rows, plan.crowded.columns],
  );
  const alone = !beside || !plan.beside || calls.shape === "flooded";
  return html`<main class=${alone ? "alone" : ""}>
    <${Middle} hall=${hall} board=${board} calls=${calls} plan=${plan} room=${alone ? rooms.wide : rooms.narrow}
      speaking=${voice.speaking} second=${second} />
    ${!alone && beside}
  </main>`;
}

/** The calls, or what there is to say where none are. @param {any} props */
function Middle({ hall, board, calls, second, ...given }) {
  if (isShut(hall, board)) return html`<${Closed} hall=${hall} second=${second} />`;
  if (!calls.newest) return html`<${NobodyYet} second=${second} />`;
  return html`<${Calls} hall=${hall} calls=${calls} second=${second} ...${given} />`;
}
