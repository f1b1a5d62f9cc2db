/** The desk at work: who wants help above, the new number on the left, today's numbers on the right. */

import { html, useEffect, useRef, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { HelpCalls } from "/static/shared/help_calls.js";
import { pick, t } from "/static/shared/i18n.js";
import { LanguageSwitch } from "/static/shared/language_switch.js";
import { pageToken } from "/static/shared/page.js";
import { clock, now } from "/static/shared/time.js";
import { Button, Icon, Lost, Num, Skeleton, useTick } from "/static/shared/ui.js";
import { casesAddress } from "/static/cases/address.js";
import { Bells } from "../bells.js";
import { isSoundOff } from "../sound.js";
import { CoolDowns } from "./cool_downs.js";
import { DayList } from "./day_list.js";
import { followDesk } from "./follow_desk.js";
import { OrderForm } from "./order_form.js";
import { Services } from "./services.js";
import { TicketPanel } from "./ticket_panel.js";

/** @typedef {import("./follow_desk.js").Seen} Seen */

/**
 * @param {{hall: import("./app.js").Hall, me: import("./app.js").Person, page: import("/static/shared/page.js").Page, onSignOut: () => void}} props
 */
export function DeskView({ hall: first, me, page, onSignOut }) {
  const [seen, setSeen] = useState(/** @type {Seen | null} */ (null));
  const [live, setLive] = useState("connecting");
  const [chosen, setChosen] = useState(/** @type {string | null} */ (null));
  const following = useRef(/** @type {ReturnType<typeof followDesk> | null} */ (null));
  useEffect(() => {
    const onRefusal = (/** @type {any} */ { code }) => code === "unauthenticated" && onSignOut();
    following.current = followDesk({ hall: page.hall, token: pageToken(page), get: api.get, onSeen: setSeen, onState: setLive, onRefusal });
    return () => following.current?.close();
  }, []);
  const again = () => following.current?.soon();
  const hall = /** @type {import("./order.js").Hall} */ (seen?.hall ?? first);
  const ticket = seen?.tickets?.find(({ number }) => number === chosen) ?? null;
  return html`<${Lost} state=${live}>${t("lost.title")}<//>
    <${Head} hall=${hall} me=${me} live=${live} onSignOut=${onSignOut} />
    ${seen && html`<${HelpCalls} hall=${page.hall} calls=${seen.calls} quiet=${isSoundOff()} onChanged=${again} />`}
    ${seen && html`<${Bells} hall=${page.hall} bells=${seen.bells} onAnswered=${again} />`}
    <main class="service-desk">
      <${OrderForm} hall=${hall} printers=${seen?.printers ?? []} onTaken=${again} onShow=${setChosen} />
      ${seen?.tickets
        ? html`<${DayList} hall=${hall} tickets=${seen.tickets} onChoose=${setChosen} />`
        : html`<section class="card"><${Skeleton} lines=${8} label=${t("loading")} /></section>`}
    </main>
    <footer class="desk-foot">
      <${CoolDowns} hall=${page.hall} coolDowns=${seen?.coolDowns ?? []} onLifted=${again} />
      ${me.roles.some((role) => role !== "officer") && html`<${Services} hall=${hall} onChanged=${again} />`}
    </footer>
    <${TicketPanel} key=${chosen} hall=${hall} ticket=${ticket} printers=${seen?.printers ?? []} onDone=${again} onClose=${() => setChosen(null)} />`;
}

/** @param {{hall: import("./order.js").Hall, me: import("./app.js").Person, live: string, onSignOut: () => void}} props */
function Head({ hall, me, live, onSignOut }) {
  useTick(10_000);
  return html`<header class="desk-head">
    <h1>${t("sd.title")} <small>${pick(hall.name)}</small></h1>
    <span class="who"><b>${me.display_name ?? me.name}</b> ${me.badge && t("badge", { badge: me.badge })}</span>
    <span class=${`live ${live}`} role="status"><i></i>${t(`live.${live}`)}</span>
    <${Num} class="clock">${clock(now())}<//>
    <span class="tools"><a class="button quiet" href=${casesAddress(hall.hall)} target="lunhou-cases"><${Icon} name="complaint" /> ${t("sd.cases")}</a><${LanguageSwitch} /><${Button} kind="quiet" icon="leave" onPress=${onSignOut}>${t("sign_out")}<//></span>
  </header>`;
}
