"""The live side put together: what ``app`` makes one of."""

from collections.abc import Callable

from flask import Flask

from queue_server.realtime.async_mode import AsyncMode
from queue_server.realtime.board_cache import BoardCache
from queue_server.realtime.engine import CHANNEL, close_sockets, make_socketio
from queue_server.realtime.fast_road import find_fast_road
from queue_server.realtime.joining import Joining
from queue_server.realtime.ports import Surroundings
from queue_server.realtime.publisher import LivePublisher
from queue_server.realtime.ring import Ring
from queue_server.realtime.rooms import Rooms
from queue_server.realtime.sockets import LiveNamespace
from queue_server.realtime.waiters import Waiters
from queue_server.realtime.wire import Wire
from queue_server.use_cases.ports import Halls, Threads


class LiveSide:
    """Sockets, publisher, boards and long polls of one process.

    Made after the Flask application, whose WSGI side it wraps, and before the writer, to which it
    gives its ``publisher``. ``message_queue`` is a ``redis://`` address where several processes
    serve the same halls, and ``channel`` their name there: a Redis may have other guests.
    ``on_cut`` is told of each socket that was cut off: it did not read, or answered no ping.
    """

    def __init__(
        self,
        app: Flask,
        *,
        mode: AsyncMode,
        threads: Threads,
        halls: Halls,
        surroundings: Surroundings,
        on_cut: Callable[[], object],
        message_queue: str | None = None,
        channel: str = CHANNEL,
    ) -> None:
        shared = message_queue is not None
        self._socketio = make_socketio(app, mode=mode, message_queue=message_queue, channel=channel)
        rooms, ring = Rooms(shared=shared), Ring()
        road = None if shared else find_fast_road(self._socketio, mode)
        wire = Wire(self._socketio, road=road, through_queue=shared)
        self.waiters = Waiters()
        self.publisher = LivePublisher(
            halls=halls,
            rooms=rooms,
            ring=ring,
            send=wire.send,
            find_officer=surroundings.find_officer,
            listeners=[self.waiters.hear],
        )
        self.boards = BoardCache(read=surroundings.board, published=ring.last, threads=threads)
        joining = Joining(
            halls=halls,
            rooms=rooms,
            ring=ring,
            wire=wire,
            boards=self.boards,
            publisher=self.publisher,
            surroundings=surroundings,
            threads=threads,
        )
        self.namespace = LiveNamespace(joining=joining, surroundings=surroundings, on_cut=on_cut)
        self._socketio.on_namespace(self.namespace)

    def close(self) -> None:
        """End what waits without end, long polls and sockets: what ``serve`` calls to stop."""
        self.waiters.close()
        close_sockets(self._socketio)
