"""What carries bytes to a printer and back, opened for one job or one question and closed after it."""

import errno
from collections.abc import Callable
from typing import Protocol

_REASONS = {
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EBUSY: "in_use",
    errno.EAGAIN: "in_use",
}


class Link(Protocol):
    """A way to a printer. Whatever breaks it is an OSError; a printer that says nothing is none."""

    @property
    def bytes_per_s(self) -> float | None:
        """What the line carries at the most; None where it is no line to wait for."""
        ...

    @property
    def remembers(self) -> bool:
        """Whether bytes may arrive after a closing and a new opening, as on a cable."""
        ...

    def send(self, data: bytes, *, stall_s: float) -> None:
        """Send all; TimeoutError when nothing was taken for `stall_s`."""
        ...

    def receive(self, *, within_s: float) -> bytes:
        """Return what came, or nothing when nothing did; ConnectionError from a link that ended."""
        ...

    def close(self) -> None:
        """Let go."""
        ...


OpenLink = Callable[[], Link]


def why_not_opened(error: OSError) -> str:
    """Name for staff what an opening failed of."""
    return _REASONS.get(error.errno or 0, "no_connection")
