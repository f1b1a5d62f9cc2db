/** One hall: whether it is open, and its pages in the order of a visit. */

import { html } from "/static/vendor/preact.js";
import { hoursText } from "/static/shared/hours.js";
import { LANGUAGES, language, t } from "/static/shared/i18n.js";
import { companion } from "/static/shared/languages.js";
import { clock } from "/static/shared/time.js";
import { Bilingual, Chip, Icon } from "/static/shared/ui.js";
import { linksOf } from "./links.js";

/** @typedef {import("/static/shared/types.js").Hall} Hall */

/** @param {{hall: Hall, demo: import("./links.js").Demo | null}} props */
export function HallCard({ hall, demo }) {
  const links = linksOf(hall, demo);
  const second = companion(LANGUAGES.map(({ code }) => code), language());
  return html`<section class="hall-card" aria-labelledby=${`hall-${hall.hall}`}>
    <header>
      <h2 id=${`hall-${hall.hall}`}><${Bilingual} texts=${hall.name} second=${second} /></h2>
      <${OpenState} hall=${hall} />
    </header>
    <ul class="places">
      <${Place} icon="kiosk" page="kiosk" href=${links.kiosk} />
      <${Place} icon="screen" page="display" href=${links.display} />
      <${Place} icon="window" page="counter" href=${links.counter} />
      <${Place} icon="chart" page="manager" href=${links.manager} />
      ${links.rate && html`<${Place} icon="rating" page="rate" href=${links.rate} />`}
      ${links.citizen && html`<${Place} icon="phone" page="citizen" href=${links.citizen} />`}
    </ul>
    <${Windows} title=${t("windows.officer")} hint=${t("windows.officer.hint")} links=${links.windows.map(({ number, officer }) => ({ number, href: officer }))} />
    <${Windows} title=${t("windows.screen")} hint=${t("windows.screen.hint")} links=${links.windows.map(({ number, screen }) => ({ number, href: screen }))} />
  </section>`;
}

/** @param {{hall: Hall}} props */
function OpenState({ hall }) {
  const waiting = hall.services.reduce((sum, service) => sum + service.waiting, 0);
  const hours = hoursText(hall.hours_today);
  const until = hall.open_until ? t("open.until", { time: clock(hall.open_until) }) : t("open");
  return html`<p class="open-state">
    <${Chip} kind=${hall.open ? "jade" : "plain"}>${hall.open ? until : t("closed")}<//>
    <span class="muted">${[hours || t("no_hours"), t("waiting", { count: waiting })].join(" · ")}</span>
  </p>`;
}

/** @param {{icon: string, page: string, href: string}} props */
function Place({ icon, page, href }) {
  return html`<li><a class="place" href=${href} target="_blank" rel="noopener">
    <${Icon} name=${icon} size="34" />
    <b>${t(`place.${page}`)}</b>
    <span>${t(`place.${page}.hint`)}</span>
  </a></li>`;
}

/** @param {{title: string, hint: string, links: {number: number, href: string}[]}} props */
function Windows({ title, hint, links }) {
  return html`<div class="windows">
    <p><b>${title}</b><span>${hint}</span></p>
    <ul>${links.map(({ number, href }) => html`<li key=${number}><a class="num" href=${href} target="_blank" rel="noopener" aria-label=${`${title} ${number}`}>${number}</a></li>`)}</ul>
  </div>`;
}
