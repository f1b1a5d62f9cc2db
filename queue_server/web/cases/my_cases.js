/** One's own cases in a line, on the page where one works: how many, how many of them late. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { t } from "/static/shared/i18n.js";
import { casesAddress } from "./address.js";
import { OPENED } from "./open_form.js";

const AGAIN_MS = 60_000;

/** @param {{hall: string}} props */
export function MyCases({ hall }) {
  const [mine, setMine] = useState(/** @type {{open: number, overdue: number} | null} */ (null));
  useEffect(() => {
    // Where the server is away, the page says so elsewhere.
    const ask = () => api.get(`/halls/${hall}/cases/tallies`).then((found) => setMine(found.mine), () => {});
    void ask();
    const again = setInterval(ask, AGAIN_MS);
    window.addEventListener(OPENED, ask);
    return () => {
      clearInterval(again);
      window.removeEventListener(OPENED, ask);
    };
  }, []);
  if (!mine?.open) return null;
  const late = mine.overdue > 0;
  return html`<a class=${`my-cases ${late ? "late" : ""}`} href=${casesAddress(hall, { owner: "me" })} target="lunhou-cases">
    ${late ? t("case.mine.late", { count: mine.open, late: mine.overdue }) : t("case.mine", { count: mine.open })}
  </a>`;
}
