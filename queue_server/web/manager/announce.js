/** The manager speaks to the hall: staff called to a counter, or a word to everybody, from the list that the voice knows. */

import { html, useEffect, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { errorText, pick, t } from "/static/shared/i18n.js";
import { Button, Dialog, Icon, Skeleton } from "/static/shared/ui.js";

/** @typedef {{code: string, text: import("/static/shared/types.js").Texts, needs_counter: boolean}} SpokenNotice */
/** @typedef {import("/static/shared/types.js").Hall} Hall */

/** @param {{hall: Hall}} props */
export function Announce({ hall }) {
  const [open, setOpen] = useState(false);
  return html`<div class="speak">
    <span class="muted">${t("announce.hint")}</span>
    <${Button} class="small" icon="notice" onPress=${() => setOpen(true)}>${t("announce")}<//>
    <${Dialog} open=${open} title=${t("announce.title")} onClose=${() => setOpen(false)}>
      ${open && html`<${Notices} hall=${hall} onClose=${() => setOpen(false)} />`}
    <//>
  </div>`;
}

/** @param {{hall: Hall, onClose: () => void}} props */
function Notices({ hall, onClose }) {
  const [notices, setNotices] = useState(/** @type {SpokenNotice[] | null} */ (null));
  const [counter, setCounter] = useState(hall.counters[0]?.number ?? 1);
  const { say, saying, said, error, fail } = useVoice(hall.hall);
  useEffect(() => {
    api.get(`/halls/${hall.hall}/spoken-notices`).then((answer) => setNotices(answer.notices), fail);
  }, []);
  const button = (/** @type {SpokenNotice} */ notice) => {
    const words = pick(notice.text).replace("{counter}", String(counter));
    const press = () => say(words, notice.needs_counter ? { code: notice.code, counter } : { code: notice.code });
    return html`<${Button} key=${notice.code} class="announce-notice" busy=${saying === words} disabled=${saying !== ""} onPress=${press}>${words}<//>`;
  };
  return html`
    ${!notices && !error && html`<${Skeleton} lines=${6} label=${t("loading")} />`}
    ${notices && html`<div class="announce">
      <h3>${t("announce.staff")}
        <select aria-label=${t("announce.counter")} value=${counter} onChange=${(/** @type {any} */ event) => setCounter(Number(event.target.value))}>
          ${hall.counters.map(({ number }) => html`<option key=${number} value=${number}>${t("counter.name", { number })}</option>`)}
        </select>
      </h3>
      ${notices.filter(({ needs_counter }) => needs_counter).map(button)}
      <h3>${t("announce.everybody")}</h3>
      ${notices.filter(({ needs_counter }) => !needs_counter).map(button)}
    </div>`}
    <p class="announce-said" role="status">${said && html`<${Icon} name="check" /> ${t("announce.said", { words: said })}`}</p>
    <p class="dialog-error" role="alert">${error}</p>
    <div class="dialog-foot"><${Button} onPress=${onClose}>${t("close")}<//></div>
  `;
}

/** One notice at a time: while one is on its way no other is taken, so that a double press is one. @param {string} hall */
function useVoice(hall) {
  const [saying, setSaying] = useState("");
  const [said, setSaid] = useState("");
  const [error, fail] = useState("");
  const failed = (/** @type {any} */ refusal) => fail(errorText(refusal));

  /** @param {string} words @param {{code: string, counter?: number}} order */
  async function say(words, order) {
    setSaying(words);
    setSaid("");
    fail("");
    try {
      await api.post(`/halls/${hall}/spoken-notices`, order);
      setSaid(words);
    } catch (refusal) {
      failed(refusal);
    }
    setSaying("");
  }

  return { say, saying, said, error, fail: failed };
}
