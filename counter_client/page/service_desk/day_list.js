/** Today's numbers: found by number, by the end of a document, or by a word of the remark. */

import { html, useEffect, useRef, useState } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { clock } from "/static/shared/time.js";
import { Chip, Num, classKind } from "/static/shared/ui.js";
import { Comeback, readCode } from "./comeback.js";
import { NORMAL } from "./order.js";
import { matching } from "./find.js";

/** More than these are found by asking. */
const SHOWN = 60;

/** @param {{hall: import("./order.js").Hall, tickets: import("./find.js").Ticket[], onChoose: (number: string) => void}} props */
export function DayList({ hall, tickets, onChoose }) {
  const [asked, setAsked] = useState("");
  const [all, setAll] = useState(false);
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  useSlash(field);
  const found = matching(tickets, asked, all);
  const [first] = found;
  const code = found.length === 0 ? readCode(asked) : null;
  /** @param {KeyboardEvent} event */
  const take = (event) => {
    if (event.key !== "Enter" || !asked || !first) return;
    // Else the same press would go on into the dialog that it opens.
    event.preventDefault();
    onChoose(first.number);
  };
  return html`<section class="card day" aria-label=${t("sd.day")}>
    <div class="day-head">
      <label class="field search"><span>${t("sd.search")} <kbd>/</kbd></span>
        <input ref=${field} type="search" value=${asked} autocomplete="off" spellcheck=${false} placeholder=${t("sd.search.hint")}
          onInput=${(/** @type {any} */ event) => setAsked(event.target.value)} onKeyDown=${take} />
      </label>
      <label class="check"><input type="checkbox" checked=${all} onChange=${() => setAll(!all)} /> ${t("sd.all")}</label>
    </div>
    ${code && html`<${Comeback} key=${code} hall=${hall.hall} code=${code} onBack=${onChoose} />`}
    ${found.length === 0 && !code && html`<p class="muted empty">${t(asked ? "sd.none" : "sd.empty")}</p>`}
    <ul class="tickets">
      ${found.slice(0, SHOWN).map((ticket) => html`<${Row} key=${ticket.number} hall=${hall} ticket=${ticket} onChoose=${onChoose} />`)}
    </ul>
    ${found.length > SHOWN && html`<p class="muted">${t("sd.more", { count: found.length - SHOWN })}</p>`}
  </section>`;
}

/** @param {{hall: import("./order.js").Hall, ticket: import("./find.js").Ticket, onChoose: (number: string) => void}} props */
function Row({ hall, ticket, onChoose }) {
  const { number, service, state, issued_at, counter, remark, print, last4, here } = ticket;
  const code = ticket.class;
  const name = hall.services.find(({ letter }) => letter === service)?.name;
  const priority = hall.classes.find((each) => each.code === code)?.name;
  return html`<li>
    <button type="button" class=${`row-ticket ${state}`} onClick=${() => onChoose(number)}>
      <${Num} tag="b" class="row-number">${number}<//>
      <span class="row-what">${pick(name)}${code !== NORMAL && html` <${Chip} kind=${classKind(code)}>${pick(priority)}<//>`}
        <small>${[clock(issued_at), counter && t("counter.name", { number: counter }), last4 && t("sd.last4", { last4 }), remark].filter(Boolean).join(" · ")}</small></span>
      <span class="row-state">${t(`state.${state}`)}${state === "waiting" && here === false && html`<small>${t("sd.on_the_way")}</small>`}${isDoubtful(print) && html`<small class="doubt">${t(`print.${print}`)}</small>`}</span>
    </button>
  </li>`;
}

/** Paper that may be in nobody's hand. @param {string} print */
function isDoubtful(print) {
  return print === "unsure" || print === "held" || print === "expired" || print === "void";
}

/** "/" leads to the search, from wherever nothing is typed. @param {{current: HTMLInputElement | null}} field */
function useSlash(field) {
  useEffect(() => {
    const listen = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "/" || /** @type {HTMLElement} */ (event.target).matches("input, select, textarea")) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
