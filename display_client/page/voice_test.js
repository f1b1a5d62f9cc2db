/** The voice to be listened to: any number at any window in any language, and every clip of the bank. */

import { html, useState } from "/static/vendor/preact.js";
import { api } from "/static/shared/api.js";
import { has, pick, setLanguage, t } from "/static/shared/i18n.js";
import { readPage } from "/static/shared/page.js";
import { Button, Chip, Notice, mount } from "/static/shared/ui.js";
import { CHIME, stepsOf, timeline } from "/static/display/announcement_steps.js";
import { byKind, clipsIn, countsOf } from "/static/display/voice_bank.js";
import { createPlayer } from "/static/display/web_audio_player.js";

/** @typedef {import("/static/shared/types.js").Utterance} Utterance */
/** @typedef {import("/static/display/voice_bank.js").Listed} Listed */

const page = readPage();
await setLanguage(page.language, ["display"]);
const context = new AudioContext();
const player = createPlayer({ context });
/** What stands there at first, and is asked for the languages. */
const FIRST = { number: "A012", counter: "3", language: "zh-CN" };

try {
  const [hall, { clips }, { languages }] = await Promise.all([api.get(`/halls/${page.hall}`), manifest(), asked(FIRST)]);
  mount(html`<${VoiceTest} hall=${hall} clips=${clips} languages=${languages} />`);
} catch {
  mount(html`<main class="voice-test"><${Notice} icon="connection_lost" title=${t("voice.failed")} /></main>`);
}

async function manifest() {
  const answer = await fetch("/sounds/manifest.json");
  if (!answer.ok) throw new Error("no manifest");
  return answer.json();
}

/** @param {{number: string, counter: string, language: string}} call @returns {Promise<{announcement: Utterance[], languages: string[]}>} */
function asked(call) {
  return api.get(`/halls/${page.hall}/announcements?${new URLSearchParams(call)}`);
}

/**
 * Play clips one after another as a screen would; those that are missing are told.
 *
 * @param {Utterance[]} announcement
 * @returns {Promise<string[]>}
 */
async function play(announcement) {
  await context.resume();
  const names = announcement.flatMap(({ clips }) => clips);
  await player.load(names);
  const durations = player.loaded(names);
  const { steps, missing } = stepsOf(announcement, { has: (clip) => durations.has(clip), crowded: true });
  const opening = durations.has(CHIME) ? [{ clip: CHIME, pause_s: 0 }] : [];
  const { moments } = timeline([...opening, ...steps], (clip) => durations.get(clip) ?? 0, player.soonest());
  await player.play(moments, 1);
  return missing;
}

/** @param {{hall: import("/static/shared/types.js").Hall, clips: Record<string, any>, languages: string[]}} props */
function VoiceTest({ hall, clips, languages }) {
  const [call, setCall] = useState(FIRST);
  const [said, setSaid] = useState("");
  const [fault, setFault] = useState("");
  const [playing, setPlaying] = useState("");

  /** @param {string} name @param {() => Promise<Utterance[]>} find */
  async function sound(name, find) {
    setPlaying(name);
    setFault("");
    try {
      const missing = await play(await find());
      if (missing.length > 0) setFault(t("voice.missing", { clips: missing.join(", ") }));
    } catch (refusal) {
      setFault(t(/** @type {any} */ (refusal).status === 422 ? "voice.invalid" : "voice.blocked"));
    }
    setPlaying("");
  }

  const say = () => sound("call", async () => {
    const { announcement } = await asked({ ...call, number: call.number.trim().toUpperCase(), counter: call.counter.trim().toUpperCase() });
    setSaid(announcement.map(({ text }) => text).join(" "));
    return announcement;
  });
  /** @param {string} name */
  const sayClip = (name) => sound(name, async () => [{ language: call.language, text: "", clips: [name] }]);

  const own = clipsIn(clips, call.language);
  return html`<main class="voice-test">
    <header><h1>${t("voice.title")}</h1><p class="muted">${pick(hall.name)}</p></header>
    <form class="card voice-call" onSubmit=${(/** @type {Event} */ event) => (event.preventDefault(), playing || say())}>
      <p class="muted">${t("voice.lead")}</p>
      <${Languages} languages=${languages} clips=${clips} chosen=${call.language} onChoose=${(/** @type {string} */ language) => setCall({ ...call, language })} />
      <div class="voice-fields">
        <${Field} label=${t("voice.number")} value=${call.number} onInput=${(/** @type {string} */ number) => setCall({ ...call, number })} />
        <${Field} label=${t("voice.counter")} value=${call.counter} onInput=${(/** @type {string} */ counter) => setCall({ ...call, counter })} />
        <${Button} kind="primary" icon="speaker" onPress=${say} busy=${playing !== ""}>${t(playing ? "voice.playing" : "voice.play")}<//>
      </div>
      <p class="voice-said" role="status">${said && html`<small class="muted">${t("voice.says")}</small> <span lang=${call.language}>${said}</span>`}</p>
      ${fault && html`<p class="voice-fault" role="alert">${fault}</p>`}
    </form>
    <section class="card"><h2>${t("voice.clips")}</h2><${Vouched} ...${countsOf(own)} />
      ${byKind(own).map(([kind, those]) => html`<${Kind} key=${kind} kind=${kind} clips=${those} language=${call.language} playing=${playing} onPlay=${sayClip} />`)}
    </section>
  </main>`;
}

/** @param {{label: string, value: string, onInput: (value: string) => void}} props */
function Field({ label, value, onInput }) {
  return html`<label class="voice-field"><span>${label}</span>
    <input value=${value} maxlength="8" autocomplete="off" spellcheck=${false}
      onInput=${(/** @type {any} */ event) => onInput(event.target.value)} /></label>`;
}

/** @param {{languages: string[], clips: Record<string, any>, chosen: string, onChoose: (language: string) => void}} props */
function Languages({ languages, clips, chosen, onChoose }) {
  return html`<fieldset class="voice-languages"><legend>${t("voice.language")}</legend>
    ${languages.map((language) => html`<label key=${language} class=${language === chosen ? "is-chosen" : ""}>
      <input type="radio" name="language" value=${language} checked=${language === chosen} onChange=${() => onChoose(language)} />
      <b>${t(`spoken.${language}`)}</b><${Vouched} ...${countsOf(clipsIn(clips, language))} />
    </label>`)}
  </fieldset>`;
}

/** How many there are, and who vouches for them. @param {{clips: number, own: number, unreviewed: number}} props */
function Vouched({ clips, own, unreviewed }) {
  if (clips === 0) return html`<span class="vouched"><${Chip} kind="plain">${t("voice.nothing")}<//></span>`;
  return html`<span class="vouched">
    <${Chip} kind="plain">${t("voice.count", { clips })}<//>
    ${own > 0 && html`<${Chip} kind="jade">${t("voice.own", { clips: own })}<//>`}
    ${unreviewed > 0 ? html`<${Chip} kind="amber">${t("voice.unreviewed", { clips: unreviewed })}<//>` : html`<${Chip} kind="jade">${t("voice.reviewed")}<//>`}
  </span>`;
}

/** @param {{kind: string, clips: Listed[], language: string, playing: string, onPlay: (name: string) => void}} props */
function Kind({ kind, clips, language, playing, onPlay }) {
  return html`<details><summary><span>${has(`voice.kind.${kind}`) ? t(`voice.kind.${kind}`) : kind}</span> <${Vouched} ...${countsOf(clips)} /></summary>
    <ul class="voice-clips">${clips.map(({ name, text, own, reviewed }) => html`<li key=${name}>
      <button type="button" class=${name === playing ? "is-playing" : ""} disabled=${playing !== ""} onClick=${() => onPlay(name)}>
        <b class="num">${name.split("/").at(-1)}</b><span lang=${language}>${text}</span>
        ${own && html`<small>${t("voice.mark.own")}</small>`}${!reviewed && html`<small>${t("voice.mark.unreviewed")}</small>`}
      </button></li>`)}</ul></details>`;
}
