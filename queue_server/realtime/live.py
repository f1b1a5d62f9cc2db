"""The live side put together: what ``app`` makes one of."""

from collections.abc import Callable

from flask import Flask

from queue_server.domain.events import DeviceChanged
from queue_server.realtime.async_mode import AsyncMode, spawn
from queue_server.realtime.board_cache import BoardCache
from queue_server.realtime.engine import close_sockets, has_green_sockets, make_socketio
from queue_server.realtime.fast_road import FastRoad
from queue_server.realtime.joining import Joining
from queue_server.realtime.neighbours import Neighbours
from queue_server.realtime.ports import Surroundings
from queue_server.realtime.publisher import Listener, LivePublisher
from queue_server.realtime.ring import Ring
from queue_server.realtime.rooms import Rooms
from queue_server.realtime.sockets import LiveNamespace
from queue_server.realtime.waiters import Waiters
from queue_server.realtime.wire import Wire
from queue_server.use_cases.device import DeviceState
from queue_server.use_cases.ports import Halls, Publisher, Threads
from queue_server.use_cases.principal import Principal
from queue_server.use_cases.recorded import Recorded

CHANNEL = "lunhou"


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
        self._mode, self._surroundings = mode, surroundings
        green = has_green_sockets(mode)
        self._socketio = make_socketio(app, mode=mode, green=green)
        rooms, ring = Rooms(), Ring()
        wire = Wire(self._socketio, road=FastRoad(self._socketio) if green else None)
        self.waiters = Waiters()
        told = LivePublisher(
            halls=halls,
            rooms=rooms,
            ring=ring,
            send=wire.send,
            find_officer=surroundings.find_officer,
            find_rendered=surroundings.find_rendered,
            listeners=[self.waiters.hear, self._hear],
        )
        self.listen: Callable[[Listener], None] = told.listen
        """Tell one more of every event, whichever process recorded it."""
        self._neighbours: Neighbours | None = None
        if message_queue is not None:
            self._neighbours = Neighbours(
                url=message_queue,
                channel=channel,
                publisher=told,
                surroundings=surroundings,
                threads=threads,
                on_rights=self._rights_changed_elsewhere,
            )
        self.publisher: Publisher = self._neighbours or told
        known = self._neighbours.known if self._neighbours else ring.last
        self.boards = BoardCache(read=surroundings.board, published=known, threads=threads)
        joining = Joining(
            halls=halls,
            rooms=rooms,
            ring=ring,
            wire=wire,
            boards=self.boards,
            publisher=told,
            surroundings=surroundings,
            threads=threads,
        )
        self.namespace = LiveNamespace(joining=joining, surroundings=surroundings, on_cut=on_cut)
        self._socketio.on_namespace(self.namespace)

    def open(self) -> None:
        """Begin to hear other processes; before the first client."""
        if self._neighbours is not None:
            self._neighbours.open(self._mode)

    def close(self) -> None:
        """End what waits without end, long polls and sockets: what ``serve`` calls to stop."""
        if self._neighbours is not None:
            self._neighbours.close()
        self.waiters.close()
        close_sockets(self._socketio)

    @property
    def hears_others(self) -> bool:
        """Whether a change in another process is heard at once; always where there is none."""
        return self._neighbours is None or self._neighbours.are_heard

    def rights_changed(self, session: str | None) -> None:
        """Somebody's rights changed in this process: the others hear, a session that ended is out."""
        self._close_session(session)
        if self._neighbours is not None:
            self._neighbours.tell_rights(session)

    def _rights_changed_elsewhere(self, session: str | None) -> None:
        self._surroundings.forget()
        self._close_session(session)

    def _close_session(self, session: str | None) -> None:
        if session is not None:
            self.namespace.close_connections_of(lambda who: who.session == session)

    def _hear(self, recorded: Recorded) -> None:
        """A device that was revoked is out, in every process."""
        event = recorded.event
        if isinstance(event, DeviceChanged) and event.state == DeviceState.REVOKED:
            spawn(self._mode, self._shut_out, event.device)  # a listener must be quick

    def _shut_out(self, device: str) -> None:
        def is_meant(who: Principal) -> bool:
            return who.device == device

        self._surroundings.forget()
        self.namespace.close_connections_of(is_meant)
