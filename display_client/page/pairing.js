/** A screen that belongs to no hall yet: six digits to type on the manager's page; then it shows its screen. */

import { html } from "/static/vendor/preact.js";
import { loadLanguage, setLanguage, t, tIn } from "/static/shared/i18n.js";
import { readPage } from "/static/shared/page.js";
import { stopwatch } from "/static/shared/time.js";
import { Icon, Num, mount } from "/static/shared/ui.js";
import { addressOf, askForCode, fateOf, secret } from "/static/display/pairing_secret.js";
import { SixDigits } from "/static/display/six_digits.js";

const ASK_MS = 2_000;
const REDRAW_MS = 1_000;
const LIFE_S = 600;
/** When the server has given out too many codes, others come first. */
const PATIENCE_MS = 20_000;

/** @type {{code: string, ends_ms: number, trouble: "away" | "crowded" | null, paired: boolean}} */
const shown = { code: "", ends_ms: 0, trouble: null, paired: false };

// Chinese first, whatever the language of the machine behind the screen; the other one below it.
const first = await setLanguage(readPage().asked ?? "zh-CN", ["display"]);
const second = first === "en" ? "zh-CN" : "en";
await loadLanguage(second, ["display"]);
document.body.classList.add("night");
setInterval(draw, REDRAW_MS);
void follow();

/** Ask what became of the code, until a manager has typed it. */
async function follow() {
  let wait_ms = ASK_MS;
  try {
    await look();
    shown.trouble = null;
  } catch (error) {
    const crowded = /** @type {any} */ (error).code === "too_many_requests";
    shown.trouble = crowded ? "crowded" : "away";
    wait_ms = crowded ? PATIENCE_MS : ASK_MS;
  }
  draw();
  if (!shown.paired) setTimeout(follow, wait_ms);
}

async function look() {
  const mine = secret.get();
  const fate = mine ? await fateOf(mine) : null;
  if (fate?.state === "paired" && fate.hall) return goOn(fate.hall, fate);
  if (fate?.state === "waiting") return learn(fate.code ?? "", fate.expires_in_s ?? 0);
  const asked = await askForCode();
  secret.keep(asked.secret);
  learn(asked.code, asked.expires_in_s);
}

/** By how long it still lives: the screen's own clock may be wrong. @param {string} code @param {number} expires_in_s */
function learn(code, expires_in_s) {
  Object.assign(shown, { code, ends_ms: performance.now() + 1_000 * expires_in_s });
}

/** @param {string} hall @param {import("/static/display/pairing_secret.js").Fate} fate */
function goOn(hall, { token, ...place }) {
  shown.paired = true;
  location.replace(`${addressOf(hall, place)}#token=${encodeURIComponent(token ?? "")}`);
}

function draw() {
  mount(html`<${PairingScreen} />`);
}

function PairingScreen() {
  const { code, trouble, paired } = shown;
  return html`<div class="pairing">
    <header><span class="brand">轮候</span><${Num} class="server">${location.host}<//></header>
    <main>
      <h1>${both(paired ? "pairing.done" : "pairing.title")}</h1>
      ${!paired && html`<${SixDigits} code=${code} class="code" />`}
      ${!paired && html`<ol class="steps">
        ${["pairing.step.open", "pairing.step.type", "pairing.step.choose"].map((key) => html`<li key=${key}>${both(key)}</li>`)}
      </ol>`}
    </main>
    <footer role="status">
      ${trouble ? html`<span class="trouble"><${Icon} name="connection_lost" size="2.4rem" />${both(`pairing.${trouble}`)}</span>` : html`<${Life} />`}
    </footer>
  </div>`;
}

function Life() {
  const { code, ends_ms, paired } = shown;
  const left_s = (ends_ms - performance.now()) / 1_000;
  // By a clock that is wrong it is not told: the code changes in time all the same.
  if (!code || paired || left_s < 0 || left_s > LIFE_S) return null;
  const time = stopwatch(left_s);
  return html`<span class="life">${both("pairing.life", { time })}</span>`;
}

/** @param {string} key @param {Record<string, string>} [params] */
function both(key, params) {
  return html`<span>${t(key, params)}</span><small lang=${second}>${tIn(second, key, params)}</small>`;
}
