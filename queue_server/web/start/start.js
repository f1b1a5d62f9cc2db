/** What this is, in one sentence, and where to go. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { errorText, t } from "/static/shared/i18n.js";
import { LanguageSwitch } from "/static/shared/language_switch.js";
import { setHallClock } from "/static/shared/time.js";
import { Button, Icon, Notice, Skeleton, useLanguage } from "/static/shared/ui.js";
import { HallCard } from "./hall_card.js";
import { Picture } from "./picture.js";

/** @typedef {import("/static/shared/types.js").Hall} Hall */
/** @typedef {{halls: Hall[], demo: import("./links.js").Demo | null}} Known */

const AGAIN_MS = 30_000;

/** @param {{demo: boolean}} props */
export function Start({ demo }) {
  const [known, setKnown] = useState(/** @type {Known | null} */ (null));
  const [error, setError] = useState(/** @type {any} */ (null));
  useLanguage();
  const look = () => ask(demo).then((found) => { setKnown(found); setError(null); }, setError);
  useEffect(() => {
    look();
    const timer = setInterval(look, AGAIN_MS);
    return () => clearInterval(timer);
  }, []);

  return html`<div class="start">
    <${Head} />
    <main>
      <${Opening} />
      ${demo && html`<${DemoNote} hall=${known?.halls[0]?.hall ?? "guangdong"} kiosk=${known?.demo?.pages.kiosk_itself ?? null} />`}
      <${Halls} known=${known} error=${error} onRetry=${look} />
    </main>
    <${Foot} />
  </div>`;
}

/** @param {boolean} demo @returns {Promise<Known>} */
async function ask(demo) {
  const [answer, about] = await Promise.all([api.get("/halls"), demo ? fetchDemo() : null]);
  if (answer.halls[0]) setHallClock(answer.halls[0]);
  return { halls: answer.halls, demo: about };
}

/** Without it the links still lead to their pages; these then ask who one is. @returns {Promise<import("./links.js").Demo | null>} */
async function fetchDemo() {
  const response = await fetch("/demo.json", { cache: "no-store" }).catch(() => null);
  return response?.ok ? response.json() : null;
}

function Head() {
  return html`<header class="start-head">
    <a class="mark" href="/"><img src="/static/shared/icon.svg" alt="" width="34" height="34" /><b>${t("name")}</b><span>${t("name.other")}</span></a>
    <nav><a class="button quiet" href="/api/docs" target="_blank" rel="noopener">${t("api")}</a><${LanguageSwitch} /></nav>
  </header>`;
}

function Opening() {
  return html`<section class="opening">
    <div class="opening-words">
      <h1><span>${t("sentence.1")}</span> <span>${t("sentence.2")}</span></h1>
      <p>${t("about")}</p>
    </div>
    <${Picture} />
  </section>`;
}

/** @param {{hall: string, kiosk: string | null}} props `kiosk`: where the kiosk's own program serves its page */
function DemoNote({ hall, kiosk }) {
  return html`<section class="demo" aria-label=${t("demo.title")}>
    <div class="demo-what"><h2>${t("demo.title")}</h2><p>${t("demo.hint")}</p></div>
    <ol class="demo-steps">${[1, 2, 3].map((step) => html`<li key=${step}><span class="num">${step}</span>${t(`demo.step.${step}`)}</li>`)}</ol>
    <p class="demo-fast"><span>${t("demo.fast")}</span><code>queue-server demo --hall ${hall} --speed 60</code></p>
    ${kiosk && html`<p class="demo-fast"><span>${t("demo.kiosk")}</span><a class="demo-kiosk" href=${kiosk} target="_blank" rel="noopener">${kiosk}</a></p>`}
  </section>`;
}

/** @param {{known: Known | null, error: any, onRetry: () => void}} props */
function Halls({ known, error, onRetry }) {
  if (!known && error) {
    return html`<section class="card"><${Notice} icon="connection_lost" title=${errorText(error)} hint=${t("away.hint")}>
      <${Button} kind="primary" onPress=${onRetry}>${t("retry")}<//><//></section>`;
  }
  if (!known) return html`<section class="card"><${Skeleton} lines=${6} label=${t("loading")} /></section>`;
  if (!known.halls.length) {
    return html`<section class="card"><${Notice} icon="window" title=${t("halls.none")} hint=${t("halls.none.hint")} /></section>`;
  }
  return html`${error && html`<p class="stale" role="status"><${Icon} name="connection_lost" /> ${t("lost.title")}</p>`}
    ${known.halls.map((hall) => html`<${HallCard} key=${hall.hall} hall=${hall} demo=${known.demo} />`)}`;
}

function Foot() {
  return html`<footer class="start-foot"><span>${t("foot")}</span><a href="/api/docs" target="_blank" rel="noopener">${t("api.try")}</a></footer>`;
}
