import assert from "node:assert/strict";
import test from "node:test";

import { CLIPS, ENGLISH, aCall, aPlayer, allSaid, anAnnouncer, settled } from "./spoken_builders.js";

const MUTED = () => ({ aloud: false, volume: 1, stale_ms: 90_000 });

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

  assert.deepEqual([during, after, heard.spoken], [4, 8, [1, 2]]);
  assert.deepEqual([heard.states, heard.said], [["ready", "speaking", "ready"], [[1, "bank"], [2, "bank"]]]);
});

test("the chime rings at once, and the words follow when they are there", async () => {
  const player = aPlayer();
  let arrive;
  player.load = (clips) => (clips.length > 1 ? new Promise((resolve) => void (arrive = resolve)) : Promise.resolve());
  const { announcer } = anAnnouncer(player);
  announcer.announce(aCall(1));
  await settled();
  const before = [...player.played];
  arrive();
  await settled();

  assert.deepEqual([before, player.played], [["chime"], CLIPS]);
  assert.deepEqual(player.starts.map((start_s) => Number(start_s.toFixed(2))), [0, 1.05, 2.07, 3.19]);
});

test("an urgent call goes before others and cuts nobody off", async () => {
  const player = aPlayer();
  const { announcer, heard } = anAnnouncer(player);
  announcer.announce(aCall(1));
  await settled();
  announcer.announce(aCall(2));
  announcer.announce(aCall(3, { first: true }));
  await settled();
  const during = [...heard.spoken];
  await allSaid(player, heard);

  assert.deepEqual([during, heard.spoken], [[1], [1, 3, 2]]);
});

test("while many wait the chime rings no more and only the needed language is said", async () => {
  const player = aPlayer();
  const { announcer, heard } = anAnnouncer(player);
  const announcement = [...aCall(1).announcement, { language: "en", text: "", clips: ENGLISH }];
  for (let sequence = 1; sequence <= 6; sequence += 1) {
    announcer.announce(aCall(sequence, { announcement, language: sequence === 2 ? "en" : "zh-CN" }));
  }
  await settled();
  player.finish();
  await settled();

  assert.deepEqual(player.played, [...CLIPS.slice(1), ...CLIPS.slice(1), ...ENGLISH]);
  await allSaid(player, heard);
  assert.equal(player.played.filter((clip) => clip === "chime").length, 4);
});

test("sound that the browser refuses is told; its calls are shown, and said after a touch while they are fresh", async () => {
  const player = aPlayer({ running: false });
  let now_ms = 0;
  const { announcer, heard } = anAnnouncer(player, { now: () => now_ms });
  announcer.announce(aCall(1));
  await settled();
  heard.waits.at(-1).end();
  now_ms = 60_000;
  announcer.announce(aCall(2));
  await settled();
  const before = [...heard.states];
  now_ms = 90_001;
  announcer.unlock();
  player.allow(true);
  await settled();

  assert.deepEqual([before, player.resumed, heard.shown], [["blocked"], 2, [1, 2]]);
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

test("in quiet hours calls are shown one after another and nothing sounds", async () => {
  const player = aPlayer();
  const { announcer, heard } = anAnnouncer(player, { manner: MUTED });
  announcer.announce(aCall(1));
  announcer.announce(aCall(2));
  await settled();
  const during = [...heard.shown];
  await allSaid(player, heard);

  assert.deepEqual([during, heard.shown, heard.said], [[1], [1, 2], [[1, "none"], [2, "none"]]]);
  assert.deepEqual([player.played, heard.states], [[], ["muted"]]);
});

test("quiet hours that begin cut nothing off", async () => {
  const player = aPlayer();
  let aloud = true;
  const { announcer, heard } = anAnnouncer(player, { manner: () => ({ aloud, volume: 1, stale_ms: 90_000 }) });
  announcer.announce(aCall(1));
  await settled();
  aloud = false;
  announcer.review();
  const during = [...heard.states];
  await allSaid(player, heard);

  assert.deepEqual([during, heard.states, heard.said], [["ready", "speaking"], ["ready", "speaking", "muted"], [[1, "bank"]]]);
});

test("the volume of the hour is what is played", async () => {
  const player = aPlayer();
  const { announcer } = anAnnouncer(player, { manner: () => ({ aloud: true, volume: 0.4, stale_ms: 90_000 }) });
  announcer.announce(aCall(1));
  await settled();

  assert.deepEqual(player.volumes, [0.4, 0.4]);
});

test("a call whose clips are missing rings the chime and says so", async () => {
  const player = aPlayer({ lacks: ["zh-CN/counter/3"] });
  const { announcer, heard } = anAnnouncer(player);
  announcer.announce(aCall(1));
  await settled();
  heard.waits.forEach(({ end }) => end());
  await allSaid(player, heard);

  assert.deepEqual([player.played, heard.missing], [["chime"], [[1, ["zh-CN/counter/3"]]]]);
  assert.deepEqual(heard.said, [[1, "chime"]]);
});

test("a sound that fails does not stop the queue, and the machine counts as silent until one sounds", async () => {
  const player = aPlayer();
  const play = player.play;
  player.play = async () => {
    throw new Error("no device");
  };
  const { announcer, heard } = anAnnouncer(player);
  announcer.announce(aCall(1));
  announcer.announce(aCall(2));
  await settled();
  const broken = announcer.state;
  player.play = play;
  announcer.announce(aCall(3));
  await allSaid(player, heard);

  assert.deepEqual([broken, announcer.state], ["silent", "ready"]);
  assert.deepEqual(heard.said, [[1, "none"], [2, "none"], [3, "bank"]]);
});

test("a listener that fails does not stop the queue", async () => {
  const player = aPlayer();
  const spoken = [];
  const { announcer, heard } = anAnnouncer(player, {
    onSpoken: ({ sequence }) => {
      spoken.push(sequence);
      throw new Error("cannot draw");
    },
  });
  announcer.announce(aCall(1));
  announcer.announce(aCall(2));
  await allSaid(player, heard);

  assert.deepEqual([spoken, announcer.state === "speaking"], [[1, 2], false]);
});

test("a machine without sound says so and shows its calls", async () => {
  const { announcer, heard } = anAnnouncer(null);
  announcer.announce(aCall(1));
  await settled();

  assert.deepEqual([heard.states, heard.shown], [["silent"], [1]]);
});

test("what another screen of this browser has said is only shown", async () => {
  const player = aPlayer();
  const { announcer, heard } = anAnnouncer(player, { takeTurn: (_name, speak) => speak(true) });
  announcer.announce(aCall(1));
  await settled();

  assert.deepEqual([player.played, heard.spoken, heard.shown], [[], [], [1]]);
});

test("of three hundred calls in a minute each is said in time or told to be dropped, in order", async () => {
  const player = aPlayer();
  let now_ms = 0;
  const { announcer, heard } = anAnnouncer(player, { now: () => now_ms });
  for (let sequence = 1; sequence <= 300; sequence += 1) {
    now_ms = sequence * 200;
    announcer.announce(aCall(sequence, { number: `A${sequence}` }));
    if (sequence % 15 === 0) player.finish(); // three seconds each
    await settled();
  }
  while (heard.said.length + heard.dropped.length < 300) {
    now_ms += 3_000;
    player.finish();
    await settled();
    await settled();
  }

  assert.deepEqual(heard.spoken, [...heard.spoken].sort((a, b) => a - b));
  assert.equal(heard.spoken.length, 51);
  assert.deepEqual(new Set(heard.dropped.map(([, reason]) => reason)), new Set(["stale"]));
});
