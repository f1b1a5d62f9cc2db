"""The way in from one WebSocket under gevent: bounded messages, one after the other.

Nothing waits here for a client that says nothing: its socket is watched by the loop, and a green
thread begins when something came. Most clients only ever answer a ping.
"""

import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import gevent
from gevent import get_hub
from wsproto.connection import Connection, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Event, Ping, TextMessage
from wsproto.frame_protocol import CloseReason
from wsproto.utilities import LocalProtocolError

from queue_server.realtime.outlet import Outlet

AT_ONCE = 4096
"""Bytes read before others have their turn."""
FAREWELL_S = 10.0
"""How long a client may take to answer our closing."""

_READABLE = 1
"""gevent's number for it."""


class Inlet:
    """Reads a socket that does not block, until either side closes it.

    ``on_message`` gets each whole message, in order, and may wait; ``on_end`` is called once, when
    nothing more will come. A message of more than ``longest`` ends the connection while it arrives.
    """

    __slots__ = (
        "_length", "_longest", "_on_end", "_on_message", "_outlet", "_parts", "_protocol", "_socket",
        "_watcher",
    )  # fmt: skip

    def __init__(
        self,
        connection: socket.socket,
        outlet: Outlet,
        *,
        on_message: Callable[[str | bytes], object],
        on_end: Callable[[], object],
        longest: int,
    ) -> None:
        self._socket = connection
        self._outlet = outlet
        self._on_message = on_message
        self._on_end = on_end
        self._longest = longest
        self._protocol = Connection(ConnectionType.SERVER)
        self._parts: list[Any] = []
        self._length = 0
        self._watcher = get_hub().loop.io(connection.fileno(), _READABLE)
        self._watcher.start(self._came)

    def close(self) -> None:
        """Say that this is the end; the client may answer so, and is cut off if it does not."""
        if self._outlet.is_open:
            self._say(CloseConnection(code=CloseReason.NORMAL_CLOSURE))
            gevent.spawn_later(FAREWELL_S, self._outlet.end)

    def _came(self) -> None:
        # Until it is read and answered: who floods waits for the answers.
        self._watcher.stop()
        gevent.spawn(self._read)

    def _read(self) -> None:
        goes_on = False
        try:
            goes_on = self._hear(self._socket.recv(AT_ONCE))
        except BlockingIOError:
            goes_on = True
        except OSError:
            pass
        finally:
            if goes_on and self._outlet.is_open:
                self._watcher.start(self._came)
            else:
                self._end()

    def _hear(self, data: bytes) -> bool:
        """Whether more may come."""
        if not data:
            return False
        self._protocol.receive_data(data)
        return all(self._understand(event) for event in self._protocol.events())

    def _understand(self, event: Event) -> bool:
        if isinstance(event, CloseConnection):
            self._say(event.response())
            return False
        if isinstance(event, Ping):
            self._say(event.response())
        elif isinstance(event, TextMessage | BytesMessage):
            self._parts.append(event.data)
            self._length += len(event.data)
            if self._length > self._longest:
                self._say(CloseConnection(code=CloseReason.MESSAGE_TOO_BIG))
                return False
            if event.message_finished:
                parts, self._parts, self._length = self._parts, [], 0
                is_text = isinstance(event, TextMessage)
                self._on_message("".join(parts) if is_text else b"".join(parts))
        return True

    def _say(self, event: Event) -> None:
        with suppress(LocalProtocolError):  # after a farewell there is nothing more to say
            self._outlet.put(self._protocol.send(event))

    def _end(self) -> None:
        self._watcher.close()
        self._outlet.end()
        on_end = self._on_end
        # They refer to us by way of the library's socket, and the collector seldom looks for rings.
        self._on_message = self._on_end = _nothing
        try:
            on_end()
        finally:
            self._socket.close()


def _nothing(_message: str | bytes = "") -> None:
    pass
