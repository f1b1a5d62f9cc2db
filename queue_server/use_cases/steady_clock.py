"""The halls' clock: the machine's, but it never goes back.

Who came first would be told by it: after a step back, everyone who takes a number would have come
before those who wait already; waits would be negative, and yesterday would open again.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

log = logging.getLogger(__name__)

BELIEVED = timedelta(hours=2)
"""A step back by more than this says that the time before was wrong: then the new one is right."""
PACE = 0.5
"""How fast time goes until the machine's clock has caught up."""
WORTH_TELLING = timedelta(seconds=1)


class SteadyClock:
    """Tells the wall clock's time; set back, it goes on at half its pace until it agrees again.

    A step forward is believed at once: so wakes a machine that slept. No lock: two threads that ask
    at once may be told times in another order by what the asking took.
    """

    def __init__(
        self,
        wall: Callable[[], datetime],
        *,
        last: datetime | None = None,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        """``last`` is a time that was told before, by another process; ``steady`` counts seconds."""
        self._wall, self._steady = wall, steady
        now = wall()
        self._told = (last or now, last is not None and last > now, steady())

    def __call__(self) -> datetime:
        """The time, in the wall clock's zone."""
        wall, counted = self._wall(), self._steady()
        last, was_ahead, counted_last = self._told
        back = last - wall
        now = wall
        if back <= BELIEVED and (was_ahead or back > timedelta(0)):
            now = max(wall, last + PACE * timedelta(seconds=counted - counted_last))
        self._told = now, now > wall, counted
        if back > WORTH_TELLING and not was_ahead:
            _tell(back)
        return now


def _tell(back: timedelta) -> None:
    if back > BELIEVED:
        log.warning("the clock was set back by %s; it is believed", back)
    else:
        log.warning("the clock was set back by %s; time goes slowly until it is reached", back)
