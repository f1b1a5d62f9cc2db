/** Somebody at a kiosk wants a person to come: it rings until one goes. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { errorText, t } from "/static/shared/i18n.js";
import { ago, now } from "/static/shared/time.js";
import { Button, Icon } from "/static/shared/ui.js";
import { ring } from "./sound.js";

/** @typedef {import("/static/shared/help_calls.js").HelpCall} HelpCall */
/**
 * @typedef {Object} Bell
 * @property {string} device
 * @property {string} place
 * @property {string | null} asked_at
 * @property {string | null} answered_at
 * @property {{badge: string | null, name: string | null} | null} helper
 */

const RING_MS = 4_000;
const LOOK_MS = 6_000;
/** Who goes is shown to the others for a while. */
const SHOWN_MS = 120_000;

/** @param {{hall: string, bells: Bell[], onAnswered?: () => void}} props */
export function Bells({ hall, bells, onAnswered = () => {} }) {
  const waiting = bells.filter(({ answered_at }) => !answered_at);
  const rings = waiting.length > 0;
  const [error, setError] = useState("");
  useEffect(() => {
    if (!rings) return undefined;
    ring();
    const timer = setInterval(ring, RING_MS);
    return () => clearInterval(timer);
  }, [rings]);

  /** @param {Bell} bell */
  async function go({ device }) {
    setError("");
    try {
      await api.post(`/halls/${hall}/help-requests/${device}/acknowledgements`, {});
    } catch (refusal) {
      setError(errorText(/** @type {any} */ (refusal)));
    }
    onAnswered();
  }
  const shown = [...waiting, ...bells.filter(isFresh)];
  if (shown.length === 0 && !error) return null;
  return html`<section class="bells" aria-label=${t("bells")}>
    ${shown.map((bell) => html`<p key=${bell.device} class=${`bell ${bell.answered_at ? "answered" : "ringing"}`} role="alert">
      <${Icon} name="bell" size="1.5em" />
      <span><b>${t("bells.wanted", { place: bell.place })}</b> ${bell.asked_at && ago(bell.asked_at)}</span>
      ${bell.answered_at
        ? html`<span>${t("bells.goes", { name: bell.helper?.name ?? bell.helper?.badge ?? "" })}</span>`
        : html`<${Button} kind="primary" onPress=${() => go(bell)}>${t("bells.go")}<//>`}
    </p>`)}
    ${error && html`<p class="form-error" role="alert">${error}</p>`}
  </section>`;
}

/**
 * The hall's bells, and calls from its counters, looked at now and then; for a page that follows something else.
 *
 * @param {string} hall
 */
export function useBells(hall) {
  const [rung, setRung] = useState({ bells: /** @type {Bell[]} */ ([]), calls: /** @type {HelpCall[]} */ ([]) });
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let gone = false;
    const look = () =>
      api.get(`/halls/${hall}/help-requests`).then(
        ({ help_requests, calls }) => !gone && setRung({ bells: help_requests, calls }),
        () => {},
      );
    void look();
    const timer = setInterval(look, LOOK_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [hall, asked]);
  return { ...rung, again: () => setAsked((count) => count + 1) };
}

/** @param {Bell} bell */
function isFresh({ answered_at }) {
  return answered_at !== null && now() - Date.parse(answered_at) < SHOWN_MS;
}
