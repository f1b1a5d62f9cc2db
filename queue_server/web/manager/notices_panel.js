/** The notices that the screens show between calls. */

import { html, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { language, pick, t } from "/static/shared/i18n.js";
import { companion } from "/static/shared/languages.js";
import { Bilingual, Button, Dialog, Skeleton } from "/static/shared/ui.js";
import { Panel } from "./panel.js";
import { useSet } from "./manager_set.js";
import { noticesOrder } from "./notices_order.js";
import { filled } from "./texts.js";
import { TextsFields } from "./texts_fields.js";

/** @typedef {import("/static/shared/types.js").Texts} Texts */
/** @typedef {import("/static/shared/types.js").Hall} Hall */
/** @typedef {{notices: Texts[], usual: Texts[], version: number}} Notices */

const MOST = 30;

/** @param {{hall: Hall, onRefused: (code: string) => void}} props */
export function NoticesPanel({ hall, onRefused }) {
  const path = `/halls/${hall.hall}/notices`;
  const set = useSet(path, onRefused);
  const [open, setOpen] = useState(false);
  const kept = /** @type {Notices | null} */ (set.value);
  if (!kept) return html`<${Panel} title=${t("notices")}><p class="form-error" role="alert">${set.error}</p><${Skeleton} lines=${3} label=${t("loading")} /><//>`;
  const save = (/** @type {Texts[]} */ drafts) =>
    set.act(() => api.put(path, { notices: noticesOrder(drafts, kept.usual), version: kept.version })).then((done) => done && setOpen(false));
  const second = companion([...hall.languages], language());
  return html`<${Panel} title=${t("notices")} aside=${html`<${Button} class="small" onPress=${() => setOpen(true)}>${t("edit")}<span class="visually-hidden">${t("notices")}</span><//>`}>
    ${kept.notices.length === 0
      ? html`<p class="muted">${t("notices.none")}</p>`
      : html`<ol class="notice-list">${kept.notices.map((texts) => html`<li key=${pick(texts)}><${Bilingual} texts=${texts} second=${second} /></li>`)}</ol>`}
    <${Dialog} open=${open} title=${t("notices.edit")} onClose=${() => setOpen(false)}>
      ${open && html`<${Form} key=${kept.version} hall=${hall} kept=${kept} error=${set.error} busy=${set.busy} onSave=${save} onClose=${() => setOpen(false)} />`}
    <//>
  <//>`;
}

/** @param {{hall: Hall, kept: Notices, error: string, busy: boolean, onSave: (notices: Texts[]) => void, onClose: () => void}} props */
function Form({ hall, kept, error, busy, onSave, onClose }) {
  const [drafts, setDrafts] = useState(kept.notices);
  const change = (/** @type {number} */ place, /** @type {Texts} */ texts) => setDrafts(drafts.map((each, at) => (at === place ? texts : each)));
  return html`<div class="set-form">
    ${drafts.map((texts, place) => html`<div class="notice-draft" key=${place}>
      <${TextsFields} long label=${t("notices.nth", { number: place + 1 })} languages=${hall.languages} texts=${texts} onChange=${(/** @type {Texts} */ next) => change(place, next)} />
      <${Button} kind="quiet" class="small" onPress=${() => setDrafts(drafts.filter((_, at) => at !== place))}>${t("remove")}<span class="visually-hidden">${t("notices.nth", { number: place + 1 })}</span><//>
    </div>`)}
    <${Button} icon="plus" disabled=${drafts.length >= MOST} onPress=${() => setDrafts([...drafts, {}])}>${t("notices.add")}<//>
    <p class="dialog-error" role="alert">${error}</p>
    <div class="dialog-foot">
      ${noticesOrder(drafts, kept.usual) && html`<${Button} kind="quiet" class="set-back" busy=${busy} onPress=${() => setDrafts(kept.usual)}>${t("notices.usual")}<//>`}
      <${Button} onPress=${onClose}>${t("no")}<//>
      <${Button} kind="primary" busy=${busy} disabled=${!drafts.every(filled)} onPress=${() => onSave(drafts)}>${t("save")}<//>
    </div>
  </div>`;
}
