"""What the hall keeps of its kiosks: the numbers that each may give alone, and what became of each press."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from queue_server.domain.names import TicketId
from queue_server.domain.number_block import NumberBlock


@dataclass(frozen=True, kw_only=True, slots=True)
class Press:
    """One press for a number at a kiosk, by the id that the kiosk made before it asked for it."""

    issue: str
    device: str
    day: date
    number: str
    """What was given, or stands on the paper."""
    ticket: TicketId | None
    """None where it could not be taken into the line."""
    conflict: str | None = None
    """The code of why the paper's number could not be kept."""
    at: datetime


class Kiosks(Protocol):
    """The kiosks' numbers of one locked hall."""

    @property
    def mark(self) -> tuple[int, str]:
        """Where the record ends: its last sequence, and that event's digest in hexadecimal."""
        ...

    def digest_of(self, sequence: int) -> str | None:
        """The digest of an event; None if the record is not so long."""
        ...

    def number_issued(self, sequence: int) -> str | None:
        """The number that was issued by an event; None if it issued none."""
        ...

    def blocks(self, day: date) -> Sequence[NumberBlock]:
        """Every block of a day, by their numbers."""
        ...

    def add_block(self, block: NumberBlock) -> None:
        """Lease a block."""
        ...

    def highest_given(self, block: NumberBlock) -> int:
        """The highest number of a block that is known to be on paper; 0 if none is."""
        ...

    def find_press(self, issue: str) -> Press | None:
        """What became of a press."""
        ...

    def save_press(self, press: Press) -> None:
        """Keep what became of a press."""
        ...

    def is_taken(self, day: date, number: str) -> bool:
        """Whether a ticket of a day has a number, or had it called, or has it on paper."""
        ...

    def last_count(self, day: date, service: str) -> int:
        """The server's own last count of a day."""
        ...

    def raise_count(self, day: date, service: str, last: int) -> None:
        """Never give a count up to this one again."""
        ...
