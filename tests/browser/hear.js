// Notes on the hall screen what sounds: each clip that starts, and the loudest sample that came out of it.
window.heard = { clips: 0, seconds: 0, peak: 0 };
const start = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function startAndListen(at_s) {
  const ear = this.context.createAnalyser();
  const samples = new Float32Array(ear.fftSize);
  this.connect(ear);
  const look = setInterval(() => {
    ear.getFloatTimeDomainData(samples);
    window.heard.peak = Math.max(window.heard.peak, ...samples.map(Math.abs));
  }, 20);
  this.addEventListener("ended", () => clearInterval(look));
  window.heard.clips += 1;
  window.heard.seconds += this.buffer.duration;
  return start.call(this, at_s);
};
