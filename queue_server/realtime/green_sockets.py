"""Engine.IO's sockets under gevent without a thread of their own: a few KiB for a screen.

By itself the library has four green threads for each: the request that was upgraded, a reader, a
writer, and a wait for the next ping. Here a request ends with its handshake; then the loop watches the
connection, one green thread pings everybody, and what is sent goes straight to the outlet.
docs/decisions/0011-fast-road.md says what this relies on.
"""

import base64
import logging
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterable
from hashlib import sha1
from typing import TYPE_CHECKING, Any

import gevent
from engineio.exceptions import SocketIsClosedError, UnknownPacketError
from engineio.packet import PING, Packet
from engineio.socket import Socket as EngineSocket

from queue_server.realtime.gevent_requests import TAKE_OVER
from queue_server.realtime.inlet import Inlet
from queue_server.realtime.outlet import OUTLET, Outlet
from queue_server.realtime.packets import text_frame
from queue_server.realtime.websocket import KEY

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

log = logging.getLogger(__name__)

KEPT_OF_THE_REQUEST = frozenset({"HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE"})
"""Who connects is told by these; all else would stay in memory as long as the socket."""
TOGETHER_S = 0.02
"""Pings that are due within this time go out together."""

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, 1.3


def use_green_sockets(engine: Any) -> None:
    """Let an Engine.IO server open its WebSockets so."""

    def ping(socket: Any, _: float) -> None:
        if not socket.closed:
            socket.last_ping = time.time()
            socket.send(Packet(PING))
            answers.put(socket, socket.last_ping)

    def look(socket: Any, sent: float) -> None:
        if socket.last_ping == sent:  # until it answers; a later ping has its own time
            socket.close(wait=False, reason=engine.reason.PING_TIMEOUT)

    pings, answers = _Later(engine.ping_interval, ping), _Later(engine.ping_timeout, look)
    told = engine.handlers["connect"]

    class GreenSocket(EngineSocket):  # type: ignore[misc] # Engine.IO publishes no types
        """A socket of the library whose pings are sent with all others'."""

        last_ping: float | None

        def schedule_ping(self) -> None:
            if self.last_ping:
                self.last_ping = None
                pings.put(self)

    def connect(sid: str, environ: "WSGIEnvironment") -> object:
        # The library names the class that it makes; it has told nobody of this one yet.
        engine.sockets[sid].__class__ = GreenSocket
        return told(sid, environ)

    engine.on("connect", connect)
    # The library has no setting for this; its table is shared by all servers of the process.
    engine._async = {  # noqa: SLF001 -- see above
        **engine._async,  # noqa: SLF001 -- see above
        "websocket": lambda handler, _server: _Upgrade(handler.__self__),
    }


class _Upgrade:
    """The WSGI application that turns a request into a WebSocket."""

    def __init__(self, socket: EngineSocket) -> None:
        self._socket = socket

    def __call__(
        self, environ: "WSGIEnvironment", _start_response: "StartResponse"
    ) -> Iterable[bytes]:
        key = environ[KEY]  # the door lets only whole handshakes in
        connection = environ[TAKE_OVER]()
        outlet = Outlet(connection)
        outlet.put(_accepted(key))
        _run(self._socket, connection, outlet)
        kept = {name: environ[name] for name in KEPT_OF_THE_REQUEST & environ.keys()}
        environ.clear()
        environ.update(kept)
        environ[OUTLET] = outlet
        return []


def _run(socket: Any, connection: Any, outlet: Outlet) -> None:
    """Join a socket of the library with its connection."""

    def hear(message: str | bytes) -> None:
        if socket.closed:
            return
        try:
            socket.receive(Packet(encoded_packet=message))
        except UnknownPacketError:
            pass
        except SocketIsClosedError:
            outlet.end()
        except Exception:
            socket.server.logger.exception("a message was not understood")
            outlet.end()

    def end() -> None:
        socket.close(wait=False, abort=True, reason=socket.server.reason.TRANSPORT_CLOSE)
        socket.server.sockets.pop(socket.sid, None)

    inlet = Inlet(
        connection,
        outlet,
        on_message=hear,
        on_end=end,
        longest=socket.server.max_http_buffer_size,
    )
    waiting, socket.queue = socket.queue, Straight(outlet, inlet)
    socket.connected = socket.upgraded = True
    while not waiting.empty():
        socket.queue.put(waiting.get())


class Straight:
    """Stands for the library's queue of a socket: what is put is sent at once, None ends it."""

    __slots__ = ("_inlet", "outlet")

    def __init__(self, outlet: Outlet, inlet: Inlet) -> None:
        self.outlet = outlet
        self._inlet = inlet

    def put(self, packet: Packet | None) -> None:
        """Send a packet."""
        if packet is None:
            self._inlet.close()
        else:
            self.outlet.put(text_frame(packet.encode().encode()))

    def join(self) -> None:
        """Nothing is ever left to be sent."""


class _Later:
    """One green thread that does the same with each socket, so long after it was put."""

    def __init__(self, after_s: float, act: Callable[[Any, float], object]) -> None:
        self._after_s = after_s
        self._act = act
        # Weak, so that one that is gone is not kept for so long.
        self._due: deque[tuple[float, weakref.ref[Any], float]] = deque()

    def put(self, socket: Any, mark: float = 0.0) -> None:
        """Do it with this one as well, and with what is to be remembered of it."""
        if not self._due:
            gevent.spawn(self._run)
        self._due.append((time.monotonic() + self._after_s, weakref.ref(socket), mark))

    def _run(self) -> None:
        while self._due:
            at, reference, mark = self._due[0]
            if (left := at - time.monotonic()) > 0:
                gevent.sleep(max(left, TOGETHER_S))
                continue
            try:
                if (socket := reference()) is not None:
                    self._act(socket, mark)
            except Exception:
                log.exception("a socket was not pinged")
            socket = None  # not kept while this sleeps
            self._due.popleft()  # last, since this thread ends when none is left


def _accepted(key: str) -> bytes:
    answer = base64.b64encode(sha1(key.encode() + _GUID, usedforsecurity=False).digest())
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + answer + b"\r\n\r\n"
    )
