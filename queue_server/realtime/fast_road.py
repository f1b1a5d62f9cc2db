"""The fast road to the screens: a room's messages encoded and framed once, written to each socket.

Socket.IO's own ``emit`` encodes once as well, but looks at each socket's pings, its log and its queue
on the way. docs/decisions/0011-fast-road.md says what this relies on.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson
from flask_socketio import SocketIO

from queue_server.realtime.engine import NAMESPACE
from queue_server.realtime.packets import text_frame

if TYPE_CHECKING:
    from queue_server.realtime.outlet import Outlet

Message = Mapping[str, object]

_EVENT = f"42{NAMESPACE},".encode()
"""How Engine.IO and Socket.IO begin a message that is an event."""


class FastRoad:
    """Rooms of sockets, and messages to a room; only for the OS thread that runs the loop."""

    def __init__(self, socketio: SocketIO) -> None:
        self._server: Any = socketio.server
        self._rooms: dict[str, dict[str, Outlet]] = {}

    def enter(self, sid: str, room: str) -> None:
        """Let a socket hear what is sent to a room; KeyError if it is gone."""
        of_engine = self._server.manager.eio_sid_from_sid(sid, NAMESPACE)
        self._rooms.setdefault(room, {})[sid] = self._server.eio.sockets[of_engine].queue.outlet

    def leave(self, sid: str, room: str) -> None:
        """Let it hear no more of it."""
        outlets = self._rooms.get(room, {})
        outlets.pop(sid, None)
        if not outlets:
            self._rooms.pop(room, None)

    def send(self, room: str, messages: Sequence[Message]) -> None:
        """Send to everyone in a room without waiting for anyone; in the order of the calls.

        Messages of one call leave together: for a screen one write, as cheap as one message.
        """
        outlets = self._rooms.get(room)
        if not outlets:
            return
        frames = b"".join(
            text_frame(_EVENT + orjson.dumps(("event", message))) for message in messages
        )
        # Whoever logs may let others run, who leave.
        for outlet in list(outlets.values()):
            outlet.put(frames)
