/** Calls for a person from a window: red and loud for those they are for, one calm line for the caller. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { api } from "./api.js";
import { errorText, t } from "./i18n.js";
import { ago, now } from "./time.js";
import { chime } from "./tones.js";
import { Button, Icon, useTick } from "./ui.js";

/** @typedef {{badge: string | null, name: string | null}} Person */
/**
 * @typedef {Object} HelpCall
 * @property {number} counter
 * @property {number} call
 * @property {"duty_leader" | "colleague" | "emergency"} whom
 * @property {Person | null} officer the colleague who is meant; null where any will do
 * @property {Person | null} caller
 * @property {string} asked_at
 * @property {string} answer_by unanswered after this it is late
 * @property {(Person & {at: string})[]} comers
 * @property {boolean} is_for_me
 * @property {boolean} is_mine
 * @property {boolean} is_coming whether I have said to come
 */

const RING_MS = 4_000;
/** Not the bell of a kiosk: high and low in turn, as an alarm is. */
const EMERGENCY = [988, 740, 988, 740];
const CALL = [784, 988];
const REDRAW_MS = 5_000;

/**
 * `leads`: a manager's page, which sees all of them and may go anywhere. `quiet` where sound was switched off: an
 * emergency rings there, too.
 *
 * @param {{hall: string, calls: HelpCall[], leads?: boolean, quiet?: boolean, onChanged: () => void}} props
 */
export function HelpCalls({ hall, calls, leads = false, quiet = false, onChanged }) {
  useTick(REDRAW_MS);
  const [error, setError] = useState("");
  const shown = inOrder(calls.filter((each) => leads || concerns(each)));
  useRinging(shown, quiet);

  /** @param {HelpCall} call @param {"acknowledgements" | "completions" | "withdrawal"} what */
  async function act(call, what) {
    const path = `/halls/${hall}/counters/${call.counter}/help-requests`;
    setError("");
    try {
      if (what === "withdrawal") await api.delete(`${path}/current`);
      else await api.post(`${path}/${call.call}/${what}`, {});
    } catch (refusal) {
      setError(errorText(/** @type {any} */ (refusal)));
    }
    onChanged();
  }

  if (shown.length === 0 && !error) return null;
  return html`<section class="help-calls" aria-label=${t("assist.calls")}>
    ${shown.map((call) => html`<${Call} key=${call.call} call=${call} leads=${leads} onAct=${(/** @type {any} */ what) => act(call, what)} />`)}
    ${error && html`<p class="form-error" role="alert">${error}</p>`}
  </section>`;
}

/** @param {{call: HelpCall, leads: boolean, onAct: (what: "acknowledgements" | "completions" | "withdrawal") => void}} props */
function Call({ call, leads, onAct }) {
  const tone = toneOf(call, now());
  const mayGo = !call.is_mine && !call.is_coming && (call.comers.length === 0 || call.whom === "emergency");
  const mayEnd = call.comers.length > 0 && (call.is_mine || call.is_coming || leads);
  return html`<div class=${`help-call ${tone}`} role=${call.is_mine ? "status" : "alert"}>
    <${Icon} name=${call.whom === "emergency" && !call.is_mine ? "alert" : "call_help"} size="1.5em" />
    <p class="help-call-words">
      <b>${titleOf(call)}</b>
      <span>${stateOf(call, tone)}</span>
    </p>
    ${mayEnd && html`<${Button} class="small" onPress=${() => onAct("completions")}>${t("assist.done")}<//>`}
    ${mayGo && html`<${Button} kind="primary" class="small" onPress=${() => onAct("acknowledgements")}>${t("assist.go")}<//>`}
    ${call.is_mine && call.comers.length === 0 && html`<${Button} class="small" onPress=${() => onAct("withdrawal")}>${t("assist.withdraw")}<//>`}
  </div>`;
}

/** Emergencies first, then who waits longest for an answer, then those to whom somebody goes. @param {HelpCall[]} calls */
export function inOrder(calls) {
  const rank = (/** @type {HelpCall} */ { whom, comers }) => (comers.length ? 2 : 0) + (whom === "emergency" ? 0 : 1);
  return [...calls].sort((one, other) => rank(one) - rank(other) || one.asked_at.localeCompare(other.asked_at));
}

/** @param {HelpCall} call */
function concerns(call) {
  return call.is_for_me || call.is_mine || call.is_coming;
}

/** `mine` is calm: a screen may be seen over a counter. @param {HelpCall} call @param {number} at */
export function toneOf(call, at) {
  if (call.is_mine) return call.comers.length ? "mine answered" : "mine";
  if (call.comers.length) return call.whom === "emergency" ? "emergency answered" : "answered";
  if (call.whom === "emergency") return "emergency";
  return at > Date.parse(call.answer_by) ? "late" : "";
}

/** @param {HelpCall} call */
function titleOf({ whom, counter, officer, is_for_me, is_mine }) {
  if (is_mine) return t(`assist.mine.${whom}`);
  if (whom === "colleague" && officer && !is_for_me) return t("assist.wanted.named", { counter, name: nameOf(officer) });
  return t(whom === "colleague" && officer ? "assist.wanted.you" : `assist.wanted.${whom}`, { counter });
}

/** @param {HelpCall} call @param {string} tone */
function stateOf(call, tone) {
  const first = call.comers[0];
  if (first) {
    const names = call.comers.map(nameOf).join(t("assist.and"));
    return `${t("assist.comes", { names })} · ${ago(first.at)}`;
  }
  const waits = tone === "late" ? t("assist.late") : call.is_mine ? t("assist.waits") : nameOf(call.caller);
  return `${waits} · ${ago(call.asked_at)}`;
}

/** @param {Person | null} person */
function nameOf(person) {
  return person?.name ?? person?.badge ?? t("assist.somebody");
}

/** Rings while nobody has answered; the caller's page is silent. @param {HelpCall[]} calls @param {boolean} quiet */
function useRinging(calls, quiet) {
  const waiting = calls.filter(({ is_for_me, comers }) => is_for_me && comers.length === 0);
  const urgent = waiting.some(({ whom }) => whom === "emergency");
  const tones = urgent ? EMERGENCY : CALL;
  const rings = urgent || (waiting.length > 0 && !quiet);
  useEffect(() => {
    if (!rings) return undefined;
    const ring = () => chime(tones, urgent ? 0.3 : undefined);
    ring();
    const timer = setInterval(ring, RING_MS);
    return () => clearInterval(timer);
  }, [rings, tones]);
}
