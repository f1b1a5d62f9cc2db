/** The steps of a visit: where the person is and goes next, and which step is added or not needed. */

import { html } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { Button } from "/static/shared/ui.js";
import { Choices, under } from "./choices.js";
import { keyOf } from "./hotkeys.js";
import { isPossible } from "./verbs.js";

/** @typedef {import("/static/shared/types.js").Step} Step */
/** @typedef {import("/static/shared/types.js").Ticket} Ticket */
/** @typedef {import("./app.js").OfficerHall} OfficerHall */

/** @type {Record<Step["state"], string>} beside the colour: a state is never colour alone */
const MARKS = { done: "✓", here: "●", next: "→", todo: "", skipped: "–" };

/**
 * Under the person in hand: the steps, and what else may become of the visit.
 *
 * @param {{counter: import("/static/shared/types.js").Counter, hall: OfficerHall, onAct: (act: string) => void}} props
 */
export function VisitRow({ counter, hall, onAct }) {
  const route = counter.current?.route ?? [];
  return html`<div class="visit">
    ${route.length > 0 && html`<${Steps} route=${route} />`}
    <p class="visit-acts">
      ${["steps", "papers"].map(
        (act) => html`<${Button} key=${act} class="small" keys=${keyOf(act)} disabled=${!isPossible(act, counter, hall)} onPress=${() => onAct(act)}>${t(`verb.${act}`)}<//>`,
      )}
    </p>
  </div>`;
}

/** @param {{route: Step[]}} props */
function Steps({ route }) {
  return html`<ol class="steps" aria-label=${t("route")}>
    ${route.map(
      ({ service, name, state }) => html`<li key=${service} class=${`step-${state}`}>
        <span aria-hidden="true">${MARKS[state]}</span> ${stepName(name, service)}<span class="visually-hidden"> ${t(`step.${state}`)}</span>
      </li>`,
    )}
  </ol>`;
}

/** Which step is not needed, and which comes on top. @param {import("./dialogs.js").Props} props */
export function ChangeSteps({ day, counter, hall, onOpen }) {
  const ticket = counter.current;
  if (!ticket) return null;
  const route = ticket.route ?? [];
  const act = (/** @type {string} */ verb, /** @type {string} */ service) => () => {
    onOpen(null);
    day.handle(verb, ticket.number, { service });
  };
  const coming = route.filter(({ state }) => state === "next" || state === "todo");
  const known = new Set([ticket.service, ...route.filter(({ state }) => state !== "skipped").map(({ service }) => service)]);
  const skips = coming.map(({ service, name }) => ({ keys: service, label: stepName(name, service), onPick: act("skip", service) }));
  const adds = hall.services
    .filter(({ letter }) => !known.has(letter))
    .map(({ letter, name }) => ({ keys: letter, label: pick(name), onPick: act("add_step", letter) }));
  return html`<p class="muted">${t("dialog.steps.hint")}</p>
    <${Choices} choices=${[...under(t("dialog.steps.skip"), skips), ...under(t("dialog.steps.add"), adds)]} class="columns" />`;
}

/**
 * "A012 → 照相，请到等候休息区"; what one tells a person whose step is done.
 *
 * @param {string} number @param {string} service where to @param {OfficerHall} hall
 */
export function whereTo(number, service, hall) {
  const step = hall.services.find(({ letter }) => letter === service);
  const facts = { number, step: step ? pick(step.name) : service };
  return step?.area ? t("route.sent", { ...facts, area: pick(step.area) }) : t("route.sent.bare", facts);
}

/** @param {import("/static/shared/types.js").Texts} name @param {string} service */
function stepName(name, service) {
  return pick(name) || service;
}
