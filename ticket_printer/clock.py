"""The server's clock, as far as this machine knows it."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

log = logging.getLogger(__name__)

THIS_AGE = range(2000, 3000)
"""The years in which one can reckon with days before and after."""


def utc_now() -> datetime:
    """Return this machine's time."""
    return datetime.now(UTC)


def read_moment(written: object) -> datetime | None:
    """A moment as the contract writes it; None for what is none, or of another age."""
    try:
        moment = datetime.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
    if moment is None or moment.tzinfo is None or moment.year not in THIS_AGE:
        return None
    return moment


class ServerClock:
    """Tells the server's time from its last heartbeat answer, so that a kiosk's own may be wrong.

    Until the first answer this machine's time stands for it.
    """

    def __init__(self, local: Callable[[], datetime] = utc_now) -> None:
        self._local = local
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        """Return the server's time."""
        return self._local() + self._ahead

    def set(self, server_time: object) -> None:
        """Learn from what the server said its time is (ISO 8601 with `Z`); nothing from nonsense."""
        if (told := read_moment(server_time)) is None:
            log.warning("what the server says of its time is none")
            return
        self._ahead = told - self._local()
