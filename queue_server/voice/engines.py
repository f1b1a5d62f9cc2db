"""The port to what speaks, and the engines by name."""

import io
import wave
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Protocol

from queue_server.domain.announcement import Announcement
from queue_server.settings.server import NO_ENGINE
from queue_server.voice.espeak import EspeakNg
from queue_server.voice.gtts import Gtts
from queue_server.voice.kokoro import Kokoro
from queue_server.voice.words import Bank, Words, digest

SILENCE_S = 0.2
RATE = 8_000


class Engine(Protocol):
    """One way to speak. All but ``speak`` is asked in the server and loads nothing heavy."""

    name: ClassVar[str]
    recipe: ClassVar[str]
    """Changes when the same words come out differently."""
    suffix: ClassVar[str]
    """``mp3`` or ``wav``."""

    def is_installed(self) -> bool:
        """Whether this machine has what it needs."""
        ...

    def words(self, bank: Bank, said: Announcement) -> Words | None:
        """What of a call it would say; None when it cannot, or need not."""
        ...

    @property
    def is_resting(self) -> bool:
        """Whether it has failed so often that it is not asked for a while."""
        ...

    def speak(self, words: Words) -> bytes:
        """The sound, as a whole file; takes its time, and raises SpeechFailed. Only in the worker."""
        ...


class NullEngine:
    """Says every number as a moment of silence: the twin for tests, and to try the way to the screens."""

    name: ClassVar[str] = "null"
    recipe: ClassVar[str] = "1"
    suffix: ClassVar[str] = "wav"
    is_resting = False

    def is_installed(self) -> bool:
        """Always."""
        return True

    def words(self, bank: Bank, said: Announcement) -> Words | None:
        """The ticket's half."""
        return bank.number_words(said)

    def speak(self, words: Words) -> bytes:  # noqa: ARG002 -- whatever is said, nothing is heard
        """Silence."""
        file = io.BytesIO()
        with wave.open(file, "wb") as sound:
            sound.setparams((1, 2, RATE, 0, "NONE", ""))
            sound.writeframes(bytes(int(SILENCE_S * RATE) * 2))
        return file.getvalue()


KINDS: Mapping[str, Callable[[], Engine]] = {
    Kokoro.name: Kokoro,
    Gtts.name: Gtts,
    EspeakNg.name: EspeakNg,
    NullEngine.name: NullEngine,
}


def engines(names: Sequence[str]) -> tuple[Engine, ...]:
    """Those of these names that are installed, in the same order; KeyError for an unknown one."""
    made = [KINDS[name]() for name in names if name != NO_ENGINE]
    return tuple(engine for engine in made if engine.is_installed())


def file_of(engine: Engine, words: Words) -> str:
    """The name under which these words by this engine are kept."""
    said = words.phonemes or words.text
    name = digest(engine.name, engine.recipe, words.language, words.voice, words.text, said)
    return f"{name}.{engine.suffix}"
