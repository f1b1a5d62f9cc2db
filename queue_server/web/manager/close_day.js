/** The end of the day: asked twice, and refused kindly while somebody still waits. */

import { html, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { hoursText } from "/static/shared/hours.js";
import { errorText, t } from "/static/shared/i18n.js";
import { Button, Dialog, Icon } from "/static/shared/ui.js";

/** @typedef {{count: number, numbers: string[]}} Remaining */

/** @param {{hall: import("/static/shared/types.js").Hall, onClosed: () => void, onReport: () => void}} props */
export function CloseDay({ hall, onClosed, onReport }) {
  const [asking, ask] = useState(false);
  const hours = hoursText(hall.hours_today);
  const done = () => {
    ask(false);
    onClosed();
  };
  return html`<div class="close-day">
    <span class="muted">${hall.ended_early ? t("closing.done") : hours ? t("closing.hours", { hours }) : t("closing.no_hours")}</span>
    ${hall.ended_early
      ? html`<${Button} class="small" onPress=${onReport}>${t("report.show")}<//><${Reopen} hall=${hall.hall} onDone=${onClosed} />`
      : html`<${Button} class="small" onPress=${() => ask(true)}>${t("closing")}<//>`}
    <${Dialog} open=${asking} title=${t("closing.title")} onClose=${() => ask(false)}>
      <${Question} hall=${hall.hall} onDone=${done} onNo=${() => ask(false)} />
    <//>
  </div>`;
}

/** Ended too early: numbers are given again at once. @param {{hall: string, onDone: () => void}} props */
function Reopen({ hall, onDone }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");

  async function reopen() {
    setBusy(true);
    try {
      await api.post(`/halls/${hall}/openings`);
      onDone();
    } catch (refusal) {
      setError(errorText(/** @type {any} */ (refusal)));
    }
    setBusy(false);
  }

  return html`<span class="dialog-error" role="alert">${error}</span>
    <${Button} class="small" busy=${busy} onPress=${reopen}>${t("opening")}<//>`;
}

/** @param {{hall: string, onDone: () => void, onNo: () => void}} props */
function Question({ hall, onDone, onNo }) {
  const [busy, setBusy] = useState(false);
  const [remaining, setRemaining] = useState(/** @type {Remaining | null} */ (null));
  const [error, setError] = useState("");

  async function close() {
    setBusy(true);
    setError("");
    try {
      await api.post(`/halls/${hall}/closings`);
      onDone();
    } catch (refusal) {
      const { code, details } = /** @type {any} */ (refusal);
      if (code === "tickets_remaining") setRemaining(/** @type {Remaining} */ (details));
      else setError(errorText(/** @type {any} */ (refusal)));
      setBusy(false);
    }
  }

  return html`
    ${remaining ? html`<${Remain} remaining=${remaining} />` : html`<p>${t("closing.hint")}</p>`}
    <p class="dialog-error" role="alert">${error}</p>
    <div class="dialog-foot">
      <${Button} onPress=${onNo}>${t(remaining ? "close" : "no")}<//>
      <${Button} kind="primary" busy=${busy} onPress=${close}>${t(remaining ? "retry" : "closing.yes")}<//>
    </div>
  `;
}

/** @param {{remaining: Remaining}} props */
function Remain({ remaining: { count, numbers } }) {
  const more = count - numbers.length;
  return html`<div class="remain" role="alert">
    <p><${Icon} name="people" /> <b>${t("closing.remain", { count })}</b></p>
    <p class="remain-numbers num">${numbers.map((number) => html`<span key=${number}>${number}</span>`)}${more > 0 && html`<span>${t("closing.more", { count: more })}</span>`}</p>
    <p class="muted">${t("closing.remain.hint")}</p>
  </div>`;
}
