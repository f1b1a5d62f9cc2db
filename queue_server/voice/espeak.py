"""espeak-ng, if the program is on the machine: for what the bank cannot say at all.

It is understood badly in Chinese (docs/decisions/0005), so it never speaks where there are clips. It
needs no package: its WAV is made as loud as the bank is, roughly, and served as it is.
"""

import array
import io
import shutil
import subprocess
import sys
import wave
from typing import ClassVar

from queue_server.domain.announcement import Announcement
from queue_server.voice.failure import SpeechFailed
from queue_server.voice.words import Bank, Words

PROGRAM = "espeak-ng"
VOICES = {"zh-CN": "cmn", "yue": "yue", "en": "en", "ko": "ko", "ru": "ru"}
WORDS_A_MINUTE = 130
TIMEOUT_S = 10.0
LOUD = 0.13
"""Root mean square of full scale: about −16 LUFS of speech …"""
PEAK = 0.83
"""… but no sample above this."""
FULL = 32767
SAMPLE_BYTES = 2


class EspeakNg:
    """Implements ``engines.Engine``."""

    name: ClassVar[str] = "espeak-ng"
    recipe: ClassVar[str] = "1"
    suffix: ClassVar[str] = "wav"
    is_resting = False

    def __init__(self, program: str = PROGRAM) -> None:
        self._program = program

    def is_installed(self) -> bool:
        """Whether the program is on the PATH."""
        return shutil.which(self._program) is not None

    def words(self, bank: Bank, said: Announcement) -> Words | None:
        """The whole call, in languages whose bank lacks a clip of it."""
        return bank.whole_words(said) if said.language in VOICES else None

    def speak(self, words: Words) -> bytes:
        """WAV."""
        command = [self._program, "-v", VOICES[words.language], "-s", str(WORDS_A_MINUTE)]
        try:
            done = subprocess.run(
                [*command, "--stdin", "--stdout"],
                input=words.text.encode(),
                capture_output=True,
                timeout=TIMEOUT_S,
                check=True,
            )
            return _as_loud_as_the_bank(done.stdout)
        except (OSError, subprocess.SubprocessError, wave.Error, EOFError, ValueError) as error:
            raise SpeechFailed(str(error)) from error


def _as_loud_as_the_bank(file: bytes) -> bytes:
    with wave.open(io.BytesIO(file)) as sound:
        # Written to a pipe, its header does not know the length: all that is there is read.
        rate, frames = sound.getframerate(), sound.readframes(len(file) // SAMPLE_BYTES)
        if (sound.getnchannels(), sound.getsampwidth()) != (1, SAMPLE_BYTES):
            raise ValueError("not one channel of 16 bits")
    samples = array.array("h", frames[: len(frames) // SAMPLE_BYTES * SAMPLE_BYTES])
    if sys.byteorder == "big":
        samples.byteswap()
    peak = max(map(abs, samples), default=0)
    if not peak:
        raise ValueError("silence")
    mean_square = sum(sample * sample for sample in samples) / len(samples)
    gain = min(LOUD * FULL / mean_square**0.5, PEAK * FULL / peak)
    samples = array.array("h", (int(sample * gain) for sample in samples))
    if sys.byteorder == "big":
        samples.byteswap()
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((1, SAMPLE_BYTES, rate, 0, "NONE", ""))
        sound.writeframes(samples.tobytes())
    return out.getvalue()
