// Measures what sounds: the mean square of every ten milliseconds, with its place on the context's clock.
class Ear extends AudioWorkletProcessor {
  constructor() {
    super();
    this.sum = 0;
    this.count = 0;
  }

  process([input]) {
    const samples = input[0] ?? new Float32Array(128);
    for (const sample of samples) this.sum += sample * sample;
    this.count += samples.length;
    if (this.count >= sampleRate / 100) {
      this.port.postMessage({ at_s: currentTime, level: this.sum / this.count });
      this.sum = 0;
      this.count = 0;
    }
    return true;
  }
}

registerProcessor("ear", Ear);
