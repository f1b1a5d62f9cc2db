/** Papers that nobody is sure of: somebody looks, and says whether the citizen holds one. */

import { html, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { errorText, has, t } from "/static/shared/i18n.js";
import { clock } from "/static/shared/time.js";
import { Button, Num } from "/static/shared/ui.js";
import { Panel } from "./panel.js";

/**
 * @typedef {Object} Paper
 * @property {string} id
 * @property {string} number
 * @property {number} copy
 * @property {"held" | "unsure"} state
 * @property {string | null} detail
 * @property {string | null} device_name
 * @property {string} created_at
 * @property {("printed" | "reprint" | "void")[]} decisions
 */

/** @type {Record<string, "primary" | "plain" | "quiet">} */
const KINDS = { printed: "primary", reprint: "plain", void: "quiet" };

/** Nothing where there is no doubt. @param {{hall: string, papers: Paper[] | null, onDecided: () => void}} props */
export function PapersPanel({ hall, papers, onDecided }) {
  const [error, setError] = useState("");

  /** @param {Paper} paper @param {string} decision */
  async function decide(paper, decision) {
    setError("");
    await api.post(`/halls/${hall}/papers/${paper.id}/decisions`, { decision }).catch((refusal) => setError(errorText(refusal)));
    onDecided();
  }

  if (!papers || papers.length === 0) return null;
  return html`<${Panel} class="papers-panel" title=${t("papers")} aside=${t("papers.hint")}>
    <p class="form-error" role="alert">${error}</p>
    <ul class="papers">
      ${papers.map((paper) => html`<li key=${paper.id}>
        <${Num} class="paper-number">${paper.number}<//>
        <span class="paper-said"><b>${t(`paper.${paper.state}`)}</b><span class="muted">${about(paper)}</span></span>
        <span class="paper-acts">
          ${paper.decisions.map((each) => html`<${Button} key=${each} kind=${KINDS[each]} class="small" onPress=${() => decide(paper, each)}>${t(`paper.decide.${each}`)}<//>`)}
        </span>
      </li>`)}
    </ul>
  <//>`;
}

/** @param {Paper} paper */
function about({ detail, copy, device_name, created_at }) {
  const why = detail && has(`paper.why.${detail}`) ? t(`paper.why.${detail}`) : "";
  const which = copy > 1 ? t("paper.copy", { copy }) : "";
  return [why, which, device_name ?? "", clock(created_at)].filter(Boolean).join(" · ");
}
