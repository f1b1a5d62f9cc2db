/** The cases: who looks for which on the left, one of them on the right. All of it by keyboard. */

import { html, useEffect, useMemo, useRef, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { pick, t } from "/static/shared/i18n.js";
import { LanguageSwitch } from "/static/shared/language_switch.js";
import { connect } from "/static/shared/live.js";
import { pageToken } from "/static/shared/page.js";
import { Button, Dialog, Lost } from "/static/shared/ui.js";
import { ActDialog, keyOfAct } from "./act_dialog.js";
import { CaseView } from "./case_view.js";
import { CaseList } from "./case_list.js";
import { Filters, queryOf, readFilter } from "./filters.js";
import { OpenForm } from "./open_form.js";
import { Report } from "./report.js";

/** @typedef {import("./words.js").Case} Case */
/** @typedef {import("./words.js").WholeCase} WholeCase */
/** @typedef {import("./filters.js").Filter} Filter */
/** @typedef {{name: string} | null} Doing */

const GATHER_MS = 250;
const AGAIN_MS = 30_000;

/**
 * @param {{hall: import("./app.js").Hall, me: import("./app.js").Person, page: import("/static/shared/page.js").Page, onSignOut: () => void}} props
 */
export function CasesView({ hall, me, page, onSignOut }) {
  const root = `/halls/${page.hall}/cases`;
  const seen = useSeen(root, page, onSignOut);
  const { filter, list, chosen, live } = seen;
  const [doing, setDoing] = useState(/** @type {Doing} */ (null));
  const isManager = me.roles.includes("manager");
  const act = (/** @type {string} */ name) => {
    if (name === "search") return document.querySelector(/** @type {any} */ ("input[type=search]"))?.focus();
    if (name === "print") return chosen && window.print();
    if (name === "up" || name === "down") return seen.step(name === "up" ? -1 : 1);
    if (name === "open" || (name === "report" && isManager) || chosen?.acts.includes(name)) setDoing({ name });
  };
  useKeys(act, doing !== null);
  const done = () => {
    setDoing(null);
    seen.again();
  };
  return html`<${Lost} state=${live}>${t("case.lost")}<//>
    <header class="cases-head">
      <h1>${t("case.title")} <small>${pick(hall.name)}</small></h1>
      <span class="who"><b>${me.display_name ?? me.name}</b> ${me.badge ?? ""}</span>
      <span class="tools">
        <${Button} icon="plus" keys="O" onPress=${() => act("open")}>${t("case.new")}<//>
        ${isManager && html`<${Button} kind="quiet" icon="chart" keys="S" onPress=${() => act("report")}>${t("case.report")}<//>`}
        <${LanguageSwitch} /><${Button} kind="quiet" icon="leave" onPress=${onSignOut}>${t("sign_out")}<//>
      </span>
    </header>
    <main class=${`cases ${chosen ? "has-one" : ""}`}>
      <section class="cases-list card">
        <${Filters} filter=${filter} onChange=${seen.setFilter} />
        <${CaseList} list=${list} chosen=${seen.number} onChoose=${seen.choose} onMore=${seen.more} />
      </section>
      <${CaseView} hall=${hall} of=${chosen} onAct=${act} onBack=${() => seen.choose(null)} />
    </main>
    <${Dialog} open=${doing !== null} title=${doing ? t(`case.dialog.${doing.name}`, { number: chosen?.number ?? "" }) : ""} onClose=${() => setDoing(null)}>
      ${doing?.name === "open" && html`<${OpenForm} hall=${page.hall} onOpened=${(/** @type {Case} */ made) => seen.opened(made)} />`}
      ${doing?.name === "report" && html`<${Report} root=${root} />`}
      ${doing && chosen && doing.name !== "open" && doing.name !== "report" && html`<${ActDialog} key=${doing.name} name=${doing.name} root=${root} of=${chosen} me=${me} onDone=${done} onStale=${seen.again} />`}
      <p class="dialog-foot"><${Button} kind="quiet" keys="Esc" onPress=${() => setDoing(null)}>${t("close")}<//></p>
    <//>`;
}

/** What is seen of the cases, asked anew after what happens to them. @param {string} root @param {import("/static/shared/page.js").Page} page @param {() => void} onStranger */
function useSeen(root, page, onStranger) {
  const [filter, setFilter] = useState(() => readFilter(new URLSearchParams(location.search)));
  const [list, setList] = useState(/** @type {{cases: Case[], next: string | null} | null} */ (null));
  const [number, setNumber] = useState(new URLSearchParams(location.search).get("case"));
  const [chosen, setChosen] = useState(/** @type {WholeCase | null} */ (null));
  const [live, setLive] = useState("connecting");
  const latest = useRef({ filter, number });
  latest.current = { filter, number };
  const refused = (/** @type {any} */ { code }) => code === "unauthenticated" && onStranger();
  const asks = useMemo(() => {
    const askList = async () => {
      const asked = latest.current.filter;
      const found = await api.get(`${root}?${queryOf(asked)}`);
      // Who has typed on meanwhile wants the newer answer.
      if (asked === latest.current.filter) setList(found);
    };
    const askOne = async () => {
      const asked = latest.current.number;
      const found = asked ? await api.get(`${root}/${asked}`) : null;
      if (asked === latest.current.number) setChosen(found);
    };
    return { list: () => askList().catch(refused), one: () => askOne().catch(refused) };
  }, []);
  const again = () => {
    void asks.list();
    void asks.one();
  };
  useEffect(() => void asks.list(), [filter]);
  useEffect(() => void asks.one(), [number]);
  useEffect(() => followCases(page, again, setLive), []);
  return {
    ...{ filter, setFilter, list, number, chosen: chosen?.number === number ? chosen : null, live, again },
    choose: setNumber,
    /** @param {Case} made */
    opened(made) {
      setNumber(made.number);
      void asks.list();
    },
    async more() {
      if (!list?.next) return;
      const next = await api.get(`${root}?${queryOf(filter)}&after=${list.next}`);
      setList({ cases: [...list.cases, ...next.cases], next: next.next });
    },
    /** @param {number} by */
    step(by) {
      const cases = list?.cases ?? [];
      const at = cases.findIndex((each) => each.number === number);
      const to = cases[Math.min(cases.length - 1, Math.max(0, at + by))];
      if (to) setNumber(to.number);
    },
  };
}

/** @param {import("/static/shared/page.js").Page} page @param {() => void} again @param {(live: string) => void} onState */
function followCases(page, again, onState) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer = undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(again, GATHER_MS);
  };
  const onEvent = (/** @type {{kind: string}} */ { kind }) => kind.startsWith("case_") && soon();
  const live = connect({ hall: page.hall, audience: "counter", token: pageToken(page), onBoard: soon, onEvent, onState });
  const often = setInterval(again, AGAIN_MS);
  return () => {
    clearTimeout(timer);
    clearInterval(often);
    live.close();
  };
}

/** @type {Record<string, string>} */
const KEYS = { "/": "search", O: "open", S: "report", P: "print", ArrowUp: "up", ArrowDown: "down" };

/** @param {(act: string) => void} act @param {boolean} asleep while a dialog has the keys */
function useKeys(act, asleep) {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (asleep) return undefined;
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      const isTyping = event.target instanceof Element && event.target.matches("input, textarea, select");
      if (isTyping || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
      const name = KEYS[key] ?? keyOfAct(key);
      if (!name) return;
      event.preventDefault();
      latest.current(name);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [asleep]);
}
