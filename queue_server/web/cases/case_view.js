/** One case: what it is about, what may be done, what was done and said. It is also what is printed. */

import { html } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { Button, Chip, Notice, Num } from "/static/shared/ui.js";
import { ICONS, keyFor } from "./act_dialog.js";
import { actText, dayText, kindTone, momentText, personText, reasonText, whenText } from "./words.js";

/** @typedef {import("./words.js").WholeCase} WholeCase */

/** @param {{hall: import("./app.js").Hall, of: WholeCase | null, onAct: (name: string) => void, onBack: () => void}} props */
export function CaseView({ hall, of, onAct, onBack }) {
  if (!of) return html`<section class="case card empty"><${Notice} icon="list" title=${t("case.choose")} hint=${t("case.choose.hint")} /></section>`;
  return html`<article class="case card" aria-label=${of.number}>
    <header class="case-title">
      <${Button} kind="quiet" class="case-back" icon="back" onPress=${onBack}>${t("case.back")}<//>
      <h2><${Num}>${of.number}<//> <${Chip} kind=${kindTone(of.kind)}>${t(`case.kind.${of.kind}`)}<//></h2>
      <span class=${`case-when ${of.overdue ? "late" : ""}`}>${whenText(of)}</span>
      <${Button} kind="quiet" class="case-print" icon="printer" keys="P" onPress=${() => onAct("print")}>${t("case.print")}<//>
    </header>
    <${Facts} hall=${hall} of=${of} />
    ${of.acts.length > 0 && html`<nav class="case-acts" aria-label=${t("case.acts")}>
      ${of.acts.map((name) => html`<${Button} key=${name} kind=${name === mainAct(of) ? "primary" : "plain"} class="small" icon=${ICONS[name]} keys=${keyFor(name)} onPress=${() => onAct(name)}>${t(`case.act.${name}`)}<//>`)}
    </nav>`}
    <ol class="case-history" aria-label=${t("case.history")}>
      ${of.history.map((act) => html`<li key=${act.at + act.kind} class=${act.kind}>
        <p class="case-did"><b>${actText(act)}</b> <span>${personText(act.actor)} · ${momentText(act.at)}</span></p>
        ${act.text && html`<p class="case-said">${act.text}</p>`}
      </li>`)}
    </ol>
  </article>`;
}

/** What is owed next: the answer, then the end. @param {WholeCase} of */
function mainAct({ state }) {
  return state === "open" ? "answer" : "close";
}

/** @param {{hall: import("./app.js").Hall, of: WholeCase}} props */
function Facts({ hall, of }) {
  const service = hall.services.find(({ letter }) => letter === of.service);
  const facts = [
    ["case.why", of.why && t(`case.why.${of.why}`)],
    ["case.ticket", of.ticket && [of.ticket, service && pick(service.name)].filter(Boolean).join(" · ")],
    ["case.counter", of.counter],
    ["case.grade", of.grade && [t(`case.grade.${of.grade}`), ...of.reasons.map(reasonText)].join(" · ")],
    ["case.owner", personText(of.owner)],
    ["case.due.label", dayText(of.due)],
    ["case.contact", of.contact],
    ["case.code", of.code],
  ].filter(([, value]) => value);
  return html`<dl class="case-facts">${facts.map(([name, value]) => html`<div key=${name}><dt>${t(String(name))}</dt><dd>${value}</dd></div>`)}</dl>`;
}
