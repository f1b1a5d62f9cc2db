"""Serving a WSGI application over HTTP until a signal, in any async mode.

    serve(app, host="127.0.0.1", port=8080, mode=AsyncMode.GEVENT, on_ready=…, on_stop=…)

The three servers differ; that small packets leave at once, that connections of the dead end, how a
signal stops the server, is the same for all and stands here.
"""

import gc
import logging
import socket
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from werkzeug.wsgi import ClosingIterator

from queue_server.realtime.async_mode import AsyncMode, require_patched
from queue_server.realtime.servers import SERVERS
from queue_server.realtime.signals import stopping_signals

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)

BACKLOG = 1024
"""Connections that may wait to be accepted: a restarted server meets all its clients at once."""
DEAD_AFTER_S = 60
"""A connection whose other side has acknowledged nothing for this long is closed by the kernel."""
GIVES_WAY_S = 0.0005
"""How long a thread may compute while others wait to."""
GRACE_S = 8.0
"""How long requests in flight may take to end after the signal to stop."""


def serve(
    wsgi_app: "WSGIApplication",
    *,
    host: str,
    port: int,
    mode: AsyncMode,
    on_ready: Callable[[int], object],
    on_stop: Callable[[], object],
    grace_s: float = GRACE_S,
    listener: socket.socket | None = None,
) -> None:
    """Serve until SIGTERM or SIGINT; returns when what was in flight is answered.

    Call it in the main thread. ``on_ready`` is told the port as soon as one can connect, also where
    ``port=0`` let the system choose. ``on_stop`` is called when nothing new is accepted: it must end
    what waits without end, such as sockets and long polls. What is needed for answering is closed
    after the return. OSError if the address cannot be had.
    ``listener`` takes the place of an address: a listening socket on which other processes accept,
    too.
    """
    require_patched(mode)
    shared, listener = listener is not None, listener or listen(host, port)
    requests = Requests(wsgi_app)
    with stopping_signals() as wait_for_signal:
        # Before accepting: who is answered finds everything that is told at the start. Until then
        # those who connect wait in the kernel.
        on_ready(int(listener.getsockname()[1]))
        stop_accepting = SERVERS[mode](listener, requests, shared=shared)
        settle(mode)
        wait_for_signal(None)
        stop_accepting()
        on_stop()
        if left := requests.drain(grace_s):
            log.warning("stopped with %d requests unanswered after %s s", left, grace_s)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket whose connections inherit what they need."""
    family, _, _, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.create_server(address[:2], family=family, backlog=BACKLOG)
    # Heads and bodies are sent apart; with Nagle's wait each kept-alive answer takes 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    if sys.platform == "linux":
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, DEAD_AFTER_S)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD_AFTER_S * 1000)
    return listener


def settle(mode: AsyncMode) -> None:
    """Tune the interpreter for one loop with thousands of sockets.

    The collector passes over what lives as long as the server: with thousands of sockets it would
    otherwise walk every object again and again. Measured, up to twice the calls a second, and the
    longest pauses a twentieth. What is young is walked in small portions: everyone waits for one, and two
    hundred thousand objects took 0.1 to 0.3 s.
    Under gevent a thread that computes gives way after half a millisecond instead of five: each send
    to a socket lets such a thread in, and the loop waits for so long, once for each screen of a room.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 1_000)
    if mode is AsyncMode.GEVENT:
        sys.setswitchinterval(GIVES_WAY_S)


class Requests:
    """The application, with a count of the requests that it has not finished."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application
        self._count = 0
        self._lock = threading.Lock()
        self._stopping = False

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        if self._stopping:
            return _not_now(start_response)
        self._add(1)
        try:
            answer = self._application(environ, start_response)
        except BaseException:
            self._add(-1)
            raise
        if "HTTP_UPGRADE" in environ:
            # A socket lives within the call; what comes back is a mark for the server, no body.
            self._add(-1)
            return answer
        # A server may forget to close it: Werkzeug's does where the client resets the connection.
        closing = ClosingIterator(answer, lambda: done())  # noqa: PLW0108 -- made in the next line
        done = weakref.finalize(closing, self._add, -1)
        return closing

    def drain(self, at_most_s: float) -> int:
        """Refuse new requests and wait for the others; the number that did not end in time."""
        self._stopping = True
        until = time.monotonic() + at_most_s
        while self._count and time.monotonic() < until:
            time.sleep(0.01)
        return self._count

    def _add(self, change: int) -> None:
        with self._lock:
            self._count += change


def _not_now(start_response: "StartResponse") -> Iterable[bytes]:
    """The answer to a request on a kept connection of a server that is about to go."""
    body = b'{"code": "busy", "message": "The server is restarting.", "details": {}}'
    headers = [
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body))),
        ("Retry-After", "1"),
        ("Connection", "close"),
    ]
    start_response("503 Service Unavailable", headers)
    return [body]
