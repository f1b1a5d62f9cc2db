/** One screen: what it is for, which part of the hall, how far its last reader stands, what it shows. */

import { html, useState } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Button, Dialog } from "/static/shared/ui.js";
import { LAYOUTS, PARTS, sizeText } from "./screen_words.js";
import { filled, withoutEmpty } from "./texts.js";
import { TextsFields } from "./texts_fields.js";

/** @typedef {import("./screen_words.js").ManagedScreen} ManagedScreen */
/** @typedef {import("/static/shared/types.js").Hall} Hall */

/**
 * @param {{hall: Hall, screen: ManagedScreen | null, error: string, busy: boolean, onSave: (id: string, body: object) => void,
 *   onForget: (screen: ManagedScreen) => void, onClose: () => void}} props
 */
export function ScreenDialog({ hall, screen, error, busy, onSave, onForget, onClose }) {
  const title = screen && screen.version === 0 && !filled(screen.name) ? t("screens.add") : t("screen.edit");
  return html`<${Dialog} open=${screen !== null} title=${title} onClose=${onClose}>
    ${screen && html`<${Form} hall=${hall} screen=${screen} error=${error} busy=${busy} onSave=${onSave} onForget=${onForget} onClose=${onClose} />`}
  <//>`;
}

/** @param {{hall: Hall, screen: ManagedScreen, error: string, busy: boolean, onSave: (id: string, body: object) => void, onForget: (screen: ManagedScreen) => void, onClose: () => void}} props */
function Form({ hall, screen, error, busy, onSave, onForget, onClose }) {
  const [draft, setDraft] = useState(screen);
  const change = (/** @type {Partial<ManagedScreen>} */ some) => setDraft({ ...draft, ...some });
  const size = sizeText(draft);
  const isWindow = draft.layout === "window";
  const layout = (/** @type {ManagedScreen["layout"]} */ next) =>
    change(next === "window" ? { layout: next, counter: draft.counter ?? hall.counters[0]?.number ?? 1, counters: null, services: null } : { layout: next, counter: null });
  return html`<div class="set-form">
    <${TextsFields} label=${t("screen.name")} languages=${hall.languages} texts=${draft.name} onChange=${(/** @type {any} */ name) => change({ name })} />
    <fieldset><legend>${t("screen.layout")}</legend>
      <div class="segments">${LAYOUTS.map((each) => html`<button type="button" key=${each} aria-pressed=${draft.layout === each} onClick=${() => layout(each)}>${t(`screen.layout.${each}`)}</button>`)}</div>
      <p class="muted">${t(`screen.layout.${draft.layout}.hint`)}</p>
    </fieldset>
    ${isWindow ? html`<${Window} hall=${hall} draft=${draft} onChange=${change} />` : html`<${Zone} hall=${hall} draft=${draft} onChange=${change} />`}
    <fieldset><legend>${t("screen.place")}</legend>
      <div class="set-pair">
        <${Measure} label=${t("screen.depth")} most="200" step="0.5" value=${draft.depth_m} onChange=${(/** @type {any} */ depth_m) => change({ depth_m })} />
        <${Measure} label=${t("screen.height")} most="20000" step="10" value=${draft.height_mm} onChange=${(/** @type {any} */ height_mm) => change({ height_mm })} />
      </div>
      <p class=${size.small ? "screen-small" : "muted"} role="status">${size.text}</p>
    </fieldset>
    <fieldset><legend>${t("screen.parts")}</legend>
      <div class="checks">
        ${PARTS.map((part) => html`<${Check} key=${part} on=${draft.parts[part]} onChange=${(/** @type {boolean} */ on) => change({ parts: { ...draft.parts, [part]: on } })}>${t(`screen.part.${part}`)}<//>`)}
        <${Check} on=${draft.speaks} onChange=${(/** @type {boolean} */ speaks) => change({ speaks })}>${t("screen.part.speaks")}<//>
      </div>
    </fieldset>
    <p class="dialog-error" role="alert">${error}</p>
    <div class="dialog-foot">
      ${screen.origin === "manager" && html`<${Button} kind="quiet" class="set-back" busy=${busy} onPress=${() => onForget(screen)}>${t("screen.forget")}<//>`}
      <${Button} onPress=${onClose}>${t("no")}<//>
      <${Button} kind="primary" busy=${busy} disabled=${!filled(draft.name)} onPress=${() => onSave(draft.id, bodyOf(draft))}>${t("save")}<//>
    </div>
  </div>`;
}

/** @param {{hall: Hall, draft: ManagedScreen, onChange: (some: Partial<ManagedScreen>) => void}} props */
function Window({ hall, draft, onChange }) {
  return html`<label class="field"><span>${t("screen.window")}</span>
    <select aria-label=${t("screen.window")} value=${draft.counter ?? ""} disabled=${/^window-\d+$/.test(draft.id)} onChange=${(/** @type {any} */ event) => onChange({ counter: Number(event.target.value) })}>
      ${hall.counters.map(({ number }) => html`<option key=${number} value=${number}>${t("counter.name", { number })}</option>`)}
    </select>
  </label>`;
}

/** @param {{hall: Hall, draft: ManagedScreen, onChange: (some: Partial<ManagedScreen>) => void}} props */
function Zone({ hall, draft, onChange }) {
  const letters = hall.services.map(({ letter }) => letter);
  const numbers = hall.counters.map(({ number }) => number);
  return html`<fieldset><legend>${t("screen.zone")}</legend>
    <p class="muted">${t("screen.zone.hint")}</p>
    <${Toggles} label=${t("screen.zone.of_counters")} all=${numbers} chosen=${draft.counters} onChange=${(/** @type {any} */ counters) => onChange({ counters })} />
    <${Toggles} label=${t("screen.zone.of_services")} all=${letters} chosen=${draft.services} onChange=${(/** @type {any} */ services) => onChange({ services })} />
  </fieldset>`;
}

/** None pressed is all of them. @param {{label: string, all: any[], chosen: any[] | null, onChange: (chosen: any[] | null) => void}} props */
function Toggles({ label, all, chosen, onChange }) {
  const press = (/** @type {any} */ one) => {
    const next = all.filter((each) => (each === one) !== (chosen ?? []).includes(each));
    onChange(next.length > 0 ? next : null);
  };
  return html`<div class="toggles" role="group" aria-label=${label}><span class="toggles-label">${label}</span>
    ${all.map((each) => html`<button type="button" key=${each} class="toggle num" aria-pressed=${(chosen ?? []).includes(each)} onClick=${() => press(each)}>${each}</button>`)}
  </div>`;
}

/** @param {{label: string, most: string, step: string, value: number | null, onChange: (value: number | null) => void}} props */
function Measure({ label, most, step, value, onChange }) {
  const change = (/** @type {any} */ event) => onChange(event.target.value === "" ? null : Number(event.target.value));
  return html`<label class="field"><span>${label}</span><input type="number" inputmode="decimal" min=${step} max=${most} step=${step} value=${value ?? ""} onInput=${change} /></label>`;
}

/** @param {{on: boolean, onChange: (on: boolean) => void, children?: any}} props */
function Check({ on, onChange, children }) {
  return html`<label class="check"><input type="checkbox" checked=${on} onChange=${(/** @type {any} */ event) => onChange(event.target.checked)} />${children}</label>`;
}

/** @param {ManagedScreen} draft */
function bodyOf({ name, layout, counter, counters, services, speaks, depth_m, height_mm, parts, version }) {
  return { name: withoutEmpty(name), layout, counter, counters, services, speaks, depth_m, height_mm, parts, version };
}
