/** The quieter acts, each at its own place: what is not possible now stays where it is, and is grey. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Button, useTick } from "/static/shared/ui.js";
import { keyOf } from "./hotkeys.js";
import { HAND_VERBS, isPossible } from "./verbs.js";

/** @type {Record<string, string>} */
const ICONS = {
  recall: "recall",
  miss: "pass",
  put_back: "undo",
  cancel: "cross",
  transfer: "transfer",
  hold: "hold",
  complete: "check",
};

/**
 * @param {{counter: import("/static/shared/types.js").Counter, hall: import("./app.js").OfficerHall,
 *   waiting: boolean, onAct: (act: string) => void}} props `waiting` for the answer to an earlier press
 */
export function Acts({ counter, hall, waiting, onAct }) {
  useTick();
  const open = counter.state === "open";
  return html`<nav class="acts" aria-label=${t("acts")}>
    ${HAND_VERBS.map(
      (verb) => html`<${Button} key=${verb} class="act" icon=${ICONS[verb]} keys=${keyOf(verb)}
        disabled=${waiting || !isPossible(verb, counter, hall)} onPress=${() => onAct(verb)}>${t(`verb.${verb}`)}<//>`,
    )}
    <${Button} class="act" icon=${open ? "pause" : "play"} keys=${keyOf("pause")} disabled=${waiting} onPress=${() => onAct("pause")}>
      ${t(open ? "verb.pause" : "verb.open")}
    <//>
    <${Button} class="act" icon="call_help" keys=${keyOf("assist")} disabled=${waiting} onPress=${() => onAct("assist")}>
      ${t("verb.assist")}
    <//>
  </nav>`;
}
