"""A site over HTTP: one thread for a request, the headers of the server's own pages, no log."""

import logging
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol

from queue_server.protocol.page import HEADERS, POLICY
from ticket_printer.kiosk.exchange import Answer, Request, refusal

log = logging.getLogger(__name__)

LARGEST_BODY = 64 * 1024
_NUMERIC = re.compile(r"[0-9.]+|\[[0-9a-f:]+\]")
"""An address that no name stands for: a name could be made to mean this machine by whoever owns it."""


class Answering(Protocol):
    """A site."""

    def answer(self, request: Request) -> Answer:
        """What a request is answered; never raises for what a browser may send."""
        ...


class Listener:
    """Serves a site at an address until it is closed."""

    def __init__(self, site: Answering, host: str, port: int) -> None:
        handler = type("Handler", (_Handler,), {"answer": staticmethod(site.answer), "name": host})
        self._http = ThreadingHTTPServer((host, port), handler)
        self._http.daemon_threads = True
        self.port = self._http.server_address[1]
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)

    def open(self) -> None:
        """Answer from now on."""
        self._thread.start()

    def close(self) -> None:
        """Answer no more."""
        self._http.shutdown()
        self._http.server_close()


@contextmanager
def served(site: Answering, address: str) -> Iterator[Listener]:
    """The page at `HOST:PORT` for as long as it lasts; ValueError for what is no address."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        raise ValueError(f"--listen is HOST:PORT, not {address}")
    listener = Listener(site, host.strip("[]"), int(port))
    listener.open()
    log.info("the kiosk's page is at http://%s:%s/", host, listener.port)
    try:
        yield listener
    finally:
        listener.close()


class _Handler(BaseHTTPRequestHandler):
    answer: Callable[[Request], Answer]
    name: str
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "lunhou", ""
    timeout = 30  # seconds: who opens a connection and says nothing does not keep a thread

    def do_GET(self) -> None:
        self._respond(b"")

    def do_DELETE(self) -> None:
        self._respond(b"")

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or int(length) > LARGEST_BODY:
            self.close_connection = True  # what it sends is not read
            self._send(refusal("too_large", Request(method="POST", path=self.path)))
            return
        self._respond(self.rfile.read(int(length)))

    def _respond(self, body: bytes) -> None:
        asked = Request(
            method=self.command, path=self.path, body=body, headers=dict(self.headers.items())
        )
        if not self._is_own_page():
            self._send(refusal("forbidden", asked))
            return
        try:
            self._send(self.answer(asked))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        except Exception:
            log.exception("a request failed")
            self._send(refusal("unexpected", asked, HTTPStatus.INTERNAL_SERVER_ERROR))

    def _is_own_page(self) -> bool:
        """Another page in the same browser may not press for numbers; nor one by another name."""
        host, origin = self.headers.get("Host", ""), self.headers.get("Origin")
        name = host.rpartition(":")[0] or host
        if not _NUMERIC.fullmatch(name) and name not in {"localhost", self.name}:
            return False
        return self.command == "GET" or origin in {None, f"http://{host}"}

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        headers: dict[str, Any] = {**HEADERS, "Content-Type": answer.kind}
        headers["Content-Length"] = str(len(answer.body))
        headers["Cache-Control"] = "max-age=300" if answer.is_kept else "no-store"
        if answer.kind.startswith("text/html"):
            headers["Content-Security-Policy"] = POLICY
        if answer.place:
            headers["Location"] = answer.place
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        """Addresses may hold secrets: nothing of a request is written down."""
