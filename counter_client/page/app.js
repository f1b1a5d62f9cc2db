/** From the door to the desk: who is it, which counter, then the day. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { arrive, Away, Loading, signOut } from "/static/shared/door.js";
import { pick, t } from "/static/shared/i18n.js";
import { browserMemory } from "/static/shared/memory.js";
import { SignIn } from "/static/shared/sign_in.js";
import { useLanguage } from "/static/shared/ui.js";
import { isCompact } from "./compact.js";
import { DayView } from "./day_view.js";
import { Seat } from "./seat.js";

/** @typedef {{start_on_call: boolean, rules?: import("/static/shared/types.js").WindowRules}} Ruled */
/** @typedef {import("/static/shared/types.js").Hall & Ruled & {reasons?: {code: string, name: import("/static/shared/types.js").Texts}[], officers_grant?: boolean, own_reasons?: boolean}} OfficerHall */
/** @typedef {import("/static/shared/door.js").Person} Person */

/**
 * @typedef {Object} Stage
 * @property {"loading" | "away" | "sign_in" | "seat" | "day"} name
 * @property {OfficerHall} [hall]
 * @property {Person} [me]
 * @property {number} [number] of the counter
 * @property {string} [notice] why the officer is back here
 */

/** @param {{page: import("/static/shared/page.js").Page}} props */
export function App({ page }) {
  const [stage, setStage] = useState(/** @type {Stage} */ ({ name: "loading" }));
  useLanguage();
  const enter = () => arrive(page, (_hall, me) => dayOrSeat(page, me)).then(setStage);
  useEffect(() => void enter(), []);

  const { name, hall, me, number, notice } = stage;
  if (name === "away") return html`<${Away} onRetry=${enter} />`;
  if (name === "loading" || !hall) return html`<${Loading} />`;
  if (name === "sign_in" || !me) {
    return html`<${SignIn} place=${pick(hall.name)} title=${t("sign_in.title")} notice=${notice} onSignedIn=${enter} />`;
  }
  const leave = () => signOut(page).then(() => setStage({ name: "sign_in", hall }));
  if (name === "seat" || number === undefined) {
    const sat = (/** @type {number} */ chosen) => setStage({ name: "day", hall, me, number: remember(page.hall, chosen) });
    return html`<${Seat} hall=${hall} me=${me} suggested=${number ?? remembered(page)} notice=${notice} onSat=${sat} onSignOut=${leave} />`;
  }
  return html`<${DayView} key=${number} hall=${hall} me=${me} number=${number} compact=${isCompact()}
    onGone=${(/** @type {string} */ why) => setStage({ name: "seat", hall, me, number, notice: why })}
    onSignOut=${leave}
    onStranger=${(/** @type {string} */ code) => setStage({ name: "sign_in", hall, number, notice: t(code === "forbidden" ? "sign_in.rights" : "sign_in.again") })} />`;
}

/** @param {import("/static/shared/page.js").Page} page @param {Person} me @returns {Promise<Pick<Stage, "name" | "number">>} */
async function dayOrSeat(page, me) {
  const number = remembered(page);
  return { name: number !== undefined && (await sitsAt(page.hall, number, me)) ? "day" : "seat", number };
}

/** @param {string} hall @param {number} number @param {Person} me */
async function sitsAt(hall, number, me) {
  try {
    const counter = await api.get(`/halls/${hall}/counters/${number}`);
    return counter.officer !== null && counter.officer.badge === me.badge;
  } catch {
    // A counter that is gone, or another's: the officer chooses.
    return false;
  }
}

/** @param {import("/static/shared/page.js").Page} page @returns {number | undefined} */
function remembered(page) {
  const kept = Number(browserMemory().getItem(`lunhou.counter.${page.hall}`));
  return page.counter ?? (kept || undefined);
}

/** @param {string} hall @param {number} number */
function remember(hall, number) {
  browserMemory().setItem(`lunhou.counter.${hall}`, String(number));
  return number;
}
