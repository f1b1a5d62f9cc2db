"""How gevent's server reads a request and writes its answer."""

import logging
from typing import Any

from gevent.monkey import get_original
from gevent.pywsgi import WSGIHandler

log = logging.getLogger("queue_server.realtime.servers")

UNREADABLE = "a request could not be read"

ONE_PACKET = 64 * 1024
"""Bodies up to this are copied behind their head."""
TAKE_OVER = "lunhou.take_over"
"""Where a request to upgrade has, under gevent, what gives its connection away as a plain socket that
does not block."""


class Quiet(WSGIHandler):  # type: ignore[misc] # gevent publishes no types
    """gevent's, which keeps to itself what it could not read."""

    def read_request(self, raw_requestline: str) -> bool:
        try:
            return bool(super().read_request(raw_requestline))
        except Exception as error:  # noqa: BLE001 -- for all but a ValueError gevent prints a traceback
            raise ValueError(type(error).__name__) from None

    def log_error(self, _message: str, *_args: object) -> None:
        log.debug(UNREADABLE)

    def handle_error(self, kind: type[BaseException], error: Any, trace: Any) -> None:
        # Of the chunks that cannot be read, gevent takes an empty line for a fault of ours.
        if issubclass(kind, ValueError) and self.wsgi_input.chunked_input:
            self.close_connection = True
            log.debug(UNREADABLE)
        else:
            super().handle_error(kind, error, trace)


class Handler(Quiet):
    """One whose short answers leave whole, and whose connections can be taken over."""

    socket: Any

    def get_environ(self) -> Any:
        environ = super().get_environ()
        if "HTTP_UPGRADE" in environ:
            environ[TAKE_OVER] = self._take_over
            # What a client still says on a socket that was closed is no request.
            self.close_connection = True
        return environ

    def handle_one_response(self) -> None:
        super().handle_one_response()
        # It refers to this handler, and the collector seldom looks for such rings.
        self.environ.pop(TAKE_OVER, None)

    def _take_over(self) -> Any:
        connection = get_original("socket", "socket")(fileno=self.socket.detach())
        connection.setblocking(False)  # noqa: FBT003 -- the socket's own signature
        self.socket = None
        return connection

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
