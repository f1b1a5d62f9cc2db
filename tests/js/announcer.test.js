import assert from "node:assert/strict";
import test from "node:test";

import { AnnouncementQueue, STALE_MS, stepsOf, timeline } from "/static/display/announcement_queue.js";
import { announceWith } from "/static/display/announcer.js";

const NINE = Date.parse("2026-11-23T01:00:00.000Z");
const CLIPS = ["chime", "zh-CN/ticket/A0", "zh-CN/pair/12", "zh-CN/counter/3"];
const ENGLISH = ["en/ticket/A0", "en/pair/12", "en/counter/3"];

function aCall(sequence, { number = `A${String(sequence).padStart(3, "0")}`, seconds = 0, times = 1, clips = CLIPS } = {}) {
  const at = new Date(NINE + seconds * 1_000).toISOString();
  const announcement = [{ language: "zh-CN", text: `请${number}号到3号窗口`, clips, times }];
  return { sequence, at, number, counter: 3, attempt: 1, announcement };
}

/** A player whose clips last a second each; `finish` ends what is being played. */
function aPlayer({ running = true, lacks = [] } = {}) {
  const player = {
    played: [],
    resumed: 0,
    running: () => running,
    resume: () => void (player.resumed += 1),
    onChange: (listener) => void (player.changed = listener),
    durations: async (clips) => new Map(clips.filter((clip) => !lacks.includes(clip)).map((clip) => [clip, 1])),
    play: (moments) => new Promise((resolve) => {
      player.played.push(moments.map(({ clip }) => clip));
      player.finish = resolve;
    }),
    allow(allowed) {
      running = allowed;
      player.changed();
    },
  };
  return player;
}

function anAnnouncer(player, { now = () => NINE } = {}) {
  const heard = { states: [], spoken: [], dropped: [], missing: [] };
  const announcer = announceWith(player, {
    now,
    onState: (state) => heard.states.push(state),
    onSpoken: ({ sequence }) => heard.spoken.push(sequence),
    onDropped: ({ sequence }, reason) => heard.dropped.push([sequence, reason]),
    onMissing: ({ sequence }, clips) => heard.missing.push([sequence, clips]),
  });
  announcer.settle();
  return { announcer, heard };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

function aQueue() {
  const dropped = [];
  return { queue: new AnnouncementQueue(({ sequence }, reason) => dropped.push([sequence, reason])), dropped };
}

function taken(queue, now_ms = NINE) {
  const sequences = [];
  for (let call = queue.take(now_ms); call; call = queue.take(now_ms)) sequences.push(call.sequence);
  return sequences;
}

test("calls are said in the order in which they were called, however they arrive", () => {
  const { queue } = aQueue();
  [3, 1, 2].forEach((sequence) => queue.add(aCall(sequence)));

  assert.deepEqual(taken(queue), [1, 2, 3]);
});

test("the same sequence is never said twice, a recall always is", () => {
  const { queue } = aQueue();
  queue.add(aCall(1, { number: "A007" }));
  const first = taken(queue);
  queue.add(aCall(1, { number: "A007" }));
  queue.add(aCall(2, { number: "A007" }));

  assert.deepEqual([first, taken(queue)], [[1], [2]]);
});

test("a later call of the same number takes the place of one still waiting", () => {
  const { queue, dropped } = aQueue();
  queue.add(aCall(1, { number: "A007" }));
  queue.add(aCall(2, { number: "A008" }));
  queue.add(aCall(3, { number: "A007" }));

  assert.deepEqual([taken(queue), dropped], [[2, 3], [[1, "superseded"]]]);
});

test("an earlier call that arrives late does not take the place of the later one", () => {
  const { queue, dropped } = aQueue();
  queue.add(aCall(3, { number: "A007" }));
  queue.add(aCall(1, { number: "A007" }));

  assert.deepEqual([taken(queue), dropped], [[3], [[1, "superseded"]]]);
});

test("a call older than ninety seconds is dropped and told", () => {
  const { queue, dropped } = aQueue();
  queue.add(aCall(1));
  queue.add(aCall(2, { seconds: 1 }));

  assert.deepEqual([taken(queue, NINE + STALE_MS + 1), dropped], [[2], [[1, "stale"]]]);
});

test("clips follow one another with the pause of their join and never overlap", () => {
  const { steps } = stepsOf(aCall(1).announcement, { has: () => true, crowded: false });
  const { moments, duration_s } = timeline(steps, (clip) => (clip === "chime" ? 1.35 : 0.75));
  const rounded = moments.map(({ clip, start_s }) => [clip, Number(start_s.toFixed(3))]);

  assert.deepEqual(rounded, [
    ["chime", 0.25],
    ["zh-CN/ticket/A0", 1.65],
    ["zh-CN/pair/12", 2.42],
    ["zh-CN/counter/3", 3.29],
  ]);
  assert.equal(Number(duration_s.toFixed(3)), 4.04);
});

test("every language is said once, then again as often as the hall wants; the chime rings once", () => {
  const announcement = [
    { language: "zh-CN", text: "", clips: CLIPS, times: 2 },
    { language: "en", text: "", clips: ENGLISH, times: 2 },
  ];
  const { steps } = stepsOf(announcement, { has: () => true, crowded: false });

  assert.deepEqual(
    steps.map(({ clip }) => clip),
    [...CLIPS, ...ENGLISH, ...CLIPS.slice(1), ...ENGLISH],
  );
});

test("nothing is repeated while others wait to be called", () => {
  const { steps } = stepsOf(aCall(1, { times: 3 }).announcement, { has: () => true, crowded: true });

  assert.deepEqual(steps.map(({ clip }) => clip), CLIPS);
});

test("a language with a clip missing is left out; with none left the chime rings alone", () => {
  const lacking = (clip) => clip !== "zh-CN/pair/12";
  const english = { language: "en", text: "", clips: ENGLISH };
  const mandarin = aCall(1).announcement;

  assert.deepEqual(stepsOf(mandarin, { has: lacking, crowded: false }), {
    steps: [{ clip: "chime", pause_s: 0.25 }],
    missing: ["zh-CN/pair/12"],
  });
  assert.deepEqual(
    stepsOf([...mandarin, english], { has: lacking, crowded: false }).steps.map(({ clip }) => clip),
    ["chime", ...ENGLISH],
  );
});

test("one announcement ends before the next begins", async () => {
  const player = aPlayer();
  const { announcer, heard } = anAnnouncer(player);
  announcer.announce(aCall(1));
  announcer.announce(aCall(2));
  await settled();
  const during = player.played.length;
  player.finish();
  await settled();
  const after = player.played.length;
  player.finish();
  await settled();

  assert.deepEqual([during, after, heard.spoken], [1, 2, [1, 2]]);
  assert.deepEqual(heard.states, ["ready", "speaking", "ready"]);
});

test("sound that the browser refuses is told; after a touch the fresh calls are said, the stale ones dropped", async () => {
  const player = aPlayer({ running: false });
  let now_ms = NINE;
  const { announcer, heard } = anAnnouncer(player, { now: () => now_ms });
  announcer.announce(aCall(1));
  announcer.announce(aCall(2, { seconds: 60 }));
  await settled();
  const before = [...heard.states];
  now_ms = NINE + STALE_MS + 1;
  announcer.unlock();
  player.allow(true);
  await settled();

  assert.deepEqual([before, player.resumed], [["blocked"], 2]);
  assert.deepEqual([heard.spoken, heard.dropped], [[2], [[1, "stale"]]]);
  assert.deepEqual(heard.states, ["blocked", "ready", "speaking"]);
});

test("sound lost in the middle of a call is told, and speaking goes on when it returns", async () => {
  const player = aPlayer();
  const { announcer, heard } = anAnnouncer(player);
  announcer.announce(aCall(1));
  await settled();
  player.allow(false);
  player.allow(true);

  assert.deepEqual(heard.states, ["ready", "speaking", "blocked", "speaking"]);
});

test("a call whose clips are missing rings the chime and says so", async () => {
  const player = aPlayer({ lacks: ["zh-CN/counter/3"] });
  const { announcer, heard } = anAnnouncer(player);
  announcer.announce(aCall(1));
  await settled();

  assert.deepEqual([player.played, heard.missing], [[["chime"]], [[1, ["zh-CN/counter/3"]]]]);
});

test("a sound that fails does not stop the queue", async () => {
  const player = aPlayer();
  player.play = async ([first]) => {
    player.played.push(first.clip);
    throw new Error("no device");
  };
  const { announcer, heard } = anAnnouncer(player);
  announcer.announce(aCall(1));
  announcer.announce(aCall(2));
  await settled();

  assert.deepEqual([heard.spoken, announcer.state], [[1, 2], "ready"]);
});

test("a machine without sound says so and counts its calls as said", async () => {
  const { announcer, heard } = anAnnouncer(null);
  announcer.announce(aCall(1));
  await settled();

  assert.deepEqual([heard.states, heard.spoken], [["silent"], [1]]);
});
