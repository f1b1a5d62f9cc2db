/** Type the code of a new screen, choose what it shows, name it; or choose anew for one that is known. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { errorText, pick, t } from "/static/shared/i18n.js";
import { Button, Dialog } from "/static/shared/ui.js";

/** @typedef {import("./displays.js").Display} Display */
/** @typedef {import("./display_words.js").Choice} Choice */

/**
 * @param {{hall: string, about: Display | "new" | null, choices: Choice[],
 *   counters: {number: number}[], onDone: () => void, onNo: () => void}} props
 *   `about`: the screen to be changed, "new", or null while nothing is asked
 */
export function PairScreen({ hall, about, choices, counters, onDone, onNo }) {
  return html`<${Dialog} open=${about !== null} title=${t(about === "new" ? "pair.title" : "display.move.title")} onClose=${onNo}>
    ${about !== null && html`<${Form} hall=${hall} known=${about === "new" ? null : about} choices=${choices} counters=${about === "new" ? counters : []} onDone=${onDone} onNo=${onNo} />`}
  <//>`;
}

/** The value of a window's rating pad among the screens: no screen is called so. @param {number} counter */
const padOf = (counter) => `pad:${counter}`;

/** @param {{hall: string, known: Display | null, choices: Choice[], counters: {number: number}[], onDone: () => void, onNo: () => void}} props */
function Form({ hall, known, choices, counters, onDone, onNo }) {
  const [code, setCode] = useState("");
  const [screen, setScreen] = useState(known?.screen ?? "hall");
  const [name, setName] = useState(known?.name ?? "");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const pad = counters.find(({ number }) => padOf(number) === screen);
  const suggested = pad ? t("pair.pad.of", pad) : pick(choices.find(({ id }) => id === screen)?.name);
  useEffect(() => setError(""), [code, screen]);

  /** @param {Event} event */
  async function send(event) {
    event.preventDefault();
    setBusy(true);
    const facts = { ...(pad ? { counter: pad.number } : { screen }), name: name.trim() || suggested || screen };
    try {
      if (known) await api.put(`/halls/${hall}/devices/${known.device}`, { state: "approved", ...facts });
      else await api.post(`/halls/${hall}/pairings`, { code: code.replace(/\D/g, ""), ...facts });
      onDone();
    } catch (refusal) {
      setError(wordsFor(/** @type {any} */ (refusal)));
      setBusy(false);
    }
  }

  return html`<form class="pair-form" onSubmit=${send}>
    ${!known && html`<label>${t("pair.code")}
      <input class="pair-code" name="code" inputmode="numeric" autocomplete="off" required pattern="\\s*[0-9]{3}\\s*[0-9]{3}\\s*" maxlength="9"
        value=${code} onInput=${valueInto(setCode)} title=${t("pair.code.hint")} aria-describedby="pair-hint" />
      <small id="pair-hint" class="muted">${t("pair.code.hint")}</small></label>`}
    <label>${t("pair.screen")}
      <select name="screen" value=${screen} onChange=${valueInto(setScreen)}>
        ${choices.map(({ id, name: texts }) => html`<option key=${id} value=${id}>${pick(texts)}</option>`)}
        ${counters.length > 0 && html`<optgroup label=${t("kind.rating_pad")}>
          ${counters.map(({ number }) => html`<option key=${number} value=${padOf(number)}>${t("pair.pad.of", { number })}</option>`)}
        </optgroup>`}
      </select></label>
    <label>${t("pair.name")}
      <input name="name" maxlength="64" value=${name} placeholder=${suggested} onInput=${valueInto(setName)} />
      <small class="muted">${t("pair.name.hint")}</small></label>
    <p class="dialog-error" role="alert">${error}</p>
    <div class="dialog-foot">
      <${Button} onPress=${onNo}>${t("no")}<//>
      <button type="submit" class="button primary" disabled=${busy}>${t(known ? "display.move.yes" : "pair.yes")}</button>
    </div>
  </form>`;
}

/** @param {(value: string) => void} set */
function valueInto(set) {
  return (/** @type {{target: any}} */ { target }) => set(target.value);
}

/** @param {{code: string, message: string, details: {what?: string, retry_after_s?: number}}} refusal */
function wordsFor(refusal) {
  if (refusal.code === "not_found" && refusal.details.what === "code") return t("pair.wrong");
  if (refusal.code === "too_many_requests") return t("pair.later", { count: Math.ceil((refusal.details.retry_after_s ?? 60) / 60) });
  return errorText(refusal);
}
