"""The promise, and the bar that fills as a person waits.

Every class of every service has a promise: how long a person of that class
should wait at the most. The share of it that is used orders the line, warns the
manager before it is broken, and measures the day: one currency.
"""

from datetime import datetime, timedelta

NO_DETOUR = timedelta(0)


def share_used(
    clock: datetime, promise: timedelta, now: datetime, detour: timedelta = NO_DETOUR
) -> float:
    """How much of the promise is used: 0 at the clock, 1 when it is broken.

    Negative before the clock begins (an appointment before its slot). ``detour``
    is how long a counter puts back what is its second choice.
    """
    return (now - clock - detour) / promise


def due_at(clock: datetime, promise: timedelta) -> datetime:
    """When the promise ends."""
    return clock + promise


def front_clock(at: datetime, promise: timedelta, before: datetime | None) -> datetime:
    """The clock of one who is due at once: a full bar, and before ``before``, the first of the line."""
    full = at - promise
    return full if before is None else min(full, before - timedelta(microseconds=1))
