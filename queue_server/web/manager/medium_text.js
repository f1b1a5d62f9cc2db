/** The words under a picture or video, in each of the hall's languages; none at all is an answer, too. */

import { html, useState } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Button, Dialog } from "/static/shared/ui.js";
import { filled, withoutEmpty } from "./texts.js";
import { TextsFields } from "./texts_fields.js";

/** @typedef {import("./media_list.js").Medium} Medium */
/** @typedef {import("/static/shared/types.js").Texts} Texts */
/**
 * @typedef {Object} Props
 * @property {readonly string[]} languages
 * @property {Medium} medium
 * @property {string} name what it is called here
 * @property {string} error
 * @property {boolean} busy
 * @property {(text: Texts | null) => void} onSave
 * @property {() => void} onClose
 */

/** @param {Props & {open: boolean}} props */
export function MediumText({ open, ...form }) {
  return html`<${Dialog} open=${open} title=${t("media.text.of", { name: form.name })} onClose=${form.onClose}>
    ${open && html`<${Form} ...${form} />`}
  <//>`;
}

/** @param {Props} props */
function Form({ languages, medium, error, busy, onSave, onClose }) {
  const [text, setText] = useState(medium.text ?? {});
  const kept = withoutEmpty(text);
  const isNone = Object.keys(kept).length === 0;
  return html`<div class="set-form">
    <p class="muted">${t("media.text.hint")}</p>
    <${TextsFields} long label=${t("media.text")} languages=${languages} texts=${text} onChange=${setText} />
    <p class="dialog-error" role="alert">${error}</p>
    <div class="dialog-foot">
      <${Button} onPress=${onClose}>${t("no")}<//>
      <${Button} kind="primary" busy=${busy} disabled=${!isNone && !filled(kept)} onPress=${() => onSave(isNone ? null : kept)}>${t("save")}<//>
    </div>
  </div>`;
}
