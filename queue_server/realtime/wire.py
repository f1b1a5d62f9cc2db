"""The only place that touches Socket.IO for sending: rooms and one message to a room."""

from collections.abc import Sequence

from flask_socketio import SocketIO

from queue_server.realtime.engine import NAMESPACE
from queue_server.realtime.fast_road import FastRoad, Message


class Wire:
    """Sends messages to rooms.

    With a ``road`` they go straight to the sockets; else through ``emit``, where each socket has a
    queue and a writer of its own. Either way one that reads slowly delays nobody, and is closed when
    it answers no ping.
    """

    def __init__(self, socketio: SocketIO, *, road: FastRoad | None = None) -> None:
        self._socketio = socketio
        self._road = road

    def send(self, room: str, messages: Sequence[Message]) -> None:
        """Send to everyone in a room; in order."""
        if self._road is not None:
            self._road.send(room, messages)
            return
        for message in messages:
            self._socketio.emit("event", message, namespace=NAMESPACE, to=room)

    def enter(self, sid: str, room: str) -> None:
        """Let a socket hear what is sent to a room; KeyError or ValueError if it is gone."""
        if self._road is not None:
            self._road.enter(sid, room)
            return
        self._socketio.server.enter_room(sid, room, namespace=NAMESPACE)

    def leave(self, sid: str, room: str) -> None:
        """Let it hear no more of it."""
        if self._road is not None:
            self._road.leave(sid, room)
            return
        self._socketio.server.leave_room(sid, room, namespace=NAMESPACE)
