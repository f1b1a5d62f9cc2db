/** Which counter: the one of last time by one press, or another from the hall's. */

import { html, useEffect, useRef, useState } from "/static/vendor/preact.js";
import { api, newKey } from "/static/shared/api.js";
import { errorText, pick, t } from "/static/shared/i18n.js";
import { LanguageSwitch } from "/static/shared/language_switch.js";
import { Button, Num, Skeleton } from "/static/shared/ui.js";
import { useTypeAhead } from "./choices.js";
import { useCounters } from "./counters_now.js";
import { sitRequest } from "./verbs.js";

/** @typedef {import("./app.js").OfficerHall} OfficerHall */
/** @typedef {import("./app.js").Person} Person */
/** @typedef {import("/static/shared/types.js").BoardCounter} BoardCounter */

/**
 * @param {{hall: OfficerHall, me: Person, suggested?: number, notice?: string,
 *   onSat: (number: number) => void, onSignOut: () => void}} props
 */
export function Seat({ hall, me, suggested, notice, onSat, onSignOut }) {
  const board = useCounters(hall.hall);
  const [error, setError] = useState(notice ?? "");
  const [busy, setBusy] = useState(false);
  const [others, setOthers] = useState(suggested === undefined);
  // One key for each counter and visit of this page: a second press is the same intention.
  const keys = useRef(/** @type {Map<number, string>} */ (new Map()));

  /** @param {number} number */
  async function sit(number) {
    if (busy) return;
    setBusy(true);
    setError("");
    const key = keys.current.get(number) ?? newKey();
    keys.current.set(number, key);
    try {
      await api.post(sitRequest(hall.hall, number).path, {}, { key });
      onSat(number);
    } catch (refusal) {
      // A refused press is over; the next one is a new intention.
      if (/** @type {any} */ (refusal).code !== "network") keys.current.delete(number);
      setError(errorText(/** @type {any} */ (refusal)));
      setBusy(false);
    }
  }

  const own = hall.counters.find(({ number }) => number === suggested);
  return html`<main class="alone seat">
    <header class="seat-head">
      <p class="muted">${pick(hall.name)}</p>
      <p><b>${me.display_name}</b> ${me.badge && html`<span class="muted">${t("badge", { badge: me.badge })}</span>`}</p>
    </header>
    <p class="form-error" role="alert">${error}</p>
    ${!board && html`<${Skeleton} label=${t("loading")} />`}
    ${board && own && !others
      ? html`<${OwnCounter} counter=${own} now=${board.get(own.number)} me=${me} busy=${busy} onSit=${sit} onOthers=${() => setOthers(true)} />`
      : board && html`<${Counters} hall=${hall} board=${board} me=${me} onSit=${sit} />`}
    <footer class="seat-foot"><${LanguageSwitch} /><${Button} kind="quiet" icon="leave" onPress=${onSignOut}>${t("sign_out")}<//></footer>
  </main>`;
}

/** @param {{counter: any, now?: BoardCounter, me: Person, busy: boolean, onSit: (number: number) => void, onOthers: () => void}} props */
function OwnCounter({ counter, now, me, busy, onSit, onOthers }) {
  const ref = useRef(/** @type {HTMLDivElement | null} */ (null));
  useEffect(() => ref.current?.querySelector("button")?.focus(), []);
  return html`<section class="own-counter card" ref=${ref}>
    <p class="muted">${pick(counter.name)}</p>
    <h1>${t("counter.name", { number: counter.number })}</h1>
    <p class="muted">${occupant(now, me)}</p>
    <${Button} kind="primary" class="sit" busy=${busy} onPress=${() => onSit(counter.number)}>${t("seat.sit")}<//>
    <${Button} kind="quiet" onPress=${onOthers}>${t("seat.others")}<//>
  </section>`;
}

/** @param {{hall: OfficerHall, board: Map<number, BoardCounter>, me: Person, onSit: (number: number) => void}} props */
function Counters({ hall, board, me, onSit }) {
  const ref = useRef(/** @type {HTMLDivElement | null} */ (null));
  useTypeAhead(ref);
  return html`<section>
    <h1>${t("seat.title")}</h1>
    <p class="muted">${t("seat.hint")}</p>
    <div class="counters" ref=${ref}>
      ${hall.counters.map(({ number, name }) => {
        const now = board.get(number);
        const taken = isTaken(now, me);
        return html`<button type="button" key=${number} class=${`button counter-tile ${taken ? "taken" : ""}`} data-keys=${number} onClick=${() => onSit(number)}>
          <${Num} class="tile-number">${number}<//>
          <span class="tile-name">${pick(name)}</span>
          <small>${occupant(now, me)}</small>
        </button>`;
      })}
    </div>
  </section>`;
}

/** @param {BoardCounter | undefined} counter @param {Person} me */
function isTaken(counter, me) {
  return Boolean(counter?.officer && counter.officer.badge !== me.badge);
}

/** Who sits there now, in words. @param {BoardCounter | undefined} counter @param {Person} me */
function occupant(counter, me) {
  if (!counter?.officer) return t("seat.free");
  if (!isTaken(counter, me)) return t("seat.you");
  return t("seat.taken", { name: counter.officer.name ?? "", badge: counter.officer.badge });
}
