"""The fast road to the screens: a room's message encoded and framed once, written to each socket.

Socket.IO's own ``emit`` encodes once as well, but then each socket has its queue, its writer to wake
and its own framing: most of the work of a call. This writes past all that wherever the library has
nothing of its own to send first; docs/decisions/0011-fast-road.md says what it relies on.
"""

import logging
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from typing import Any

from engineio import packet as engine_packet
from flask_socketio import SocketIO
from socketio import packet

from queue_server.realtime.async_mode import AsyncMode
from queue_server.realtime.engine import NAMESPACE
from queue_server.realtime.outlet import OUTLET, Outlet
from queue_server.realtime.packets import TextPacket

log = logging.getLogger(__name__)

Message = Mapping[str, object]
Version = tuple[int, int]

READ: Mapping[str, tuple[Version, Version]] = {
    "gevent": ((26, 9), (26, 10)),
    "python-engineio": ((4, 15), (4, 16)),
    "python-socketio": ((5, 18), (5, 19)),
    "simple-websocket": ((1, 1), (1, 2)),
}
"""From the first version (included) to the last (excluded) whose inside was read."""

_TEXT = 0x81
_SHORT, _MIDDLE = 126, 1 << 16


def find_fast_road(
    socketio: SocketIO, mode: AsyncMode, read: Mapping[str, tuple[Version, Version]] = READ
) -> "FastRoad | None":
    """None where ``emit`` must do: in other modes, and with libraries that were not ``read``."""
    if mode is not AsyncMode.GEVENT:
        return None
    for library, (first, beyond) in read.items():
        major, minor = metadata.version(library).split(".")[:2]
        if not first <= (int(major), int(minor)) < beyond:
            log.warning("%s %s.%s was not read; screens are told by emit", library, major, minor)
            return None
    return FastRoad(socketio.server)


@dataclass(frozen=True, slots=True)
class _Line:
    """The two ways to one socket."""

    outlet: Outlet
    queue: Any
    """The library's own, a ``gevent.queue.JoinableQueue``: acknowledgements, pings."""

    def put(self, message: engine_packet.Packet, frame: bytes) -> None:
        # The writer takes a packet out of the count and hands it to the outlet without letting
        # anyone else run between. So with a count of zero all is in the outlet already.
        if self.queue.unfinished_tasks:
            self.queue.put(message)
        else:
            self.outlet.put(frame)


class FastRoad:
    """Rooms of sockets, and a message to a room; only for the OS thread that runs the loop."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._rooms: dict[str, dict[str, _Line]] = {}

    def enter(self, sid: str, room: str) -> None:
        """Let a socket hear what is sent to a room; KeyError if it is gone."""
        of_engine = self._server.manager.eio_sid_from_sid(sid, NAMESPACE)
        line = _Line(
            outlet=self._server.environ[of_engine][OUTLET],
            queue=self._server.eio.sockets[of_engine].queue,
        )
        self._rooms.setdefault(room, {})[sid] = line

    def leave(self, sid: str, room: str) -> None:
        """Let it hear no more of it."""
        lines = self._rooms.get(room, {})
        lines.pop(sid, None)
        if not lines:
            self._rooms.pop(room, None)

    def send(self, room: str, message: Message) -> None:
        """Send to everyone in a room without waiting for anyone; in the order of the calls."""
        lines = self._rooms.get(room)
        if not lines:
            return
        event = TextPacket(packet.EVENT, namespace=NAMESPACE, data=["event", message])
        whole = engine_packet.Packet(engine_packet.MESSAGE, event.encode())
        frame = text_frame(whole.encode().encode())
        # Whoever logs may let others run, who leave.
        for line in list(lines.values()):
            line.put(whole, frame)


def text_frame(payload: bytes) -> bytes:
    """A whole WebSocket message from a server, by RFC 6455, 5.2."""
    size = len(payload)
    if size < _SHORT:
        return struct.pack(">BB", _TEXT, size) + payload
    if size < _MIDDLE:
        return struct.pack(">BBH", _TEXT, 126, size) + payload
    return struct.pack(">BBQ", _TEXT, 127, size) + payload
