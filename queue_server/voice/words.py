"""What is to be said in one breath, and which clips of a call it says instead."""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from queue_server.domain.announcement import CHIME, Announcement

Clips = tuple[str, ...]
END_OF_NUMBER = frozenset({"counter", "phrase/to"})
"""Where the counter's half of a call begins: the kind of its clip, or the clip."""
_NUMBER = re.compile(r"(?<![A-Z0-9])[A-Z][0-9]{3,}(?![A-Z0-9])")


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """One breath in one language."""

    language: str
    text: str
    replaces: int
    """How many clips after the chime it says."""
    phonemes: str = ""
    """As the bank's manifest writes them, with a breath after the letter; empty where they are not known."""
    voice: str = ""
    """The bank's own voice for them, so that both halves of a call are one person's."""
    engine: str = ""
    """What the bank's clips were made with."""


class Bank:
    """The voice bank's manifest, and which clips a hall has recorded itself."""

    def __init__(self, *, sounds: Path, recordings: Path) -> None:
        """Read the manifest; a hall without one has no clips at all."""
        manifest = sounds / "manifest.json"
        text = manifest.read_text(encoding="utf-8") if manifest.exists() else '{"clips": {}}'
        self._clips: Mapping[str, Mapping[str, str]] = json.loads(text)["clips"]
        self._recordings = str(recordings)

    def number_words(self, said: Announcement) -> Words | None:
        """The ticket's half; None where a clip of it is unknown, or is a recording of the hall's own.

        A person's voice is worth more than a model's, and half of each would be heard as two people.
        """
        clips = _number_clips(said)
        known = [self._clips[clip] for clip in clips if clip in self._clips]
        if not clips or len(known) < len(clips) or any(map(self._is_recorded, clips)):
            return None
        voices = {clip["voice"] for clip in known}
        return Words(
            language=said.language,
            text=_joined(said.language, [clip["text"] for clip in known]),
            replaces=len(clips),
            phonemes=_with_a_breath(clips, [clip["phonemes"] for clip in known]),
            voice=voices.pop() if len(voices) == 1 else "",
            engine=known[0]["engine"],
        )

    def whole_words(self, said: Announcement) -> Words | None:
        """The whole call, its number spelled, where neither bank nor hall can say all of it."""
        clips = _spoken(said)
        if all(clip in self._clips or self._is_recorded(clip) for clip in clips):
            return None
        text = _NUMBER.sub(lambda number: " ".join(number[0]), said.text)
        return Words(language=said.language, text=text, replaces=len(clips))

    def _is_recorded(self, clip: str) -> bool:
        return os.path.isfile(f"{self._recordings}/{clip}.mp3")  # noqa: PTH113 -- a third of the time of a Path, at each call


def digest(*facts: str) -> str:
    """The name of a sound by its content: who says what, and by which recipe."""
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def _spoken(said: Announcement) -> Clips:
    return tuple(clip for clip in said.clips if clip != CHIME)


def _number_clips(said: Announcement) -> Clips:
    clips = _spoken(said)
    for place, clip in enumerate(clips):
        name = clip.partition("/")[2]
        if name in END_OF_NUMBER or name.partition("/")[0] in END_OF_NUMBER:
            return clips[:place]
    return ()


def _with_a_breath(clips: Clips, phonemes: list[str]) -> str:
    """A comma after the letter: digits that follow it at once are heard worse (docs/decisions/0021)."""
    return " ".join(
        _breathing(clip.split("/")[1], each) for clip, each in zip(clips, phonemes, strict=True)
    )


def _breathing(kind: str, phonemes: str) -> str:
    if kind == "letter":
        return f"{phonemes},"
    if kind.startswith("ticket"):
        return ", ".join(phonemes.rsplit(" ", 1))
    return phonemes


def _joined(language: str, texts: list[str]) -> str:
    """Chinese is written without spaces."""
    return ("" if language in {"zh-CN", "yue"} else " ").join(texts)
