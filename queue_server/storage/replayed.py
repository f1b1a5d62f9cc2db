"""A hall as its record says it is; ``replay`` fills it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from queue_server.domain.assistance import Assistance
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.names import CounterNumber
from queue_server.storage.replay_cases import ReplayedCases

Facts = dict[str, object]
"""What the record says of a row, by column."""
Calls = dict[CounterNumber, Assistance | None]


@dataclass(kw_only=True)
class Replayed:
    """A hall as its record says it is."""

    tickets: dict[int, Facts] = field(default_factory=dict)
    stages: dict[tuple[int, int], Facts] = field(default_factory=dict)
    remarks: dict[int, str | None] = field(default_factory=dict)
    """The digests of those that were changed after the issue, by ticket."""
    ratings: dict[tuple[int, int], Facts] = field(default_factory=dict)
    appointments: dict[str, Facts] = field(default_factory=dict)
    """Those that were kept, by code."""
    seats: dict[int, Facts] = field(default_factory=dict)
    paper_cases: dict[int, Facts] = field(default_factory=dict)
    """Who was sent for papers, by ticket."""
    shown: dict[tuple[str, str], Facts] = field(default_factory=dict)
    """What was set about the screens."""
    helped: dict[str, Facts] = field(default_factory=dict)
    """The bells of kiosks that were ever rung, by device."""
    calls: Calls = field(default_factory=dict)
    """Counters that ever called for a person, and the call that is open there."""
    cases: ReplayedCases = field(default_factory=ReplayedCases)
    open_day: date | None = None
    closed_day: date | None = None
    epoch: int = 1
    blocks: dict[tuple[str, str, int], Facts] = field(default_factory=dict)
    """Numbers that kiosks may give alone, by day, service and first count."""
    numbers: Counter[tuple[str, str]] = field(default_factory=Counter)
    """The server's own last count of each letter, by day and letter."""

    def lines(self, here: int) -> Counter[tuple[object, ...]]:
        """How many wait in the hall (1) or are on the way (0), by day, service and class."""
        return Counter(
            (each["day"], each["service"], each["class"])
            for each in self.tickets.values()
            if each["state"] == TicketState.WAITING.value and each["here"] == here
        )

    def count(self, day: str, letter: str, last: int) -> None:
        """The server gave a number, or knows that it did."""
        self.numbers[day, letter] = max(last, self.numbers[day, letter])

    def seat(self, counter: int) -> Facts:
        """A counter; closed and empty before anything was said of it."""
        empty: Facts = dict.fromkeys(("officer", "ticket", "reason", "since", "until"))
        empty["state"] = "closed"
        return self.seats.setdefault(counter, empty)


def whole(fact: object) -> int:
    """A fact of a column that holds whole numbers."""
    assert isinstance(fact, int)  # noqa: S101 -- these columns are whole numbers
    return fact
