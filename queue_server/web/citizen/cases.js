/** Complaint and suggestion, what could not be done, and the answers. Its code comes when it is wanted: few phones need it. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";
import { Button } from "/static/shared/ui.js";

/** @param {{secret: string, count: number}} props `count` of the cases that there are about the number */
export function Cases({ secret, count }) {
  const [panel, setPanel] = useState(/** @type {any} */ (null));
  const [trouble, setTrouble] = useState("");
  const bring = () => import("/static/citizen/case_panel.js").then(({ CasePanel }) => setPanel(() => CasePanel), () => setTrouble(t("case.away")));
  // Who has said something finds the answer here without pressing.
  useEffect(() => void (count > 0 && bring()), [count > 0]);
  if (panel) return html`<${panel} secret=${secret} />`;
  return html`<${Button} kind="quiet" class="case-offer" icon="complaint" onPress=${bring}>${trouble || t("case.offer")}<//>`;
}
