"""Flask-SocketIO as this server uses it, with every choice that the defaults would make worse."""

import logging
from collections.abc import Iterable, Mapping
from importlib import metadata
from typing import TYPE_CHECKING

from flask import Flask
from flask_socketio import SocketIO

from queue_server.realtime.async_mode import AsyncMode
from queue_server.realtime.packets import FastJson, TextPacket
from queue_server.realtime.websocket import is_handshake, websocket_class

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

NAMESPACE = "/live"
PATH = "/socket.io"
PING_S = 25
ANSWER_S = 20
"""How long a client may take to answer a ping."""
MESSAGE_BYTES = 64 * 1024
LONGEST_LINE = 200
"""Characters that the library may say in the log at once: it repeats what clients sent."""

Version = tuple[int, int]

READ: Mapping[str, tuple[Version, Version]] = {
    "gevent": ((26, 9), (26, 10)),
    "python-engineio": ((4, 15), (4, 16)),
    "python-socketio": ((5, 18), (5, 19)),
    "wsproto": ((1, 3), (1, 4)),
}
"""From the first version (included) to the last (excluded) whose inside was read."""

LEFT = "Cannot send to sid"
"""How the library warns that somebody left while a message to them was under way: each day, and no fault."""

log = logging.getLogger("lunhou.live.engine")


def has_green_sockets(mode: AsyncMode, read: Mapping[str, tuple[Version, Version]] = READ) -> bool:
    """Whether sockets can be lean and take the fast road.

    Not in other modes, and not with libraries that were not ``read``: then the library's own serve.
    """
    if mode is not AsyncMode.GEVENT:
        return False
    for library, (first, beyond) in read.items():
        major, minor = metadata.version(library).split(".")[:2]
        if not first <= (int(major), int(minor)) < beyond:
            log.warning("%s %s.%s was not read; sockets are the library's", library, major, minor)
            return False
    return True


def make_socketio(app: Flask, *, mode: AsyncMode, green: bool) -> SocketIO:
    """Open ``/socket.io`` on the application; WebSocket only, from pages of this very server.

    ``green`` is whether its sockets are those of ``green_sockets``.
    """
    log.addFilter(_in_one_line)
    log.setLevel(logging.WARNING)  # below, it has a line for each packet
    socketio = SocketIO(
        app,
        # Unsaid, whatever is installed is taken, eventlet first.
        async_mode=mode.value,
        transports=["websocket"],
        # Unsaid, only the page's own origin may connect.
        cors_allowed_origins=None,
        ping_interval=PING_S,
        ping_timeout=ANSWER_S,
        max_http_buffer_size=MESSAGE_BYTES,
        http_compression=False,
        # A socket's messages are answered one after the other: who floods waits for the answers.
        async_handlers=False,
        manage_session=False,
        monitor_clients=not green,  # they look after their pings themselves
        json=FastJson,
        serializer=TextPacket,
        logger=log,
        engineio_logger=log,
    )
    engine = socketio.server.eio
    if green:
        from queue_server.realtime.green_sockets import use_green_sockets  # noqa: PLC0415 -- where gevent is not the mode, it is not imported

        use_green_sockets(engine)
    else:
        # The library has no setting for this; its table is shared by all servers of the process.
        engine._async = {**engine._async, "websocket": websocket_class(mode)}  # noqa: SLF001 -- see above
    app.wsgi_app = SocketDoor(app.wsgi_app)  # type: ignore[method-assign] # as Flask's guide wraps it
    return socketio


def close_sockets(socketio: SocketIO) -> None:
    """Close every socket from here; clients take it as a lost connection and come back with jitter."""
    for each in list(socketio.server.eio.sockets.values()):
        # Not the library's disconnect, which waits until the client has read everything.
        each.close(wait=False)


class SocketDoor:
    """Before Socket.IO: only whole handshakes open a socket, and its messages are not compressed.

    Half a handshake would be a fault to the libraries behind; without its upgrade it is an ordinary
    request, which Engine.IO refuses.
    Deflate costs 10 to 20 % of the processor and doubles the memory of a socket, for messages of a
    few hundred bytes; browsers always offer it and both libraries take the offer.
    """

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        if "HTTP_UPGRADE" in environ and not is_handshake(environ):
            del environ["HTTP_UPGRADE"]
        return self._application(environ, start_response)


def _in_one_line(record: logging.LogRecord) -> bool:
    """Whoever sends nonsense shall not fill the log with it or with tracebacks; ours are elsewhere."""
    text = record.getMessage()
    if text.startswith(LEFT):
        return False
    if record.exc_info and record.exc_info[1] is not None:
        text = f"{text}: {record.exc_info[1]}"
    shown = "".join(each if each.isprintable() else "?" for each in text[:LONGEST_LINE])
    record.msg, record.args, record.exc_info = "%s", (shown,), None
    return True
