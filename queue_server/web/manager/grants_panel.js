/** Today's grants in short, and all of them on demand. */

import { html, useState } from "/static/vendor/preact.js";
import { pick, t } from "/static/shared/i18n.js";
import { clock } from "/static/shared/time.js";
import { Button, Dialog, Num } from "/static/shared/ui.js";
import { GrantsTable, grantsCsv, personText, reasonText } from "./grants.js";
import { Panel } from "./panel.js";
import { saveText } from "./save_text.js";

/** @typedef {import("./grants.js").Grant} Grant */

/** @param {{hall: import("/static/shared/types.js").Hall, grants: Grant[] | null}} props */
export function GrantsPanel({ hall, grants }) {
  const [open, setOpen] = useState(false);
  const last = grants?.at(-1);
  if (!grants || !last) return null;
  const save = () => saveText(grantsCsv(grants, hall), `${pick(hall.name)}-${t("grants")}-${last.at.slice(0, 10)}.csv`);
  return html`<${Panel} class="grants-panel" title=${t("grants")} aside=${html`${t("grants.today", { count: grants.length })}
      <${Button} kind="quiet" class="small" icon="chevron" onPress=${() => setOpen(true)}>${t("grants.all")}<//>`}>
    <p class="last-grant">
      <${Num}>${last.number}<//> <span>${reasonText(last)}</span>
      <span class="muted">${personText(last.granted_by)} ${clock(last.at)}</span>
    </p>
    <${Dialog} open=${open} title=${`${t("grants")} · ${t("grants.today", { count: grants.length })}`} onClose=${() => setOpen(false)}>
      <${GrantsTable} grants=${grants} hall=${hall} />
      <div class="dialog-foot">
        <${Button} icon="down" onPress=${save}>${t("grants.save")}<//>
        <${Button} kind="primary" onPress=${() => setOpen(false)}>${t("close")}<//>
      </div>
    <//>
  <//>`;
}
