"""The last events of each hall, kept in memory for those who missed some."""

from collections import deque
from collections.abc import Sequence
from itertools import takewhile

from queue_server.use_cases.recorded import Recorded

KEPT = 1024
"""Events of a hall: some minutes of the busiest, and about half a megabyte."""


class Ring:
    """The recent events of every hall, as this process published them."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._events: dict[str, deque[Recorded]] = {}

    def add(self, recorded: Recorded) -> None:
        """Keep an event; in its hall's order."""
        events = self._events.get(recorded.hall)
        if events is None:
            events = self._events[recorded.hall] = deque(maxlen=self._kept)
        events.append(recorded)

    def last(self, hall: str) -> int:
        """The sequence of the last published event; 0 when none was since the start."""
        events = self._events.get(hall)
        return events[-1].sequence if events else 0

    def find_after(self, hall: str, sequence: int) -> Sequence[Recorded] | None:
        """Every published event after a sequence; None where some of them are not here.

        They are not when they are too old, and when another process published them.
        """
        events = self._events.get(hall)
        if not events or events[0].sequence > sequence + 1:
            return None
        found = list(takewhile(lambda each: each.sequence > sequence, reversed(events)))
        found.reverse()
        unbroken = not found or found[-1].sequence - sequence == len(found)
        return found if unbroken else None
