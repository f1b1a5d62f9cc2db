// A film of so many milliseconds, as WebM in base64: colours that change, and a tone. Made here, so that no file need be kept.
async (length_ms) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 180 });
  const picture = canvas.getContext("2d");
  const paint = setInterval(() => {
    picture.fillStyle = `hsl(${performance.now() / 5} 60% 40%)`;
    picture.fillRect(0, 0, canvas.width, canvas.height);
  }, 40);
  const audio = new AudioContext();
  const sound = audio.createMediaStreamDestination();
  const tone = new OscillatorNode(audio, { frequency: 440 });
  tone.connect(sound);
  tone.start();
  const stream = new MediaStream([...canvas.captureStream(25).getTracks(), ...sound.stream.getTracks()]);
  const recorder = new MediaRecorder(stream, { mimeType: "video/webm;codecs=vp8,opus", videoBitsPerSecond: 100_000 });
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const ended = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.start();
  await new Promise((resolve) => setTimeout(resolve, length_ms));
  recorder.stop();
  await ended;
  clearInterval(paint);
  await audio.close();
  const reader = new FileReader();
  reader.readAsDataURL(new Blob(parts));
  await new Promise((resolve) => (reader.onload = resolve));
  return reader.result.slice(reader.result.indexOf(",") + 1);
};
