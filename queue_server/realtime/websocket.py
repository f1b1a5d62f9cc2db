"""WebSockets under the three servers, each with a limit to what one message may hold in memory.

Engine.IO measures a message when it is there. These refuse it while it arrives, so that nobody fills
the memory with one that never ends.
"""

import socket
from contextlib import suppress
from typing import Any

from queue_server.realtime.async_mode import AsyncMode


def websocket_class(mode: AsyncMode) -> type[Any]:
    """What Engine.IO shall open sockets with."""
    if mode is AsyncMode.EVENTLET:
        from engineio.async_drivers.eventlet import WebSocketWSGI

        return WebSocketWSGI  # type: ignore[no-any-return] # limits its frames by itself
    from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI

    class BoundedWebSocket(SimpleWebSocketWSGI):  # type: ignore[misc] # Engine.IO publishes no types
        """simple-websocket, also where gevent-websocket is installed and would be taken instead."""

        def __init__(self, handler: Any, server: Any) -> None:
            super().__init__(
                handler, server, max_message_size=server.max_http_buffer_size, **_concurrency(mode)
            )

        def __call__(self, environ: Any, start_response: Any) -> Any:
            try:
                return super().__call__(environ, start_response)
            finally:
                # Ends the reader of simple-websocket, which has the connection on its own descriptor.
                with suppress(OSError):
                    _connection(environ).shutdown(socket.SHUT_RDWR)

    return BoundedWebSocket


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
