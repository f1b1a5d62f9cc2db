// On a screen under measure: when each sound begins, what was shown, and, where asked, a page that lives faster.
const speed = 1; // replaced
window.heard = { starts: [], shown: [] };

const { start } = AudioBufferSourceNode.prototype;
AudioBufferSourceNode.prototype.start = function noted(at_s) {
  const ahead_ms = Math.max(0, at_s - this.context.currentTime) * 1_000;
  if (window.heard.starts.length < 1_000) window.heard.starts.push(performance.timeOrigin + performance.now() + ahead_ms);
  return start.call(this, at_s / speed);
};

if (speed > 1) {
  const time = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, "currentTime").get;
  Object.defineProperty(BaseAudioContext.prototype, "currentTime", { get() { return time.call(this) * speed; } });
  const { decodeAudioData } = BaseAudioContext.prototype;
  BaseAudioContext.prototype.decodeAudioData = async function shortened(bytes) {
    const whole = await decodeAudioData.call(this, bytes);
    const short = new AudioBuffer({ length: Math.max(1, Math.floor(whole.length / speed)), sampleRate: whole.sampleRate });
    const duration = Object.getOwnPropertyDescriptor(AudioBuffer.prototype, "duration").get;
    Object.defineProperty(short, "duration", { get() { return duration.call(this) * speed; } });
    return short;
  };
  const { setInterval: every } = window;
  window.setInterval = (act, ms, ...more) => every(act, ms / speed, ...more);
}

new MutationObserver(() => {
  for (const { dataset } of document.querySelectorAll("[data-number]")) {
    if (window.heard.shown.length < 1_000 && !window.heard.shown.includes(dataset.number)) window.heard.shown.push(dataset.number);
  }
}).observe(document, { subtree: true, childList: true });
