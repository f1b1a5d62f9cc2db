/** A number from a phone: when to arrive, and saying that one is there. */

import { html, useState } from "/static/vendor/preact.js";
import { errorText, t } from "/static/shared/i18n.js";
import { clock, now, range } from "/static/shared/time.js";
import { Button, Icon, Num } from "/static/shared/ui.js";
import { isNear } from "/static/citizen/near.js";

/** @typedef {import("/static/citizen/follow_ticket.js").TicketLink} TicketLink */
/** @typedef {import("/static/citizen/visit.js").Visit} Visit */

const CODE_LENGTH = 6;
/** So long before a check-in runs out it may be renewed. */
const RENEW_MS = 20 * 60_000;

/** @param {{link: TicketLink, visit: Visit}} props */
export function Arrive({ link, visit }) {
  if (visit.state !== "waiting" || !visit.check_in?.length) return null;
  if (visit.here) return html`<${There} link=${link} visit=${visit} />`;
  const { kept_until } = visit;
  return html`<section class="card arrive">
    <${ArriveAt} from=${visit.arrive_from ?? visit.now} by=${visit.arrive_by ?? visit.now} />
    <p>${t("arrive.passed_over", { time: kept_until ? clock(kept_until) : "" })}</p>
    <${CheckIn} link=${link} visit=${visit} />
  </section>`;
}

/** "10:05–10:25"; when that has begun, by when. @param {{from: string, by: string}} props */
export function ArriveAt({ from, by }) {
  const isNow = hasBegun(from);
  return html`<p>${t(isNow ? "arrive.now" : "arrive")}</p>
    <${Num} tag="p" class="range">${isNow ? clock(by) : range(clock(from), clock(by))}<//>`;
}

/** @param {string} from */
export function hasBegun(from) {
  return Date.parse(from) <= now();
}

/** @param {{link: TicketLink, visit: Visit}} props */
function There({ link, visit }) {
  const until = Date.parse(visit.here_until ?? "");
  const isEnding = until - now() < RENEW_MS;
  return html`<section class=${`card arrive there${isEnding ? " ending" : ""}`} role="status">
    <p><${Icon} name="check" size="1.1em" /> ${t("there", { time: clock(until) })}</p>
    ${isEnding && html`<p>${t("there.renew")}</p><${CheckIn} link=${link} visit=${visit} />`}
  </section>`;
}

/** @param {{link: TicketLink, visit: Visit}} props */
function CheckIn({ link, visit }) {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");

  /** @param {() => Promise<object>} find what to say */
  async function send(find) {
    setBusy(true);
    setSaid("");
    try {
      await link.command("check-ins", await find());
    } catch (error) {
      setSaid(error instanceof Error && error.message === "far" ? t("near.far") : errorText(/** @type {any} */ (error)));
      setCode("");
    }
    setBusy(false);
  }
  const byCode = () => send(async () => ({ code }));
  const { place } = visit;
  const byPlace = () =>
    place &&
    send(async () => {
      if (!(await isNear(place))) throw new Error("far");
      return { near: true };
    });

  return html`<form class="check-in" onSubmit=${(/** @type {Event} */ event) => (event.preventDefault(), byCode())}>
    <label><span>${t("code")}</span>
      <input class="num" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]*" maxlength=${2 * CODE_LENGTH} value=${code}
        onInput=${(/** @type {Event} */ event) => setCode(digitsOf(event))} /></label>
    <${Button} kind="primary" busy=${busy} disabled=${code.length !== CODE_LENGTH} onPress=${byCode}>${t("check_in")}<//>
    ${place && html`<${Button} busy=${busy} hint=${t("near.hint")} onPress=${byPlace}>${t("near")}<//>`}
    ${said && html`<p class="said wrong" role="alert">${said}</p>`}
  </form>`;
}

/** @param {Event} event */
function digitsOf(event) {
  return /** @type {HTMLInputElement} */ (event.target).value.replace(/\D/g, "").slice(0, CODE_LENGTH);
}
