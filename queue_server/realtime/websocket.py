"""WebSockets under the three servers: bounded, and whole.

Bounded: Engine.IO measures a message when it is there; these refuse it while it arrives, so that
nobody fills the memory with one that never ends.
Whole: simple-websocket hands a frame to ``socket.send`` and does not look how much of it was taken.
When the client reads slowly that may be only a part, and all that follows is nonsense.
"""

import io
import re
import socket
import threading
from contextlib import suppress
from typing import Any

from queue_server.realtime.async_mode import AsyncMode

KEY = "HTTP_SEC_WEBSOCKET_KEY"
PLAIN = {
    "HTTP_HOST": "localhost",
    "HTTP_UPGRADE": "websocket",
    "HTTP_CONNECTION": "Upgrade",
    "HTTP_SEC_WEBSOCKET_VERSION": "13",
}
"""A handshake, but for its key: all that simple-websocket need read, and hardly can misread."""
_SIXTEEN_BYTES = re.compile(r"[A-Za-z0-9+/]{22}==")


def is_handshake(environ: Any) -> bool:
    """Whether a request may open a WebSocket (RFC 6455, 4.2.1)."""
    tokens = {each.strip().lower() for each in environ.get("HTTP_CONNECTION", "").split(",")}
    return (
        environ["REQUEST_METHOD"] == "GET"
        and "upgrade" in tokens
        and environ.get("HTTP_UPGRADE", "").lower() == PLAIN["HTTP_UPGRADE"]
        and environ.get("HTTP_SEC_WEBSOCKET_VERSION") == PLAIN["HTTP_SEC_WEBSOCKET_VERSION"]
        and _SIXTEEN_BYTES.fullmatch(environ.get(KEY, "")) is not None
    )


def websocket_class(mode: AsyncMode) -> type[Any]:
    """What Engine.IO shall open sockets with, where they are not green."""
    if mode is AsyncMode.EVENTLET:
        return _of_eventlet()
    from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI
    from simple_websocket import Server

    class WholeServer(Server):  # type: ignore[misc] # simple-websocket publishes no types
        environ: Any

        def handshake(self) -> None:
            self.sock: Any = WholeSends(self.sock)
            whole, self.environ = self.environ, PLAIN | {KEY: self.environ[KEY]}
            super().handshake()
            self.environ = whole

    class BoundedWebSocket(SimpleWebSocketWSGI):  # type: ignore[misc] # nor does Engine.IO
        """simple-websocket, also where gevent-websocket is installed and would be taken instead."""

        def __init__(self, handler: Any, server: Any) -> None:
            super().__init__(
                handler, server, max_message_size=server.max_http_buffer_size, **_concurrency(mode)
            )

        def __call__(self, environ: Any, _start_response: Any) -> Any:
            try:
                self.ws = WholeServer(environ, **self.server_args)
                answer = self.app(self)
            finally:
                # Ends simple-websocket's reader, which has the connection on its own descriptor.
                with suppress(OSError):
                    _connection(environ).shutdown(socket.SHUT_RDWR)
            if mode is AsyncMode.THREADING:
                raise ConnectionError  # or Werkzeug would miss a response
            return answer

    return BoundedWebSocket


def _of_eventlet() -> type[Any]:
    """Eventlet's own, which bounds its frames and sends them whole."""
    from engineio.async_drivers.eventlet import WebSocketWSGI

    class QuietWebSocket(WebSocketWSGI):  # type: ignore[misc] # Engine.IO publishes no types
        def __call__(self, environ: Any, start_response: Any) -> Any:
            # It tells the log of every socket that both sides close.
            return super().__call__({**environ, "wsgi.errors": io.StringIO()}, start_response)

    return QuietWebSocket


class WholeSends:
    """A socket whose ``send`` sends everything, one caller after the other."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self._lock = threading.Lock()

    def send(self, data: bytes) -> int:
        with self._lock:
            self._inner.sendall(data)
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


def _connection(environ: Any) -> Any:
    """The request's own socket, where simple-websocket finds it as well."""
    if "werkzeug.socket" in environ:
        return environ["werkzeug.socket"]
    reader = environ["wsgi.input"]
    return getattr(reader, "rfile", reader).raw._sock  # noqa: SLF001 -- gevent offers no other way


def _concurrency(mode: AsyncMode) -> dict[str, Any]:
    """What simple-websocket reads and waits with."""
    if mode is AsyncMode.THREADING:
        return {}
    from engineio.async_drivers.gevent import Thread
    from gevent.event import Event
    from gevent.selectors import DefaultSelector

    return {"thread_class": Thread, "event_class": Event, "selector_class": DefaultSelector}
