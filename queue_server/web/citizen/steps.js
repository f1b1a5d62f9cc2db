/** A visit of several steps: where one is and where to go next; and how to come back with papers. */

import { html } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { longDate } from "/static/shared/time.js";
import { Icon, Num } from "/static/shared/ui.js";

/** @typedef {import("/static/citizen/visit.js").Visit} Visit */
/** @typedef {import("/static/shared/types.js").Step} Step */

/** @type {Record<Step["state"], string>} beside the words: what a step is, is never colour alone */
const ICONS = { done: "check", here: "arrow", next: "clock", todo: "", skipped: "minus" };

/** @param {{visit: Visit}} props */
export function Steps({ visit: { route } }) {
  if (!route) return null;
  return html`<section class="card steps">
    <h2>${t("steps")}</h2>
    <ol>${route.map((step) => html`<${OneStep} key=${step.service} step=${step} />`)}</ol>
  </section>`;
}

/** @param {{step: Step}} props */
function OneStep({ step: { state, name, area, service } }) {
  const where = state === "here" || state === "next" ? pick(area) : "";
  return html`<li class=${`step-${state}`} aria-current=${state === "here" ? "step" : undefined}>
    <span class="step-mark">${ICONS[state] && html`<${Icon} name=${ICONS[state]} size="1.1em" />`}</span>
    <span><b>${pick(name) || service}</b>${where && html`<small>${where}</small>`}</span>
    <em>${t(`step.${state}`)}</em>
  </li>`;
}

/** The code with which one comes back, and how. @param {{visit: Visit}} props */
export function Papers({ visit: { papers, state } }) {
  if (!papers) return null;
  const missing = papers.missing.map((code) => t(`missing.${code}`)).join(t("missing.and"));
  return html`<section class="card papers" aria-label=${t("papers.code")}>
    ${missing && html`<p class="papers-missing">${t("papers.missing", { missing })}</p>`}
    <p>${t("papers.code")}</p>
    <p class="code"><${Num}>${papers.code.slice(0, 4)}<//> <${Num}>${papers.code.slice(4)}<//></p>
    ${state === "away" && html`<p>${t("papers.today", { counter: papers.counter ?? "" })}</p>`}
    <p>${t("papers.later", { day: longDate(`${papers.until}T12:00:00Z`) })}</p>
  </section>`;
}
