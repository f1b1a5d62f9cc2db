/** How the hall's papers look: the very picture that the printers print, on both widths, in each of its languages. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { errorText, t } from "/static/shared/i18n.js";
import { Skeleton } from "/static/shared/ui.js";
import { Segments } from "./choices.js";
import { Panel } from "./panel.js";

const WIDTHS = ["80", "58"];

/** @param {{hall: import("/static/shared/types.js").Hall}} props */
export function PaperSamples({ hall }) {
  const [language, choose] = useState(hall.languages[0] ?? "zh-CN");
  const [pictures, learn] = useState(/** @type {Record<string, string>} */ ({}));
  const [error, setError] = useState("");
  useEffect(() => {
    learn({});
    setError("");
    WIDTHS.forEach((paper) => ask(hall.hall, paper, language)
      .then((picture) => learn((known) => ({ ...known, [paper]: picture })))
      .catch((refusal) => setError(errorText(refusal))));
  }, [hall.hall, language]);
  return html`<${Panel} class="samples-panel" title=${t("samples")} aside=${t("samples.hint")}>
    <${Segments} options=${hall.languages} chosen=${language} label=${t("samples.language")} prefix="samples" onChoose=${choose} />
    <p class="form-error" role="alert">${error}</p>
    <div class="samples">
      ${WIDTHS.map((paper) => html`<figure key=${paper} class=${`paper-${paper}`}>
        ${pictures[paper]
          ? html`<img src=${pictures[paper]} alt=${t("samples.of", { paper })} />`
          : html`<${Skeleton} lines=${8} label=${t("loading")} />`}
        <figcaption>${t("samples.width", { paper })}</figcaption>
      </figure>`)}
    </div>
  <//>`;
}

/** @param {string} hall @param {string} paper @param {string} language */
async function ask(hall, paper, language) {
  const { png } = await api.get(`/halls/${hall}/papers/sample?paper=${paper}&language=${encodeURIComponent(language)}`);
  return `data:image/png;base64,${png}`;
}
