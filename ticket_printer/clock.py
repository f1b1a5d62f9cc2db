"""The server's clock, as far as this machine knows it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def utc_now() -> datetime:
    """Return this machine's time."""
    return datetime.now(UTC)


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

    def set(self, server_time: str) -> None:
        """Learn from what the server said its time is (ISO 8601 with `Z`)."""
        self._ahead = datetime.fromisoformat(server_time) - self._local()
