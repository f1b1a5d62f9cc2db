"""The way out of one WebSocket under gevent: whole frames, in order, without ever waiting.

Who sends does not wait for who reads. What the kernel does not take at once is kept here and sent by
a green thread; a reader for whom too much is kept is cut off, and finds what it missed by asking.
"""

import logging
import socket
import time
from collections import deque
from contextlib import suppress
from typing import Any

from queue_server.realtime.async_mode import AsyncMode, spawn

log = logging.getLogger(__name__)

OUTLET = "lunhou.outlet"
"""Where a socket's outlet stands in the WSGI environment of its handshake."""

KEPT_BYTES = 8 * 1024 * 1024
"""For one reader. A burst counts in full also for one that reads well, since nothing is sent between
its messages; and a room's message is in memory once, however many it is kept for."""
SILENT_S = 20.0
"""A reader who took nothing for so long, though something was kept for it, did not read."""
KERNEL_BYTES = 64 * 1024
"""What the kernel is asked to keep besides, of which it makes twice; by itself it would take 4 MiB."""


class Outlet:
    """A gevent socket whose sends do not wait; only for the OS thread that runs the loop."""

    def __init__(self, inner: Any) -> None:
        inner.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BYTES)
        self._inner = inner
        self._is_open, self._was_silent = True, False
        self._took_at = 0.0
        # The first one is being sent, or what is left of it.
        self._kept: deque[bytes] = deque()
        self._kept_bytes = 0

    @property
    def is_silent(self) -> bool:
        """Whether its reader takes nothing, or took nothing when it ended."""
        waits = bool(self._kept) and time.monotonic() - self._took_at > SILENT_S
        return self._was_silent or waits

    def send(self, data: bytes) -> int:
        """What simple-websocket calls; BrokenPipeError when nobody reads any more."""
        self.put(data)
        if not self._is_open:
            raise BrokenPipeError
        return len(data)

    def put(self, frame: bytes) -> None:
        """Send a frame after all that were put before it; never waits and never raises."""
        if not self._is_open:
            return
        if self._kept:
            self._keep(frame)
            return
        sent = self._send_now(frame)
        if sent < len(frame) and self._is_open:
            self._took_at = time.monotonic()
            self._keep(frame[sent:])
            spawn(AsyncMode.GEVENT, self._drain)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def _send_now(self, frame: bytes) -> int:
        """How much of it the kernel took."""
        try:
            return int(self._inner.send(frame, 0, 0.0))  # gevent's own third: how long to wait
        except BlockingIOError:
            return 0
        except OSError:
            self._end()
            return 0

    def _keep(self, frame: bytes) -> None:
        self._kept.append(frame)
        self._kept_bytes += len(frame)
        if self._kept_bytes > KEPT_BYTES:
            self._end()
            self._was_silent = True
            log.warning("a socket that does not read was cut off")

    def _drain(self) -> None:
        while self._kept:
            frame = self._kept[0]
            try:
                self._inner.sendall(frame)
            except OSError:
                self._end()
            if self._is_open:
                self._took_at = time.monotonic()
                self._kept.popleft()
                self._kept_bytes -= len(frame)

    def _end(self) -> None:
        """Drop what is kept, and wake simple-websocket's reader, which ends the connection."""
        self._was_silent = self.is_silent
        self._is_open = False
        self._kept.clear()
        self._kept_bytes = 0
        with suppress(OSError):
            self._inner.shutdown(socket.SHUT_RDWR)
