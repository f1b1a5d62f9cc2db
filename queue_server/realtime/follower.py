"""Several processes record; each tells its own sockets everything, in the order of the record.

A process hears of events from its own writer and from the others, in any order. It lets each through
after the one before it. What does not come, it reads from the record: after a moment where a later
event waits for it, within a second where nothing was heard at all.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from queue_server.use_cases.recorded import Recorded

log = logging.getLogger(__name__)

GAP_S = 0.1
"""How long an event waits for the one before it, until that is read from the record."""
LOOK_S = 1.0
"""How often it is looked whether the record is longer than what was heard."""
REST_S = 5.0
"""How long a question that is under way may take to end."""
AT_ONCE = 512
"""Events read from the record in one question."""


@dataclass(slots=True)
class _Line:
    """Where one hall stands."""

    last: int
    """The sequence of the last event that was told."""
    early: dict[int, Recorded] = field(default_factory=dict)
    """Those that came before their turn."""

    def accept(self, recorded: Recorded) -> list[Recorded]:
        """Those that may be told now; one that was told before is nothing new."""
        if recorded.sequence > self.last:
            self.early[recorded.sequence] = recorded
        ready = []
        while (following := self.early.pop(self.last + 1, None)) is not None:
            ready.append(following)
            self.last += 1
        return ready


class Follower:
    """Puts the events of all processes in order.

    ``tell`` is given them, by one thread at a time. ``read`` gives the first events of a hall after a
    sequence and ``sequences`` where each hall's record ends; both may wait, not block.
    """

    def __init__(
        self,
        *,
        tell: Callable[[Sequence[Recorded]], object],
        read: Callable[[str, int, int], Sequence[Recorded]],
        sequences: Callable[[], Mapping[str, int]],
        look_s: float = LOOK_S,
    ) -> None:
        """Begins where the records end now."""
        self._tell, self._read, self._sequences = tell, read, sequences
        self._look_s = look_s
        self._lines = {hall: _Line(last) for hall, last in sequences().items()}
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._closed = False
        self._ended = threading.Event()
        self._ended.set()
        self._looked_at = 0.0

    def accept(self, recorded: Sequence[Recorded]) -> None:
        """Take events as they were heard, and tell all whose turn has come."""
        with self._lock:
            for each in recorded:
                # A hall that this process does not serve has nobody to be told here.
                line = self._lines.get(each.hall)
                ready = line.accept(each) if line is not None else []
                if ready:
                    self._tell(ready)
            if any(line.early for line in self._lines.values()):
                self._wake.set()

    def known(self, hall: str) -> int:
        """The sequence of the last event that was heard of, whether it could be told yet or not."""
        line = self._lines.get(hall)
        return max(line.early, default=line.last) if line is not None else 0

    def look(self) -> None:
        """Look soon whether something was not heard."""
        self._looked_at = 0.0
        self._wake.set()

    def run(self) -> None:
        """Read what is missing, until closed."""
        self._ended.clear()
        try:
            self._follow()
        finally:
            self._ended.set()

    def close(self) -> None:
        """Read no more; returns when what is being read has been read."""
        self._closed = True
        self._wake.set()
        self._ended.wait(REST_S)

    def _follow(self) -> None:
        while not self._closed:
            self._wake.wait(self._look_s)
            self._wake.clear()
            waiting = {hall: line.last for hall, line in self._lines.items() if line.early}
            if waiting:
                time.sleep(GAP_S)
            self._catch_up([hall for hall, last in waiting.items() if self._stands(hall, last)])
            if time.monotonic() - self._looked_at >= self._look_s:
                self._looked_at = time.monotonic()
                self._catch_up(self._behind())

    def _stands(self, hall: str, last: int) -> bool:
        line = self._lines[hall]
        return bool(line.early) and line.last == last

    def _behind(self) -> list[str]:
        """The halls whose record goes on after what is known here."""
        try:
            ends = self._sequences()
        except Exception as error:  # noqa: BLE001 -- the database is away; it is asked again in a second
            log.info("where the records end is not known: %s", error)
            return []
        return [
            hall for hall, end in ends.items() if hall in self._lines and end > self.known(hall)
        ]

    def _catch_up(self, halls: Sequence[str]) -> None:
        for hall in halls:
            try:
                self._read_on(hall)
            except Exception as error:  # noqa: BLE001 -- as above
                log.warning("the record of %s was not read on: %s", hall, error)

    def _read_on(self, hall: str) -> None:
        is_more = True
        while is_more and not self._closed:
            found = self._read(hall, self._lines[hall].last, AT_ONCE)
            self.accept(found)
            is_more = len(found) == AT_ONCE
