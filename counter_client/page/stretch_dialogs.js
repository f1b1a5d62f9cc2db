/** What lasts for a while: a pause, and a hold. First why, then, by one more key, for how long. */

import { html, useState } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { clock, now } from "/static/shared/time.js";
import { Choices } from "./choices.js";

/** @typedef {import("./dialogs.js").Props} Props */

const PAUSES = ["meal", "rest", "meeting", "training", "materials", "away", "system", "other"];
const PAUSE_MINUTES = [15, 30, 45, 60];
const HOLDS = ["photo", "payment", "form", "papers", "other"];
const REMIND_MINUTES = [5, 10, 15, 30];

/** @param {Props} props */
export function PauseReasons({ day, counter, onOpen }) {
  const [reason, setReason] = useState("");
  if (!reason) {
    const hint = counter.current && t("dialog.pause.hint", { current: counter.current.number });
    return html`<${Why} key="why" hint=${hint} codes=${PAUSES} prefix="pause" onPick=${setReason} />`;
  }
  const pause = (/** @type {number | null} */ minutes) => {
    onOpen(null);
    day.setStatus("paused", minutes ? { reason, expected_s: minutes * 60 } : { reason });
  };
  return html`<${HowLong} key="long" title=${t("dialog.pause.until", { reason: t(`pause.${reason}`) })} none=${t("dialog.pause.open_end")}
    minutes=${PAUSE_MINUTES} words="pause.until" onPick=${pause} />`;
}

/** @param {Props} props */
export function HoldReasons({ open, day, counter, onOpen }) {
  const [reason, setReason] = useState("");
  const { current } = counter;
  if (!current || current.number !== open?.number) return html`<${Gone} />`;
  if (!reason) return html`<${Why} key="why" hint=${t("dialog.hold.hint")} codes=${HOLDS} prefix="hold" onPick=${setReason} />`;
  const hold = (/** @type {number | null} */ minutes) => {
    onOpen(null);
    day.handle("hold", current.number, minutes ? { reason, remind_s: minutes * 60 } : { reason });
  };
  return html`<${HowLong} key="long" title=${t("dialog.hold.remind", { reason: t(`hold.${reason}`) })} none=${t("dialog.hold.no_reminder")}
    minutes=${REMIND_MINUTES} words="remind.at" onPick=${hold} />`;
}

/** The person in hand left while the dialog was open. */
export function Gone() {
  return html`<p>${t("dialog.gone")}</p>`;
}

/** @param {{hint: string | null, codes: string[], prefix: string, onPick: (code: string) => void}} props */
function Why({ hint, codes, prefix, onPick }) {
  const choices = codes.map((code, index) => ({ keys: String(index + 1), label: t(`${prefix}.${code}`), onPick: () => onPick(code) }));
  return html`${hint && html`<p class="muted">${hint}</p>`}<${Choices} choices=${choices} class="columns" />`;
}

/** Without a time by 0 or Enter, as it ever was. @param {{title: string, none: string, minutes: number[], words: string, onPick: (minutes: number | null) => void}} props */
function HowLong({ title, none, minutes, words, onPick }) {
  const timed = minutes.map((count, index) => ({
    keys: String(index + 1),
    label: t("minutes", { count }),
    hint: t(words, { time: clock(now() + count * 60_000) }),
    onPick: () => onPick(count),
  }));
  const choices = [{ keys: "0", label: none, onPick: () => onPick(null) }, ...timed];
  return html`<p class="muted">${title}</p><${Choices} choices=${choices} class="stretches" atOnce />`;
}
