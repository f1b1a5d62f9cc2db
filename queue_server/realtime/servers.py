"""The HTTP servers of the three async modes, each started on a listening socket.

A start gives back the function that stops accepting. None writes an access log: what a hall does is
in its record. A ``shared`` socket is one that other processes accept on, too: who is woken may find
that another was quicker, and must not wait for the next.
"""

import logging
import socket
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from queue_server.realtime.async_mode import AsyncMode, spawn

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

log = logging.getLogger(__name__)

AT_ONCE = 20_000
"""Connections that eventlet serves side by side; at its own 1,024 it stands still without a word."""

ONE_PACKET = 64 * 1024
"""Bodies up to this are copied behind their head."""

LOOKS_UP_EVERY_S = 0.05
"""How often the threaded server looks whether it shall stop."""


class Server(Protocol):
    """Begins to serve an application on a listening socket; what it gives back ends that."""

    def __call__(
        self, listener: socket.socket, application: "WSGIApplication", *, shared: bool
    ) -> Callable[[], None]: ...


def start_gevent(
    listener: socket.socket, application: "WSGIApplication", *, shared: bool
) -> Callable[[], None]:
    """The server of gevent."""
    from gevent.pywsgi import WSGIHandler, WSGIServer

    class Handler(WSGIHandler):  # type: ignore[misc] # gevent publishes no types
        def handle_one_response(self) -> None:
            super().handle_one_response()
            # What a client still says on a socket that was closed is no request.
            if "HTTP_UPGRADE" in self.environ:
                self.close_connection = True

        def log_request(self) -> None:
            """Nothing: its line would be made for a log that nobody keeps."""

        def _write_with_headers(self, data: bytes) -> None:
            """A short answer leaves in one packet: two would wake either side twice."""
            if len(data) > ONE_PACKET:
                super()._write_with_headers(data)
                return
            self.headers_sent = True
            self.finalize_headers()
            lines = [b"%s: %s" % header for header in self.response_headers]
            head = b"\r\n".join((b"HTTP/1.1 " + self.status, *lines, b"", b""))
            if self.response_use_chunked and data:
                data = b"%x\r\n%s\r\n" % (len(data), data)
            self._sendall(head + data)

        def _sendall(self, data: bytes) -> None:
            sent = self.socket.send(data)  # nearly always all of it, and much cheaper than sendall
            self.response_length += sent
            if sent < len(data):
                super()._sendall(memoryview(data)[sent:])

    server = WSGIServer(
        listener,
        application,
        log=None,
        error_log=log,
        handler_class=Handler,
        # Then it takes one connection at a turn instead of all that wait: the others want some, too.
        environ={"wsgi.multiprocess": shared},
    )
    server.start()

    def stop() -> None:
        server.close()

    return stop


def start_eventlet(
    listener: socket.socket,
    application: "WSGIApplication",
    *,
    shared: bool,  # noqa: ARG001 -- its sockets never wait in the kernel
) -> Callable[[], None]:
    """The server of eventlet."""
    import eventlet
    from eventlet import wsgi

    loop = eventlet.spawn(
        wsgi.server, listener, application, log=log, log_output=False, max_size=AT_ONCE, debug=False
    )

    def stop() -> None:
        loop.kill()
        listener.close()

    return stop


def start_threading(
    listener: socket.socket, application: "WSGIApplication", *, shared: bool
) -> Callable[[], None]:
    """Werkzeug's threaded server, for tests and small halls: a thread for each connection.

    Of the threaded servers only it and gunicorn's hand their socket to simple-websocket, and
    gunicorn is a program of its own that runs on Unix alone.
    """
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Handler(WSGIRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def run_wsgi(self) -> None:
            super().run_wsgi()
            if "Upgrade" in self.headers:
                self.close_connection = True  # as with gevent

        def log_request(self, code: object = "-", size: object = "-") -> None:
            pass

        def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 -- inherited
            log.log(logging.getLevelNamesMapping().get(type.upper(), logging.INFO), message, *args)

    listener.setblocking(not shared)
    host, port = listener.getsockname()[:2]
    server = make_server(
        host, port, application, threaded=True, request_handler=Handler, fd=listener.fileno()
    )
    spawn(AsyncMode.THREADING, server.serve_forever, LOOKS_UP_EVERY_S)

    def stop() -> None:
        server.shutdown()
        listener.close()

    return stop


SERVERS: Mapping[AsyncMode, Server] = {
    AsyncMode.GEVENT: start_gevent,
    AsyncMode.EVENTLET: start_eventlet,
    AsyncMode.THREADING: start_threading,
}
