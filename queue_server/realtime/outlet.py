"""The way out of one WebSocket under gevent: whole frames, in order, without ever waiting.

Who sends does not wait for who reads. What the kernel does not take at once is kept here and sent
when it takes more; a reader for whom too much is kept is cut off, and finds what it missed by asking.
"""

import logging
import socket
import time
from collections import deque
from contextlib import suppress
from typing import Any

log = logging.getLogger(__name__)

OUTLET = "lunhou.outlet"
"""Where a socket's outlet stands in what is kept of the WSGI environment of its handshake."""

KEPT_BYTES = 8 * 1024 * 1024
"""For one reader. A burst counts in full also for one that reads well, since nothing is sent between
its messages; and a room's message is in memory once, however many it is kept for."""
SILENT_S = 20.0
"""A reader who took nothing for so long, though something was kept for it, did not read."""
KERNEL_BYTES = 64 * 1024
"""What the kernel is asked to keep besides, of which it makes twice; by itself it would take 4 MiB."""

_WRITABLE = 2
"""gevent's number for it."""


class Outlet:
    """Sends on a socket that does not block; only for the OS thread that runs the loop."""

    __slots__ = (
        "_kept",
        "_kept_bytes",
        "_socket",
        "_took_at",
        "_was_silent",
        "_watcher",
        "is_open",
    )

    def __init__(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BYTES)
        self._socket = connection
        self.is_open, self._was_silent = True, False
        self._took_at = 0.0
        # Only while the kernel takes no more; the first one may be the rest of a frame.
        self._kept: deque[bytes] | None = None
        self._kept_bytes = 0
        self._watcher: Any = None

    @property
    def is_silent(self) -> bool:
        """Whether its reader takes nothing, or took nothing when it ended."""
        waits = bool(self._kept) and time.monotonic() - self._took_at > SILENT_S
        return self._was_silent or waits

    def put(self, frame: bytes) -> None:
        """Send a frame after all that were put before it; never waits and never raises."""
        if self._kept is not None:
            self._keep(frame)
        elif self.is_open:
            sent = self._send_now(frame)
            if sent < len(frame) and self.is_open:
                self._wait_for_the_kernel(frame[sent:])

    def end(self) -> None:
        """Send no more and drop what is kept; the other side, and our reading, find the end."""
        self._was_silent, self.is_open = self.is_silent, False
        self._rest()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def _send_now(self, frame: bytes) -> int:
        """How much of it the kernel took."""
        try:
            return self._socket.send(frame)
        except BlockingIOError:
            return 0
        except OSError:
            self.end()
            return 0

    def _wait_for_the_kernel(self, rest: bytes) -> None:
        from gevent import get_hub  # noqa: PLC0415 -- this module is imported in every mode

        self._kept, self._kept_bytes = deque([rest]), len(rest)
        self._took_at = time.monotonic()
        self._watcher = get_hub().loop.io(self._socket.fileno(), _WRITABLE)
        self._watcher.start(self._drain)

    def _keep(self, frame: bytes) -> None:
        assert self._kept is not None  # noqa: S101 -- for mypy: who calls has looked
        self._kept.append(frame)
        self._kept_bytes += len(frame)
        if self._kept_bytes > KEPT_BYTES:
            self.end()
            self._was_silent = True
            log.warning("a socket that does not read was cut off")

    def _drain(self) -> None:
        """Called by the loop, where nothing may wait."""
        while self._kept:
            frame = self._kept[0]
            sent = self._send_now(frame)
            if not self._kept:  # the reader is gone
                return
            self._kept_bytes -= sent
            if sent:
                self._took_at = time.monotonic()
            if sent < len(frame):
                self._kept[0] = frame[sent:]
                return
            self._kept.popleft()
        self._rest()

    def _rest(self) -> None:
        self._kept, self._kept_bytes = None, 0
        if self._watcher is not None:
            self._watcher.close()
            self._watcher = None
