"""A clock that runs faster, so that a day passes while one watches."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def fast_clock(start: datetime, speed: float) -> Callable[[], datetime]:
    """The time at ``speed`` times the wall clock, beginning at ``start`` now."""
    began = time.monotonic()

    def now() -> datetime:
        return start + timedelta(seconds=(time.monotonic() - began) * speed)

    return now


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)
