/** The hall's screens: which there are and how they are, what hangs between the calls, who is on duty, whose voices nobody has reviewed. */

import { html, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { pick, t } from "/static/shared/i18n.js";
import { Button, Chip, Icon, Skeleton } from "/static/shared/ui.js";
import { DutyPanel } from "./duty_panel.js";
import { MediaPanel } from "./media_panel.js";
import { NoticesPanel } from "./notices_panel.js";
import { Panel } from "./panel.js";
import { ScreenDialog } from "./screen_dialog.js";
import { newId, sampleAddress, sizeText, zoneText } from "./screen_words.js";
import { useSet } from "./manager_set.js";
import { VoicesPanel } from "./voices_panel.js";

/** @typedef {import("./screen_words.js").ManagedScreen} ManagedScreen */
/** @typedef {import("/static/shared/types.js").Hall} Hall */

/** @param {{hall: Hall, onRefused: (code: string) => void}} props */
export function ScreensView({ hall, onRefused }) {
  return html`
    <div class="screens-main">
      <${ScreensPanel} hall=${hall} onRefused=${onRefused} />
      <${MediaPanel} hall=${hall} onRefused=${onRefused} />
    </div>
    <aside class="screens-side">
      <${NoticesPanel} hall=${hall} onRefused=${onRefused} />
      <${DutyPanel} hall=${hall} onRefused=${onRefused} />
      <${VoicesPanel} hall=${hall} />
    </aside>
  `;
}

/** @param {{hall: Hall, onRefused: (code: string) => void}} props */
function ScreensPanel({ hall, onRefused }) {
  const set = useSet(`/halls/${hall.hall}/screens`, onRefused);
  const [edited, edit] = useState(/** @type {ManagedScreen | null} */ (null));
  const screens = /** @type {{screens: ManagedScreen[]} | null} */ (set.value)?.screens;
  if (!screens) return html`<${Panel} title=${t("screens")}><p class="form-error" role="alert">${set.error}</p><${Skeleton} lines=${6} label=${t("loading")} /><//>`;
  const windows = screens.filter(({ layout }) => layout === "window");
  const others = screens.filter(({ layout }) => layout !== "window");

  const path = (/** @type {string} */ id) => `/halls/${hall.hall}/screens/${id}`;
  const save = (/** @type {string} */ id, /** @type {object} */ body) =>
    set.act(() => api.put(path(id), body)).then((done) => done && edit(null));
  const forget = (/** @type {ManagedScreen} */ screen) =>
    set.act(() => api.delete(`${path(screen.id)}?version=${screen.version}`)).then((done) => done && edit(null));
  const fresh = () => edit(unwritten(newId(screens.map(({ id }) => id)), hall));

  const aside = html`<${Button} class="small" icon="plus" onPress=${fresh}>${t("screens.add")}<//>`;
  return html`<${Panel} title=${t("screens")} aside=${aside}>
    <p class="form-error" role="alert">${edited ? "" : set.error}</p>
    <ul class="screens">${others.map((screen) => html`<${Row} key=${screen.id} hall=${hall} screen=${screen} onEdit=${edit} />`)}</ul>
    <details class="windows"><summary>${t("screens.windows", { count: windows.length })}</summary>
      <ul class="screens">${windows.map((screen) => html`<${Row} key=${screen.id} hall=${hall} screen=${screen} onEdit=${edit} />`)}</ul>
    </details>
    <${ScreenDialog} key=${edited?.id} hall=${hall} screen=${edited} error=${set.error} busy=${set.busy} onSave=${save} onForget=${forget} onClose=${() => edit(null)} />
  <//>`;
}

/** @param {{hall: Hall, screen: ManagedScreen, onEdit: (screen: ManagedScreen) => void}} props */
function Row({ hall, screen, onEdit }) {
  const size = sizeText(screen);
  const name = pick(screen.name);
  return html`<li class="screen-row">
    <${Icon} name="screen" size="28" />
    <span class="screen-name">
      <b>${name}</b>
      <span class="muted">${t(`screen.layout.${screen.layout}`)} · ${zoneText(screen)}</span>
      <span class=${size.small ? "screen-small" : "muted"}>${size.text}</span>
    </span>
    <span class="screen-chips">
      ${screen.speaks && html`<${Chip} kind="jade">${t("screen.speaks")}<//>`}
      ${screen.origin === "manager" && html`<${Chip} kind="plain">${t("screen.changed")}<//>`}
    </span>
    <a class="button small" href=${sampleAddress(hall.hall, screen.id)} target="_blank" rel="noopener" aria-label=${t("screen.look.of", { name })}>${t("screen.look")}</a>
    <${Button} class="small" onPress=${() => onEdit(screen)}>${t("edit")}<span class="visually-hidden">${name}</span><//>
  </li>`;
}

/** A screen that is about to be made. @param {string} id @param {Hall} hall @returns {ManagedScreen} */
function unwritten(id, hall) {
  return {
    id, name: Object.fromEntries(hall.languages.map((code) => [code, ""])), layout: "hall", counter: null, counters: null, services: null,
    speaks: false, depth_m: null, height_mm: null, digit_mm: null, origin: "default", version: 0,
    parts: { waiting: true, coming: true, duty: true, notices: true, media: true, check_in: true, line: false, clock: true, officer: true, photo: false },
  };
}
