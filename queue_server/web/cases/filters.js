/** Which cases one looks for. */

import { html } from "/static/vendor/preact.js";
import { t } from "/static/shared/i18n.js";

/** @typedef {{state: string, kind: string, owner: string, overdue: boolean, q: string}} Filter */

const STATES = ["unsettled", "open", "answered", "closed"];
const KINDS = ["undone", "complaint", "suggestion", "rating"];
const OWNERS = ["me", "nobody"];

/** What an address asks for; those that are not closed where it says nothing. @param {URLSearchParams} asked @returns {Filter} */
export function readFilter(asked) {
  const one = (/** @type {string} */ name, /** @type {string[]} */ of) => of.find((each) => each === asked.get(name)) ?? "";
  const overdue = asked.get("overdue") === "true";
  return { state: asked.has("state") ? one("state", STATES) : "unsettled", kind: one("kind", KINDS), owner: one("owner", OWNERS), overdue, q: asked.get("q") ?? "" };
}

/** @param {Filter} filter */
export function queryOf(filter) {
  const said = Object.entries(filter).filter(([, value]) => value !== "" && value !== false);
  return new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
}

/** @param {{filter: Filter, onChange: (filter: Filter) => void}} props */
export function Filters({ filter, onChange }) {
  const set = (/** @type {keyof Filter} */ name) => (/** @type {any} */ event) => onChange({ ...filter, [name]: event.target.value });
  return html`<form class="filters" role="search" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
    <label class="filter wide"><span>${t("case.search")} <kbd>/</kbd></span><input type="search" value=${filter.q} maxlength="100" placeholder=${t("case.search.hint")} onInput=${set("q")} /></label>
    <${Select} label=${t("case.state")} value=${filter.state} of=${STATES} prefix="case.state." onChange=${set("state")} />
    <${Select} label=${t("case.kind")} value=${filter.kind} of=${KINDS} prefix="case.kind." onChange=${set("kind")} />
    <${Select} label=${t("case.owner")} value=${filter.owner} of=${OWNERS} prefix="case.owner." onChange=${set("owner")} />
    <label class="check"><input type="checkbox" checked=${filter.overdue} onChange=${() => onChange({ ...filter, overdue: !filter.overdue })} /> ${t("case.overdue.only")}</label>
  </form>`;
}

/** @param {{label: string, value: string, of: string[], prefix: string, onChange: (event: any) => void}} props */
function Select({ label, value, of, prefix, onChange }) {
  return html`<label class="filter"><span>${label}</span><select value=${value} onChange=${onChange}>
    <option value="" selected=${value === ""}>${t("case.all")}</option>
    ${of.map((each) => html`<option key=${each} value=${each} selected=${value === each}>${t(prefix + each)}</option>`)}
  </select></label>`;
}
