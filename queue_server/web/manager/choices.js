/** Which days and by what: one press for the usual ones, dates for the others. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Button } from "/static/shared/ui.js";
import { PRESETS, moved, periodOf, presetOf } from "./periods.js";

/** @typedef {import("./periods.js").Period} Period */

/**
 * @param {{today: string, period: Period, by: string, groupings: readonly string[], onPeriod: (period: Period) => void,
 *   onBy: (by: any) => void, onSave: (() => void) | null}} props
 */
export function Choices({ today, period, by, groupings, onPeriod, onBy, onSave }) {
  const change = (/** @type {"from" | "to"} */ end) => (/** @type {any} */ event) =>
    event.target.value && onPeriod(moved(period, { [end]: event.target.value }, today));
  return html`<div class="choices">
    <${Segments} label=${t("period")} options=${PRESETS} chosen=${presetOf(period, today)} prefix="period" onChoose=${(/** @type {any} */ preset) => onPeriod(periodOf(preset, today))} />
    <span class="dates">
      <input type="date" aria-label=${t("period.from")} value=${period.from} max=${today} onChange=${change("from")} />
      <span aria-hidden="true">–</span>
      <input type="date" aria-label=${t("period.to")} value=${period.to} max=${today} onChange=${change("to")} />
    </span>
    <${Segments} label=${t("by")} options=${groupings} chosen=${by} prefix="by" onChoose=${onBy} />
    <${Button} class="small save" icon="down" disabled=${!onSave} onPress=${() => onSave?.()}>${t("statistics.save")}<//>
  </div>`;
}

/** @param {{label: string, options: readonly string[], chosen: string | null, prefix: string, onChoose: (option: string) => void}} props */
export function Segments({ label, options, chosen, prefix, onChoose }) {
  return html`<div class="segments" role="group" aria-label=${label}>
    ${options.map((option) => html`<button type="button" key=${option} aria-pressed=${option === chosen} onClick=${() => onChoose(option)}>${t(`${prefix}.${option}`)}</button>`)}
  </div>`;
}
