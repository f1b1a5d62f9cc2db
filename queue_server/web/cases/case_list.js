/** The list: number, what it is about, whose it is, by when. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Button, Chip, Notice, Num, Skeleton } from "/static/shared/ui.js";
import { kindTone, personText, whenText } from "./words.js";

/** @typedef {import("./words.js").Case} Case */

/** @param {{list: {cases: Case[], next: string | null} | null, chosen: string | null, onChoose: (number: string) => void, onMore: () => void}} props */
export function CaseList({ list, chosen, onChoose, onMore }) {
  if (!list) return html`<${Skeleton} lines=${8} label=${t("loading")} />`;
  if (list.cases.length === 0) return html`<${Notice} icon="check" title=${t("case.none")} hint=${t("case.none.hint")} />`;
  return html`<ul class="case-rows">
    ${list.cases.map((each) => html`<li key=${each.number}><button type="button" class=${`case-row ${each.overdue ? "late" : ""}`} aria-current=${each.number === chosen ? "true" : undefined} onClick=${() => onChoose(each.number)}>
      <span class="case-row-head"><${Num}>${each.number}<//> <${Chip} kind=${kindTone(each.kind)}>${t(`case.kind.${each.kind}`)}<//>${each.ticket && html` <${Num} class="muted">${each.ticket}<//>`}</span>
      <span class="case-row-text">${each.text ?? ""}</span>
      <span class="case-row-foot"><span>${personText(each.owner)}</span><b>${whenText(each)}</b></span>
    </button></li>`)}
    ${list.next && html`<li><${Button} kind="quiet" icon="down" onPress=${onMore}>${t("case.more")}<//></li>`}
  </ul>`;
}
