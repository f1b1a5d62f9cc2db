/** What is said, and a player and an announcer to say it, for tests. */

import { announceWith } from "/static/display/announcer.js";

export const NINE = Date.parse("2026-11-23T01:00:00.000Z");
export const CLIPS = ["chime", "zh-CN/ticket/A0", "zh-CN/pair/12", "zh-CN/counter/3"];
export const ENGLISH = ["en/ticket/A0", "en/pair/12", "en/counter/3"];

export function aCall(sequence, { number = `A${String(sequence).padStart(3, "0")}`, seconds = 0, times = 1, clips = CLIPS, ...more } = {}) {
  const at = new Date(NINE + seconds * 1_000).toISOString();
  const announcement = [{ language: "zh-CN", text: `请${number}号到3号窗口`, clips, times }];
  return { sequence, at, number, counter: 3, service: "A", attempt: 1, announcement, ...more };
}

export function aheadOf(sequence, numbers) {
  const announcement = [{ language: "zh-CN", text: "请准备", clips: CLIPS, times: 1 }];
  return { kind: "ahead", sequence, at: new Date(NINE).toISOString(), numbers, announcement };
}

export function aNotice(sequence, counter = null) {
  const announcement = [{ language: "zh-CN", text: "请保持安静", clips: CLIPS, times: 1 }];
  return { kind: "notice", sequence, at: new Date(NINE).toISOString(), counter, announcement };
}

/** A player whose clips last a second each; `finish` ends what is being played. */
export function aPlayer({ running = true, lacks = [] } = {}) {
  let endings = [];
  const player = {
    played: [],
    starts: [],
    volumes: [],
    resumed: 0,
    running: () => running,
    resume: () => void (player.resumed += 1),
    onChange: (listener) => void (player.changed = listener),
    soonest: () => 0,
    load: async () => undefined,
    lacks: async (clips) => clips.filter((clip) => lacks.includes(clip)),
    loaded: (clips) => new Map(clips.filter((clip) => !lacks.includes(clip)).map((clip) => [clip, 1])),
    play: (moments, volume) => new Promise((resolve) => {
      player.played.push(...moments.map(({ clip }) => clip));
      player.starts.push(...moments.map(({ start_s }) => start_s));
      player.volumes.push(volume);
      endings.push(resolve);
    }),
    finish: () => endings.splice(0).forEach((end) => end()),
    allow(allowed) {
      running = allowed;
      player.changed();
    },
  };
  return player;
}

export function anAnnouncer(player, { now = () => 0, ...more } = {}) {
  const heard = { states: [], spoken: [], shown: [], said: [], dropped: [], missing: [], waits: [] };
  const announcer = announceWith(player, {
    now,
    wait: (ms) => new Promise((resolve) => heard.waits.push({ ms, end: resolve })),
    onState: (state) => heard.states.push(state),
    onSpoken: ({ sequence }, aloud) => (aloud ? heard.spoken : heard.shown).push(sequence),
    onSaid: ({ sequence }, by) => heard.said.push([sequence, by]),
    onDropped: ({ sequence }, reason) => heard.dropped.push([sequence, reason]),
    onMissing: ({ sequence }, clips) => heard.missing.push([sequence, clips]),
    ...more,
  });
  announcer.settle();
  return { announcer, heard };
}

export const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Until nothing is being said or shown any more. */
export async function allSaid(player, heard) {
  for (let turn = 0; turn < 2_000; turn += 1) {
    await settled();
    player?.finish();
    heard.waits.filter(({ ms }) => ms >= 1_000 && ms !== 2_500).forEach(({ end }) => end());
  }
}
