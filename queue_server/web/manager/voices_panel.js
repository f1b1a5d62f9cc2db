/** Which of the voice's languages no native speaker has reviewed. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Chip } from "/static/shared/ui.js";
import { Panel } from "./panel.js";
import { reviewed } from "./reviewed.js";

/** @param {{hall: import("/static/shared/types.js").Hall}} props */
export function VoicesPanel({ hall }) {
  const [languages, setLanguages] = useState(/** @type {{code: string, reviewed: boolean}[] | null} */ (null));
  useEffect(() => {
    fetch("/sounds/manifest.json")
      .then((answer) => answer.json())
      .then((manifest) => setLanguages(reviewed(manifest, hall.voice?.languages ?? [])))
      .catch(() => setLanguages([]));
  }, []);
  if (!languages?.length) return null;
  const listen = html`<a class="button small" href=${`/halls/${hall.hall}/voice-test`} target="_blank" rel="noopener">${t("voices.listen")}</a>`;
  return html`<${Panel} title=${t("voices")} aside=${listen}>
    <ul class="voices">${languages.map(({ code, reviewed: is }) => html`<li key=${code}>
      <span>${t(`voices.${code}`)}</span><${Chip} kind=${is ? "jade" : "amber"}>${t(is ? "voices.reviewed" : "voices.unreviewed")}<//>
    </li>`)}</ul>
    ${languages.some((each) => !each.reviewed) && html`<p class="muted voices-hint">${t("voices.hint")}</p>`}
  <//>`;
}
