"""Which numbers a kiosk gives while it works alone (脱机号), and which the server gives.

Of every thousand, 801 to 999 belong to kiosks that cannot reach the server: so whoever reads a
number sees where it came from, and neither side can give a number of the other. A kiosk has a
block of them leased for a day and a service; no number is ever in two blocks of a day. The server
counts past them: after A800 comes A1000.
"""

from dataclasses import dataclass
from datetime import date, datetime

THOUSAND = 1000
FIRST = 801
SIZE = 40
"""Numbers in a block: an hour of a busy service at one kiosk."""
ENOUGH = 10
"""A kiosk with fewer numbers left than this is given another block."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberBlock:
    """Numbers of a day and a service that one kiosk may give, from ``first`` to ``last``."""

    day: date
    service: str
    first: int
    last: int
    device: str | None
    """None where nobody knows any more who had it: it is never given."""
    leased_at: datetime

    def has(self, count: int) -> bool:
        """Whether a number is in it."""
        return self.first <= count <= self.last

    def overlaps(self, other: "NumberBlock") -> bool:
        """Whether a number would be in both."""
        same = (self.day, self.service) == (other.day, other.service)
        return same and self.first <= other.last and other.first <= self.last


def is_given_alone(count: int) -> bool:
    """Whether a count belongs to kiosks that work alone."""
    return count % THOUSAND >= FIRST


def next_count(last: int) -> int:
    """The count that the server gives after its last one.

    >>> next_count(0), next_count(800), next_count(1800)
    (1, 1000, 2000)
    """
    count = last + 1
    return (count // THOUSAND + 1) * THOUSAND if is_given_alone(count) else count


def given_before(last: int) -> int:
    """How many counts the server itself has given up to its last one.

    >>> given_before(800), given_before(1000)
    (800, 801)
    """
    return last - (last // THOUSAND) * (THOUSAND - FIRST)


def next_block(last: int) -> tuple[int, int]:
    """First and last count of the block after the highest one that was leased, 0 before the first.

    >>> next_block(0), next_block(840), next_block(999)
    ((801, 840), (841, 880), (1801, 1840))
    """
    first, thousands = last + 1, (last + 1) // THOUSAND * THOUSAND
    if not is_given_alone(first):
        first = thousands + FIRST
    return first, min(first + SIZE - 1, thousands + THOUSAND - 1)
