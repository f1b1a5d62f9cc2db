// The announcer alone on a page, with an ear: every start is noted, and all that sounds is measured.
import { createAnnouncer } from "/static/display/announcer.js";
import { turnsIn } from "/static/display/turns.js";

const context = new AudioContext();
const heard = { states: [], spoken: [], shown: [], missing: [], turns: [], starts: [], levels: [] };
// A worklet, too, is for secure addresses alone: on plain http only starts and turns are noted.
const ear = isSecureContext ? await anEar() : context.createGain();

async function anEar() {
  await context.audioWorklet.addModule("/test/ear.js");
  const node = new AudioWorkletNode(context, "ear");
  node.port.onmessage = ({ data }) => heard.levels.push(data);
  node.connect(context.destination);
  return node;
}

const start = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function startAndNote(at_s) {
  heard.starts.push({ at_s, duration_s: this.buffer.duration });
  this.connect(ear);
  return start.call(this, at_s);
};

const announcer = createAnnouncer({
  context,
  ...(location.search === "?turns" ? { takeTurn: turnsIn("guangdong") } : {}),
  onState(state) {
    heard.states.push(state);
    console.info(state);
  },
  onSpoken({ sequence }, aloud) {
    (aloud ? heard.spoken : heard.shown).push(sequence);
    if (aloud) heard.turns.push({ sequence, from: Date.now() });
  },
  onSaid({ sequence }) {
    const turn = heard.turns.find((each) => each.sequence === sequence);
    if (turn) turn.to = Date.now();
  },
  onMissing: (call, clips) => heard.missing.push(...clips),
});
document.addEventListener("pointerdown", () => announcer.unlock());
window.announcer = announcer;
window.heard = heard;
