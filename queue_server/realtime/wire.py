"""The only place that touches Socket.IO for sending: rooms and one message to a room."""

import logging
import queue
import threading

from flask_socketio import SocketIO

from queue_server.realtime.engine import NAMESPACE
from queue_server.realtime.fast_road import FastRoad, Message

log = logging.getLogger(__name__)

WAITING_FOR_THE_QUEUE = 10_000
"""Messages kept while the message queue does not take them; then clients find gaps and ask."""


class Wire:
    """Sends messages to rooms.

    With a ``road`` they go straight to the sockets; else through ``emit``, where each socket has a
    queue and a writer of its own. Either way one that reads slowly delays nobody, and is closed when
    it answers no ping.
    With a ``message_queue`` sending means talking to it over the network: then a thread of its own
    does that, so that ``send`` never waits either way.
    """

    def __init__(
        self, socketio: SocketIO, *, road: FastRoad | None = None, through_queue: bool = False
    ) -> None:
        self._socketio = socketio
        self._road = road
        self._outbox: queue.Queue[tuple[str, Message]] | None = None
        if through_queue:
            self._outbox = queue.Queue(WAITING_FOR_THE_QUEUE)
            threading.Thread(target=self._carry, name="to the message queue", daemon=True).start()

    def send(self, room: str, message: Message) -> None:
        """Send to everyone in a room; in the order of the calls."""
        if self._road is not None:
            self._road.send(room, message)
            return
        if self._outbox is None:
            self._socketio.emit("event", message, namespace=NAMESPACE, to=room)
            return
        try:
            self._outbox.put_nowait((room, message))
        except queue.Full:
            log.warning("the message queue does not keep up; a message to %s is left out", room)

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

    def _carry(self) -> None:
        assert self._outbox is not None  # noqa: S101 -- the thread is begun with one
        while True:
            room, message = self._outbox.get()
            try:
                self._socketio.emit("event", message, namespace=NAMESPACE, to=room)
            except Exception:
                log.exception("the message queue took no message for %s", room)
