"""What is rendered in one breath, and which of its parts become clips."""

from dataclasses import dataclass

COUNTERS = range(1, 61)
DIGITS = "0123456789"
PAIRS = tuple(f"{number:02d}" for number in range(100))
GUIDANCE = "phrase/kiosk_"
"""What the clips begin with that a kiosk says; the rest is the phrase's name in guidance.js of its page."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A stretch of a sentence: its words, their spelling (pinyin or English), the clip made of it."""

    text: str
    spelling: str
    phonemes: str
    clip: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """Parts rendered in one breath by one voice."""

    language: str
    voice: str
    speed: float
    parts: tuple[Part, ...]
