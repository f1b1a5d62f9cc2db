/** Pictures and videos between the calls, and portraits of people. */

import { html, useRef, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { language, pick, t } from "/static/shared/i18n.js";
import { Button, Dialog, Notice, Skeleton } from "/static/shared/ui.js";
import { Panel } from "./panel.js";
import { useSet } from "./manager_set.js";
import { MediumText } from "./medium_text.js";
import { PICTURES, TAKEN, moved, turnsOf, whyNot } from "./media_list.js";

/** @typedef {import("./media_list.js").Medium} Medium */

/** @param {{hall: import("/static/shared/types.js").Hall, onRefused: (code: string) => void}} props */
export function MediaPanel({ hall, onRefused }) {
  const path = `/halls/${hall.hall}/media`;
  const set = useSet(path, onRefused);
  const [wrong, setWrong] = useState("");
  const kept = /** @type {{media: Medium[], version: number} | null} */ (set.value);
  if (!kept) return html`<${Panel} title=${t("media")}><p class="form-error" role="alert">${set.error}</p><${Skeleton} lines=${4} label=${t("loading")} /><//>`;
  const { media, version } = kept;

  const arrange = (/** @type {Medium[]} */ next) => set.act(() => api.put(path, { media: turnsOf(next), version }));
  const remove = (/** @type {Medium} */ medium) => void set.act(() => api.delete(`${path}/${medium.id}`));
  const add = async (/** @type {File} */ file, badge = "") => {
    const problem = whyNot(file, badge);
    setWrong(problem ? t(problem, { name: file.name }) : "");
    if (!problem) await set.act(() => api.upload(badge ? `${path}?portrait=${encodeURIComponent(badge)}` : path, file).catch(unreadable));
  };
  const change = (/** @type {Medium} */ medium) => arrange(media.map((each) => (each.id === medium.id ? medium : each)));
  return html`<${Panel} title=${t("media")} aside=${html`<${Portrait} busy=${set.busy} onAdd=${add} /><${Add} busy=${set.busy} taken=${Object.keys(TAKEN)} onAdd=${add}>${t(set.busy ? "media.adding" : "media.add")}<//>`}>
    <p class="form-error" role="alert">${wrong || set.error}</p>
    ${media.length === 0
      ? html`<${Notice} icon="screen" title=${t("media.none")} hint=${t("media.none.hint")} />`
      : html`<ul class="media">${media.map((medium, place) => html`<${Card} key=${medium.id} medium=${medium} place=${place} last=${media.length - 1} languages=${hall.languages} busy=${set.busy} error=${set.error}
          onChange=${change} onMove=${(/** @type {number} */ by) => arrange(moved(media, place, by))} onRemove=${() => remove(medium)} />`)}</ul>`}
  <//>`;
}

/** The server says that the body is wrong: here that is a file. @param {any} refusal @returns {never} */
function unreadable(refusal) {
  if (refusal.code === "invalid" && refusal.details?.field === "body") refusal.code = "unreadable_file";
  throw refusal;
}

/** The photo of a person, by their badge. @param {{busy: boolean, onAdd: (file: File, badge: string) => void}} props */
function Portrait({ busy, onAdd }) {
  const [open, setOpen] = useState(false);
  const [badge, setBadge] = useState("");
  const add = (/** @type {File} */ file) => {
    setOpen(false);
    onAdd(file, badge.trim());
  };
  return html`<${Button} kind="quiet" class="small" busy=${busy} onPress=${() => setOpen(true)}>${t("media.portrait.add")}<//>
    <${Dialog} open=${open} title=${t("media.portrait.add")} onClose=${() => setOpen(false)}>
      <p class="muted">${t("media.portrait.hint")}</p>
      <label class="field"><span>${t("duty.badge")}</span><input maxlength="32" inputmode="numeric" value=${badge} onInput=${(/** @type {any} */ event) => setBadge(event.target.value)} /></label>
      <div class="dialog-foot">
        <${Button} onPress=${() => setOpen(false)}>${t("no")}<//>
        <${Add} kind="primary" busy=${busy || !badge.trim()} taken=${PICTURES} onAdd=${add}>${t("media.portrait.choose")}<//>
      </div>
    <//>`;
}

/** @param {{busy: boolean, taken: readonly string[], kind?: string, onAdd: (file: File) => void, children?: any}} props */
function Add({ busy, taken, kind = "plain", onAdd, children }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const take = (/** @type {any} */ event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) onAdd(file);
  };
  return html`<input ref=${input} type="file" class="visually-hidden" tabindex="-1" aria-hidden="true" accept=${taken.join(",")} onChange=${take} />
    <${Button} class=${kind === "plain" ? "small" : ""} kind=${kind} icon="plus" disabled=${busy} onPress=${() => input.current?.click()}>${children}<//>`;
}

/**
 * @param {{medium: Medium, place: number, last: number, languages: readonly string[], busy: boolean, error: string,
 *   onChange: (medium: Medium) => Promise<boolean>, onMove: (by: number) => void, onRemove: () => void}} props
 */
function Card({ medium, place, last, languages, busy, error, onChange, onMove, onRemove }) {
  const [broken, setBroken] = useState(false);
  const [writing, setWriting] = useState(false);
  const number = place + 1;
  const name = t("media.nth", { number });
  const seconds = (/** @type {any} */ event) => event.target.checkValidity() && onChange({ ...medium, seconds: Number(event.target.value) });
  return html`<li class=${`medium ${medium.shown || medium.portrait ? "" : "is-off"}`}>
    <div class="medium-picture">
      ${medium.kind === "image"
        ? html`<img src=${medium.url} alt=${name} loading="lazy" onError=${() => setBroken(true)} />`
        : html`<video src=${medium.url} aria-label=${name} muted controls preload="metadata" onError=${() => setBroken(true)}></video>`}
    </div>
    ${broken && html`<p class="screen-small" role="alert">${t("media.broken")}</p>`}
    ${medium.portrait
      ? html`<p class="muted">${t("media.portrait", { badge: medium.portrait })}</p>`
      : html`<div class="medium-text">
          <p lang=${language()}>${pick(medium.text) || html`<span class="muted">${t("media.text.none")}</span>`}</p>
          <${Button} kind="quiet" class="small" disabled=${busy} onPress=${() => setWriting(true)}>${t("edit")}<span class="visually-hidden">${t("media.text.of", { name })}</span><//>
        </div>
        <${MediumText} open=${writing} languages=${languages} medium=${medium} name=${name} error=${error} busy=${busy} onClose=${() => setWriting(false)}
          onSave=${(/** @type {any} */ text) => onChange({ ...medium, text }).then((done) => done && setWriting(false))} />
        <div class="medium-facts">
          <label class="check"><input type="checkbox" checked=${medium.shown} disabled=${busy} aria-label=${t("media.shown.of", { name })} onChange=${(/** @type {any} */ event) => onChange({ ...medium, shown: event.target.checked })} />${t("media.shown")}</label>
          <label class="seconds"><input type="number" min="3" max="3600" required value=${medium.seconds} disabled=${busy} aria-label=${t("media.seconds.of", { name })} onChange=${seconds} />${t("media.seconds")}</label>
        </div>`}
    <div class="medium-foot">
      <${Button} kind="quiet" class="small" disabled=${busy || place === 0} onPress=${() => onMove(-1)}>${t("media.earlier")}<span class="visually-hidden">${name}</span><//>
      <${Button} kind="quiet" class="small" disabled=${busy || place === last} onPress=${() => onMove(1)}>${t("media.later")}<span class="visually-hidden">${name}</span><//>
      <${Button} kind="quiet" class="small set-back" disabled=${busy} onPress=${onRemove}>${t("remove")}<span class="visually-hidden">${name}</span><//>
    </div>
  </li>`;
}
