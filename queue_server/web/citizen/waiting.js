/** While one waits: when, behind how many, what was promised, and why others go first. */

import { html } from "/static/vendor/preact.js";
import { language, pick, t } from "/static/shared/i18n.js";
import { clock, clockRange, minutes, now } from "/static/shared/time.js";
import { Bar, Icon, Num } from "/static/shared/ui.js";
import { expectedFor, howSure, shareAt, startsIn } from "/static/citizen/visit.js";
import { linesOf } from "/static/citizen/why.js";

/** @typedef {import("/static/citizen/visit.js").Visit} Visit */
/** @typedef {import("/static/citizen/why.js").Explanation} Explanation */
/** @typedef {import("/static/citizen/why.js").Line} Line */

/** @param {{visit: Visit, explanation: Explanation | null}} props */
export function Waiting({ visit, explanation }) {
  const expected = expectedFor(visit, Date.parse(visit.now));
  return html`${visit.precalled && html`<${Ready} visit=${visit} />`}
    <section class="card expected" aria-live="polite">
      ${expected
        ? html`<p>${t("expected")}</p><${Num} tag="p" class="range">${clockRange(expected, visit.now)}<//>`
        : html`<p class="listen">${t("listen")}</p>`}
      <p>${place(visit)}</p>
      ${expected && html`<p class="sure">${t(`sure.${howSure(expected)}`)}</p>`}
      <${Promised} visit=${visit} />
    </section>
    ${explanation && html`<${Why} explanation=${explanation} isKept=${shareAt(visit, now()) < 1} />`}`;
}

/** The hall has told this number to get ready. @param {{visit: Visit}} props */
function Ready({ visit }) {
  const area = pick(visit.area);
  return html`<section class="card state-face ready" role="status">
    <h2><${Icon} name="clock" size="1em" /> ${t("ready")}</h2>
    <p class="where">${area ? t("ready.where", { area }) : t("ready.near")}</p>
    <p>${t("ready.hint")}</p>
  </section>`;
}

/** @param {Visit} visit */
function place(visit) {
  const { ahead, forecast, precalled } = visit;
  // Where one who gets ready shall wait is said above.
  if (ahead === 0) return startsIn(visit, now()) > 0 ? t("nobody") : t(precalled ? "next.ready" : "next");
  const known = ahead === null ? [] : [t("place", { count: ahead })];
  if (visit.on_the_way) known.push(t("place.on_the_way", { count: visit.on_the_way }));
  return [...known, ...(forecast ? [t("likely")] : [])].join(" · ");
}

/** @param {{visit: Visit}} props */
function Promised({ visit }) {
  const share = shareAt(visit, now());
  const waited_s = Math.max(0, (now() - Date.parse(visit.clock)) / 1_000);
  const percent = Math.round(share * 100);
  const later = startsIn(visit, now()) > 0;
  return html`<div class="promise">
    <p>${t("promise", { count: Math.round(visit.promise_s / 60) })}</p>
    <${Bar} share=${share} label=${t("bar.label", { percent })} />
    <p>${later ? t("starts", { time: clock(visit.clock) }) : t("waited", { time: minutes(waited_s) })}${share >= 1 ? t("over") : ""}</p>
  </div>`;
}

/** @param {{explanation: Explanation, isKept: boolean}} props `isKept`: the promise is not broken yet */
function Why({ explanation: { before, promise_s }, isKept }) {
  const lines = linesOf(before);
  const mine = { count: Math.round(promise_s / 60) };
  return html`<section class="card why">
    <h2>${t("why")}</h2>
    ${lines.length === 0 && html`<p>${t("why.nobody")}</p>`}
    ${lines.length > 0 && html`<ul>${lines.map((line) => html`<li key=${line.why + pick(line.class_name)}>${sentence(line)}</li>`)}</ul>`}
    ${lines.length > 0 && html`<p>${isKept ? t("why.kept", mine) : t("why.broken", mine)}</p>`}
  </section>`;
}

/** @param {Line} line */
function sentence({ why, class_name, promise_s, numbers, count }) {
  const listed = numbers.join(language().startsWith("zh") ? "、" : ", ");
  const who = count > numbers.length ? t("why.more", { numbers: listed, total: count }) : listed;
  return t(`why.${why}`, { who, class: pick(class_name), minutes: Math.round(promise_s / 60) });
}
