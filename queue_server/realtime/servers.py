"""The HTTP servers of the three async modes, each started on a listening socket.

A start gives back the function that stops accepting. None writes an access log: what a hall does is
in its record. None repeats what it could not read, either: there may be a secret in it, and whoever
sends nonsense shall not fill the log. A ``shared`` socket is one that other processes accept on, too:
who is woken may find that another was quicker, and must not wait for the next.
"""

import logging
import socket
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from queue_server.realtime.async_mode import AsyncMode, spawn

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

log = logging.getLogger(__name__)

UNREADABLE = "a request could not be read"

AT_ONCE = 20_000
"""Connections that eventlet serves side by side; at its own 1,024 it stands still without a word."""

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
    from gevent.pywsgi import WSGIServer

    from queue_server.realtime.gevent_requests import Handler

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

    class Handler(wsgi.HttpProtocol):  # type: ignore[misc] # eventlet publishes no types
        def get_environ(self) -> dict[str, Any]:
            # Or Werkzeug would take a body in chunks for none: it is not told that this one ends.
            return {**super().get_environ(), "wsgi.input_terminated": True}

        def log_message(self, _message: str, *_args: object) -> None:
            log.debug(UNREADABLE)

    loop = eventlet.spawn(
        wsgi.server,
        listener,
        application,
        protocol=Handler,
        log=log,
        log_output=False,
        max_size=AT_ONCE,
        debug=False,
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

        def log(self, _type: str, _message: str, *_args: object) -> None:
            log.debug(UNREADABLE)

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
