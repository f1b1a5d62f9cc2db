"""A screen that shows a code and waits for a manager to type it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True, slots=True)
class Pairing:
    """A code on a screen that belongs to no hall yet (配对)."""

    digest: bytes = field(repr=False)
    """SHA-256 of the secret that the screen keeps. It is the screen's token once it is paired."""
    code: str = field(repr=False)
    """Six digits; no other screen shows the same ones."""
    origin: bytes = field(repr=False)
    """Digest of the address that asked: one place cannot use up everybody's codes."""
    ends_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Guesses:
    """How many codes a hall has tried since a moment."""

    hall: str
    count: int
    since: datetime


class Pairings(Protocol):
    """Codes in one transaction."""

    def find_pairing(self, digest: bytes) -> Pairing | None:
        """The code of a screen's secret."""
        ...

    def find_pairing_by_code(self, code: str) -> Pairing | None:
        """The screen that shows a code."""
        ...

    def count_pairings(self, now: datetime, origin: bytes | None = None) -> int:
        """How many codes live, of one origin or all."""
        ...

    def add_pairing(self, pairing: Pairing) -> None:
        """Keep a new code."""
        ...

    def remove_pairing(self, digest: bytes) -> None:
        """A code that was typed is nobody's any more."""
        ...

    def forget_pairings(self, *, before: datetime) -> None:
        """Codes that ended before a moment."""
        ...

    def find_guesses(self, hall: str) -> Guesses | None:
        """How often a hall has tried."""
        ...

    def save_guesses(self, guesses: Guesses) -> None:
        """Keep how often a hall has tried."""
        ...
