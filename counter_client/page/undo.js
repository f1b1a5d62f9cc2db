/** What was done last, in one line, and for a few seconds the way back. */

import { html } from "/static/vendor/preact.js";
import { has, t } from "/static/shared/i18n.js";
import { Button, Icon, useTick } from "/static/shared/ui.js";
import { keyOf } from "./hotkeys.js";
import { secondsLeft } from "./verbs.js";

/** @typedef {import("./day.js").DayState} DayState */
/** @typedef {import("/static/shared/types.js").Undoable} Undoable */

/** @param {{state: DayState, onUndo: () => void}} props */
export function SaidLine({ state, onUndo }) {
  useTick();
  const { said, sending } = state;
  const undo = state.counter?.undo ?? null;
  const left = secondsLeft(undo);
  const text = said?.text ?? (left > 0 ? whatWasDone(undo) : "");
  const tone = said?.tone ?? "done";
  return html`<div class="said-line">
    <p class=${`said ${text ? tone : ""}`} role="status">${text && html`<${Icon} name=${tone === "done" ? "check" : "alert"} /> ${text}`}</p>
    ${left > 0 && !sending && html`<${Button} kind="quiet" class="undo" keys=${keyOf("undo")} onPress=${onUndo}>
      ${tone === "done" ? t("verb.undo") : t("undo.of", { what: whatWasDone(undo) })} <span class="num" aria-hidden="true">${t("undo.left", { count: left })}</span>
    <//>`}
  </div>`;
}

/** "已叫 A012". @param {Undoable | null} undo */
function whatWasDone(undo) {
  const key = `did.${undo?.was}`;
  return undo && has(key) ? t(key, { number: undo.number ?? "" }) : "";
}
