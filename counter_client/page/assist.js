/** Calling for help: a short list of what the hall's voice says at once, so that nobody has to shout or leave the window. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { pick, t } from "/static/shared/i18n.js";
import { Skeleton } from "/static/shared/ui.js";
import { personChoices } from "./call_person.js";
import { Choices, under } from "./choices.js";

/** @typedef {{code: string, text: import("/static/shared/types.js").Texts, needs_counter: boolean}} SpokenNotice */
/** @typedef {import("./choices.js").Choice} Choice */

/** The duty leader is called on the pages too, by the choice that says it aloud. */
const SAID_WITH_THE_CALL = "duty_leader";
/** The list is the program's: asked for once. @type {SpokenNotice[] | null} */
let known = null;

/** Ask for the list before it is wanted, so that fast fingers find it there; who gets none asks again at the press. @param {string} hall */
export async function learnNotices(hall) {
  known ??= (await api.get(`/halls/${hall}/spoken-notices`)).notices;
  return /** @type {SpokenNotice[]} */ (known);
}

/** @param {import("./dialogs.js").Props} props */
export function Assist({ day, counter, hall, onOpen, onAsk }) {
  const { notices, failed } = useNotices(hall.hall);
  const people = personChoices((order) => {
    onOpen(null);
    onAsk(order);
  }, () => onOpen({ name: "colleague" }));
  // Whom one calls needs no list of notices: it is there at once, and where that list cannot be had.
  const said = notices?.filter(({ code }) => code !== SAID_WITH_THE_CALL) ?? [];
  const notes = choicesOf(said, counter.number, people.length, (code, words) => {
    onOpen(null);
    day.speak(code, words);
  });
  return html`<${Choices} choices=${[...people, ...notes]} />
    ${failed && html`<p role="alert">${t("dialog.assist.away")}</p>`}
    ${!failed && !notices && html`<${Skeleton} lines=${5} label=${t("loading")} />`}
    <p class="muted dialog-hint">${t("dialog.assist.hint")}</p>`;
}

/**
 * Numbered through, so that a digit and Enter say it: first who is called to the counter, then what the whole hall hears.
 *
 * @param {SpokenNotice[]} notices @param {number} counter @param {number} before how many choices stand above
 * @param {(code: string, words: string) => void} onSay
 * @returns {Choice[]}
 */
export function choicesOf(notices, counter, before, onSay) {
  const here = notices.filter(({ needs_counter }) => needs_counter);
  const hall = notices.filter(({ needs_counter }) => !needs_counter);
  /** @param {SpokenNotice} notice @param {number} place */
  const choice = ({ code, text }, place) => {
    const words = pick(text).replace("{counter}", String(counter));
    return { keys: String(place), label: words, onPick: () => onSay(code, words) };
  };
  return [
    ...under(t("dialog.assist.here"), here.map((notice, index) => choice(notice, before + index + 1))),
    ...under(t("dialog.assist.hall"), hall.map((notice, index) => choice(notice, before + here.length + index + 1))),
  ];
}

/** @param {string} hall @returns {{notices: SpokenNotice[] | null, failed: boolean}} */
function useNotices(hall) {
  const [notices, setNotices] = useState(known);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    learnNotices(hall).then(setNotices, () => setFailed(true));
  }, []);
  return { notices, failed };
}
