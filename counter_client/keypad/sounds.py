"""Short tones, and the number by the voice bank's clips, by a program of the machine that plays files."""

import array
import logging
import math
import queue
import shutil
import subprocess
import tempfile
import threading
import wave
from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Protocol

log = logging.getLogger(__name__)

RATE = 22_050
FILE = "{file}"
WAV_PLAYERS = (("pw-play", FILE), ("paplay", FILE), ("aplay", "-q", FILE), ("afplay", FILE))
MP3_PLAYERS = (
    ("mpg123", "-q", FILE),
    ("pw-play", FILE),
    ("afplay", FILE),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "quiet", FILE),
)
BACKLOG = 3
"""A tone and a number of one press, and the next press."""
PLAYS_S = 10.0
"""What plays longer is ended: nothing of ours is so long."""


class Tone(StrEnum):
    """What a tone says."""

    DONE = "done"
    REFUSED = "refused"
    BUSY = "busy"
    WAITING = "waiting"


NOTES: dict[Tone, tuple[tuple[float, float], ...]] = {
    Tone.DONE: ((880, 0.07),),
    Tone.REFUSED: ((330, 0.12), (0, 0.05), (262, 0.2)),
    Tone.BUSY: ((262, 0.06),),
    Tone.WAITING: ((440, 0.12), (0, 0.08), (440, 0.12)),
}
"""Hertz and seconds, one after another; 0 Hz is a rest."""


class Sounds(Protocol):
    """What the officer hears of the pad."""

    def tone(self, tone: Tone) -> None: ...

    def say(self, number: str) -> None: ...

    def close(self) -> None: ...


class Silence:
    """Nothing is heard: nothing plays here, or it is not wanted."""

    def tone(self, tone: Tone) -> None:
        """It stays quiet."""

    def say(self, number: str) -> None:
        """It stays quiet."""

    def close(self) -> None:
        """There is nothing to end."""


class Speaker:
    """Plays one thing after another in a thread of its own; of a backlog only the newest is worth hearing.

    Without a ``player`` there are no tones, without a ``clip_player`` no number is said.
    """

    def __init__(self, player: Sequence[str], clip_player: Sequence[str], *, language: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="lunhou-keypad-")
        self._tones = {tone: write_tone(Path(self._folder.name), tone) for tone in Tone}
        self._player, self._clip_player = player, clip_player
        self._language = language
        self._wanted: queue.Queue[Sequence[Sequence[str]] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)
        self._thread.start()

    def tone(self, tone: Tone) -> None:
        if self._player:
            self._wanted.put([_command(self._player, self._tones[tone])])

    def say(self, number: str) -> None:
        if self._clip_player:
            clips = number_clips(number, self._language)
            self._wanted.put([_command(self._clip_player, clip) for clip in clips])

    def close(self) -> None:
        self._wanted.put(None)
        self._thread.join(PLAYS_S)
        self._folder.cleanup()

    def _run(self) -> None:
        while (commands := self._next()) is not None:
            for command in commands:
                if not self._plays(command):
                    return

    def _next(self) -> Sequence[Sequence[str]] | None:
        wanted = self._wanted.get()
        while wanted is not None and self._wanted.qsize() >= BACKLOG:
            wanted = self._wanted.get()
        return wanted

    def _plays(self, command: Sequence[str]) -> bool:
        """False when there is no such program: then it is quiet for good, and the log says so once."""
        try:
            subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PLAYS_S, check=False
            )
        except subprocess.TimeoutExpired:
            log.warning("%s did not end", command[0])
        except OSError as error:
            log.warning("nothing is heard: %s cannot be started: %s", command[0], error)
            return False
        return True


def find_player(players: Sequence[Sequence[str]]) -> Sequence[str] | None:
    """The first that this machine has."""
    return next((each for each in players if shutil.which(each[0])), None)


def write_tone(folder: Path, tone: Tone) -> Path:
    """The tone as a file that every player can play."""
    samples = array.array("h")
    for hertz, seconds in NOTES[tone]:
        samples.extend(_note(hertz, seconds))
    file = folder / f"{tone}.wav"
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(samples.itemsize)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())
    return file


def number_clips(number: str, language: str, bank: Path | None = None) -> list[Path]:
    """The clips that say a number in that language; none where the bank cannot say it.

    The names are those of sounds/README.md: A012 is ``ticket/A0``, ``pair/12``, or digit by digit.
    """
    folder = bank or _bank()
    spoken = "zh-CN" if language.startswith("zh") else language
    if folder is None or len(number) < 4:  # noqa: PLR2004 -- a letter and three digits at least
        return []
    digits = [f"digit/{digit}" for digit in number[1:]]
    for names in (
        [f"ticket/{number[:2]}", *digits[1:-2], f"pair/{number[-2:]}"],
        [f"ticket/{number[0]}", *digits],
    ):
        clips = [folder / spoken / f"{name}.mp3" for name in names]
        if all(clip.is_file() for clip in clips):
            return clips
    return []


def _bank() -> Path | None:
    """The bank that came with the program, if it is there as files."""
    with suppress(ModuleNotFoundError, TypeError):
        return Path(str(files("display_client.sounds")))
    return None


def _note(hertz: float, seconds: float) -> list[int]:
    """A sine with soft edges, so that it does not click."""
    count = int(RATE * seconds)
    edge = RATE // 200
    return [
        int(
            12_000
            * min(1, place / edge, (count - place) / edge)
            * math.sin(2 * math.pi * hertz * place / RATE)
        )
        for place in range(count)
    ]


def _command(player: Sequence[str], file: Path) -> list[str]:
    return [part.replace(FILE, str(file)) for part in player]
