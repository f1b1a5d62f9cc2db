/** The services that the hall gives to phones, and the one that is being taken. */

import { html, useRef, useState } from "/static/vendor/preact.js";
import { api, newKey } from "/static/shared/api.js";
import { errorText, language, pick, t } from "/static/shared/i18n.js";
import { clock, range } from "/static/shared/time.js";
import { Button, Icon, Notice, Num } from "/static/shared/ui.js";
import { ArriveAt, hasBegun } from "/static/citizen/arrive.js";
import { phoneId } from "/static/citizen/phone.js";

/** @typedef {import("/static/shared/types.js").Texts} Texts */
/** @typedef {import("/static/citizen/visit.js").Visit} Visit */
/**
 * @typedef {{letter: string, name: Texts, icon: string, bring: Texts | null, asks_identity: boolean, classes: string[] | null, left: number, ahead: number,
 *   arrive_from: string, arrive_by: string}} Offer
 * @typedef {{hall: string, name: Texts, languages: string[], open: boolean, now: string, timezone: string, services: Offer[],
 *   classes: {code: string, name: Texts}[], in_person_percent: number, asks_identity: boolean, there_before_s: number, kept_s: number}} Online
 */

const ORDINARY = "normal";

/** @param {{online: Online, code: string | null, mine: Visit[]}} props */
export function Offers({ online, code, mine }) {
  const [chosen, setChosen] = useState(/** @type {string | null} */ (null));
  const offer = online.services.find((each) => each.letter === chosen);
  if (!online.open) return html`<${Notice} icon="clock" title=${t("online.closed")} hint=${t("online.closed.hint")} />`;
  if (offer) return html`<${Take} online=${online} offer=${offer} code=${code} onBack=${() => setChosen(null)} />`;
  return html`<h1 class="title">${t("online")}</h1>
    ${mine.map((each) => html`<a key=${each.secret} class="card mine" href=${`/t/${each.secret}`}>
      <span>${t("online.mine")}</span><${Num}>${each.number}<//></a>`)}
    <p class="lead">${code ? t("online.here") : t("online.lead")}</p>
    <ul class="offers">${online.services.map((each) => html`<li key=${each.letter}>
      <${OfferButton} offer=${each} isHere=${code !== null} onPress=${() => setChosen(each.letter)} /></li>`)}</ul>
    <p class="muted small">${t("online.share", { percent: online.in_person_percent })}</p>`;
}

/** @param {{offer: Offer, isHere: boolean, onPress: () => void}} props */
function OfferButton({ offer, isHere, onPress }) {
  const isOut = offer.left === 0 && !isHere;
  const hint = isOut ? t("online.out") : [place(offer), isHere ? "" : arrive(offer)].filter(Boolean).join(" · ");
  return html`<${Button} icon=${offer.icon} disabled=${isOut} hint=${hint} onPress=${onPress}>${pick(offer.name)}<//>`;
}

/** @param {Offer} offer */
function place({ ahead }) {
  return ahead ? t("place", { count: ahead }) : t("nobody");
}

/** @param {Offer} offer */
function arrive({ arrive_from, arrive_by }) {
  if (hasBegun(arrive_from)) return t("online.arrive_by", { time: clock(arrive_by) });
  return t("online.arrive", { time: range(clock(arrive_from), clock(arrive_by)) });
}

/** @param {{online: Online, offer: Offer, code: string | null, onBack: () => void}} props */
function Take({ online, offer, code, onBack }) {
  const [priority, setPriority] = useState(ORDINARY);
  const [holder, setHolder] = useState("");
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  // One intention, one key: pressed again after the network failed, it is the same number.
  const key = useRef(newKey());
  const classes = online.classes.filter((each) => !offer.classes || offer.classes.includes(each.code));

  async function take() {
    setBusy(true);
    try {
      const about = { service: offer.letter, class: priority, language: language(), device: phoneId() };
      const order = { ...about, ...(code ? { code } : {}), ...(holder ? { holder } : {}) };
      const { secret } = await api.post(`/halls/${online.hall}/online-tickets`, order, { key: key.current });
      location.assign(`/t/${encodeURIComponent(secret)}`);
    } catch (error) {
      const refusal = /** @type {import("/static/shared/api.js").Refusal} */ (error);
      setSaid(errorText(refusal));
      if (refusal.status) key.current = newKey();
      setBusy(false);
    }
  }

  return html`<h1 class="title"><${Icon} name=${offer.icon} size="1em" /> ${pick(offer.name)}</h1>
    ${code === null && html`<${Terms} online=${online} offer=${offer} />`}
    ${offer.bring && html`<section class="card"><h2>${t("online.bring")}</h2><p>${pick(offer.bring)}</p></section>`}
    ${classes.length > 1 && html`<label class="field"><span>${t("online.class")}</span>
      <select value=${priority} onChange=${(/** @type {Event} */ event) => setPriority(textOf(event))}>
        ${classes.map((each) => html`<option key=${each.code} value=${each.code}>${pick(each.name)}</option>`)}
      </select></label>`}
    ${offer.asks_identity && html`<label class="field"><span>${t("online.identity")}</span>
      <input autocomplete="off" maxlength="64" value=${holder} onInput=${(/** @type {Event} */ event) => setHolder(textOf(event).trim())} />
      <small>${t("online.identity.hint")}</small></label>`}
    ${said && html`<p class="said wrong" role="alert">${said}</p>`}
    <section class="acts">
      <${Button} kind="primary" busy=${busy} disabled=${offer.asks_identity && !holder} onPress=${take}>${t("online.take")}<//>
      <${Button} onPress=${onBack}>${t("online.back")}<//>
    </section>`;
}

/** @param {{online: Online, offer: Offer}} props */
function Terms({ online, offer }) {
  const kept = clock(Date.parse(offer.arrive_by) + online.kept_s * 1_000);
  return html`<section class="card arrive">
    <${ArriveAt} from=${offer.arrive_from} by=${offer.arrive_by} />
    <p>${place(offer)}</p>
    <ul class="terms">
      <li>${t("online.term.check_in")}</li>
      <li>${t("online.term.passed_over", { time: kept })}</li>
      <li>${t("online.term.moves")}</li>
    </ul>
  </section>`;
}

/** @param {Event} event */
function textOf(event) {
  return /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target).value;
}
