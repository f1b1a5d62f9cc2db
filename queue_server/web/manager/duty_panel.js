/** Who is responsible for the hall today. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { t } from "/static/shared/i18n.js";
import { Button, Skeleton } from "/static/shared/ui.js";
import { Panel } from "./panel.js";
import { useSet } from "./manager_set.js";

/** @typedef {{duty_leader: {badge: string, name: string, photo: string | null} | null, origin: string, version: number}} Duty */

/** @param {{hall: import("/static/shared/types.js").Hall, onRefused: (code: string) => void}} props */
export function DutyPanel({ hall, onRefused }) {
  const path = `/halls/${hall.hall}/duty-leader`;
  const set = useSet(path, onRefused);
  const duty = /** @type {Duty | null} */ (set.value);
  const leader = duty?.duty_leader;
  const [badge, setBadge] = useState("");
  const [name, setName] = useState("");
  useEffect(() => {
    setBadge(leader?.badge ?? "");
    setName(leader?.name ?? "");
  }, [duty?.version, leader?.badge]);
  if (!duty) return html`<${Panel} title=${t("duty")}><p class="form-error" role="alert">${set.error}</p><${Skeleton} lines=${2} label=${t("loading")} /><//>`;
  const say = (/** @type {object} */ body) => void set.act(() => api.put(path, { ...body, version: duty.version }));
  const same = badge === (leader?.badge ?? "") && name === (leader?.name ?? "");
  return html`<${Panel} title=${t("duty")} aside=${t(duty.origin === "manager" ? "duty.today" : "duty.usual")}>
    <div class="duty">
      ${leader?.photo && html`<img class="duty-photo" src=${leader.photo} alt="" />`}
      <label class="field"><span>${t("duty.name")}</span><input maxlength="32" value=${name} onInput=${(/** @type {any} */ event) => setName(event.target.value)} /></label>
      <label class="field"><span>${t("duty.badge")}</span><input maxlength="32" inputmode="numeric" value=${badge} onInput=${(/** @type {any} */ event) => setBadge(event.target.value)} /></label>
    </div>
    <p class="dialog-error" role="alert">${set.error}</p>
    <div class="panel-foot">
      ${duty.origin === "manager" && html`<${Button} kind="quiet" class="small" busy=${set.busy} onPress=${() => say({ badge: null })}>${t("duty.back")}<//>`}
      <${Button} class="small" busy=${set.busy} disabled=${same || !badge.trim() || !name.trim()} onPress=${() => say({ badge: badge.trim(), name: name.trim() })}>${t("duty.save")}<//>
    </div>
  <//>`;
}
