/** The pad's faces, one at a time. */

import { html } from "/static/vendor/preact.js";
import { language, pick, t, tIn } from "/static/shared/i18n.js";
import { spokenHere } from "/static/shared/languages.js";
import { GRADES, REASONS } from "/static/shared/rating.js";
import { Bilingual, Button, Icon, Lost, Notice, Num } from "/static/shared/ui.js";
import { faceOf } from "/static/rate/offer.js";

/** @typedef {import("/static/rate/pad.js").Pad} Pad */
/** @typedef {import("/static/shared/types.js").Officer} Officer */

/** Under Chinese while nobody in particular stands there. */
export const SECOND = "en";
/** What the person who pressed may read of a refusal; of others it is only said that it did not work. */
const OWN_WORDS = new Set(["already_rated", "too_late_to_rate", "nothing_to_rate"]);

/** @param {{pad: Pad, onLanguage: (code: string) => void}} props */
export function App({ pad, onLanguage }) {
  const face = faceOf(pad);
  return html`<${Lost} state=${pad.known.lost ? "lost" : "live"}>${t("lost")}<//>
    <div class=${`pad is-${face}`}>
      <${Top} pad=${pad} isIdle=${face === "idle"} />
      <main aria-live="polite"><${Face} key=${face} face=${face} pad=${pad} /></main>
      ${(face === "grades" || face === "reasons") && html`<${Foot} pad=${pad} onLanguage=${onLanguage} />`}
    </div>`;
}

/** @param {{pad: Pad, isIdle: boolean}} props */
function Top({ pad: { known, counter }, isIdle }) {
  const { hall, to_rate } = known;
  return html`<header>
    <h1 class="hall-name">${pick(hall?.name)}</h1>
    ${to_rate && html`<span class="whose"><${Num}>${to_rate.number}<//> ${pick(to_rate.service_name)}</span>`}
    ${!isIdle && html`<span class="window-name">${t("counter.name", { number: counter })}</span>`}
  </header>`;
}

/** @param {{face: import("/static/rate/offer.js").Face, pad: Pad}} props */
function Face({ face, pad }) {
  if (face === "stranger") return html`<${Notice} icon="rating" title=${t("stranger")} hint=${t("stranger.hint", { address: `${location.host}/rate` })} />`;
  if (face === "kept") return html`<${Notice} icon=${pad.known.lost ? "connection_lost" : "check"} title=${t("kept")} hint=${t(pad.known.lost ? "kept.lost" : "kept.hint")} />`;
  if (face === "said") return html`<${Said} pad=${pad} />`;
  if (face === "reasons") return html`<${Reasons} pad=${pad} />`;
  if (face === "grades") return html`<${Grades} pad=${pad} />`;
  return html`<${Idle} pad=${pad} />`;
}

/** @param {{pad: Pad}} props */
function Idle({ pad: { known, counter } }) {
  const own = known.hall?.counters.find(({ number }) => number === counter);
  const second = language() === SECOND ? null : SECOND;
  return html`<div class="idle-window">
      <${Num} tag="p" class="window-number">${counter}<//>
      ${own && html`<${Bilingual} texts=${own.name} second=${second} class="window-kind" />`}
    </div>
    ${own?.officer && html`<${OfficerCard} officer=${own.officer} second=${second} />`}
    <p class="invitation">${t("invitation")}${second && html`<small lang=${second}>${tIn(second, "invitation")}</small>`}</p>`;
}

/** @param {{officer: Officer, second: string | null}} props */
function OfficerCard({ officer, second }) {
  return html`<div class="officer-card">
    ${officer.photo ? html`<img src=${officer.photo} alt="" />` : html`<${Icon} name="person" size="9rem" />`}
    ${officer.name && html`<b>${officer.name}</b>`}
    ${officer.badge && html`<span>${t("badge")}${second && html` <small lang=${second}>${tIn(second, "badge")}</small>`} <${Num}>${officer.badge}<//></span>`}
  </div>`;
}

/** @param {{pad: Pad}} props */
function Grades({ pad }) {
  const officer = pad.known.to_rate?.officer;
  const by = [officer?.name, officer?.badge].filter(Boolean).join(" ");
  return html`<h2 id="question">${t("question")}</h2>
    <p class="by">${by && t("by", { officer: by })}</p>
    <div class="grades" role="group" aria-labelledby="question">
      ${GRADES.map((grade) => html`<button type="button" key=${grade} class=${`button grade grade-${grade}`} onClick=${() => pad.choose(grade)}>
        <${Icon} name=${`face_${grade}`} size="8rem" /><span>${t(`grade.${grade}`)}</span>
      </button>`)}
    </div>`;
}

/** @param {{pad: Pad}} props */
function Reasons({ pad }) {
  const { grade, reasons } = /** @type {import("/static/rate/offer.js").Chosen} */ (pad.chosen);
  return html`<h2 id="why">${t("why")}</h2>
    <p class="by"><${Icon} name=${`face_${grade}`} size="1.6em" /> ${t(`grade.${grade}`)} · ${t("why.hint")}</p>
    <div class="reasons" role="group" aria-labelledby="why">
      ${REASONS.map((reason) => html`<button type="button" key=${reason} class="button" aria-pressed=${reasons.includes(reason)} onClick=${() => pad.toggle(reason)}>
        <${Icon} name=${reasons.includes(reason) ? "check" : "plus"} /><span>${t(`reason.${reason}`)}</span>
      </button>`)}
    </div>
    <div class="acts">
      <${Button} icon="back" onPress=${() => pad.back()}>${t("back")}<//>
      <${Button} kind="primary" icon="check" onPress=${() => pad.send()}>${t("send")}<//>
    </div>`;
}

/** @param {{pad: Pad}} props */
function Said({ pad: { said, wasBad } }) {
  if (said === "thanks") return html`<${Notice} icon=${wasBad ? "check" : "face_5"} title=${t("thanks")} hint=${t(wasBad ? "thanks.bad" : "thanks.hint")} />`;
  return html`<${Notice} icon="alert" title=${OWN_WORDS.has(said ?? "") ? t(`error.${said}`) : t("refused")} hint=${t("refused.hint")} />`;
}

/** @param {{pad: Pad, onLanguage: (code: string) => void}} props */
function Foot({ pad: { known }, onLanguage }) {
  const offered = spokenHere([...(known.hall?.languages ?? []), language()]);
  return html`<footer>
    <p>${t("freely")}</p>
    ${offered.length > 1 && html`<nav aria-label=${t("language")}>
      ${offered.map(({ code, name }) => html`<button type="button" key=${code} lang=${code} class="button quiet" aria-pressed=${code === language()} onClick=${() => onLanguage(code)}>${name}</button>`)}
    </nav>`}
  </footer>`;
}
