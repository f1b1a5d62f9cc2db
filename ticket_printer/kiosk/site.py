"""The kiosk's own address: its page, and of the interface what that page needs and no more."""

import json
import logging
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from queue_server.protocol.page import HEADERS, POLICY
from ticket_printer.kiosk.book import Book
from ticket_printer.kiosk.desk import Desk
from ticket_printer.kiosk.hall_memory import HallMemory
from ticket_printer.kiosk.link import Away, Reply, Server
from ticket_printer.kiosk.orders import NotAlone, Order
from ticket_printer.kiosk.paper import ticket_for
from ticket_printer.kiosk.shell import find_file, shell, waiting_page
from ticket_printer.kiosk.texts import sentence

log = logging.getLogger(__name__)

API = "/api/v1"
LARGEST_BODY = 64 * 1024
LONGEST_TEXT, MOST_PEOPLE = 32, 99
"""The server's own limits."""
_NUMERIC = re.compile(r"[0-9.]+|\[[0-9a-f:]+\]")
"""An address that no name stands for: a name could be made to mean this machine by whoever owns it."""
ISSUE = re.compile(r"[ -~]{1,64}")
PASSED_ON = tuple(
    re.compile(each)
    for each in (
        r"GET /tickets/[\w-]{1,64}",
        r"GET /tickets/[\w-]{1,64}/qr\.svg",
        r"POST /appointments/[\w-]{1,64}/check-ins",
        r"POST /halls/(?P<hall>[\w-]{1,64})/check-ins",
        r"POST /halls/(?P<hall>[\w-]{1,64})/tickets/[A-Z][0-9]{3,6}/reprints",
        r"GET /devices/self",
        r"POST /devices/self/help-requests",
        r"DELETE /devices/self/help-requests/current",
    )
)
"""What else the page asks, with the kiosk's own rights: nothing but this may be asked from here."""
STATUS = {
    "not_found": HTTPStatus.NOT_FOUND,
    "forbidden": HTTPStatus.FORBIDDEN,
    "too_large": HTTPStatus.CONTENT_TOO_LARGE
    if hasattr(HTTPStatus, "CONTENT_TOO_LARGE")
    else HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "invalid": HTTPStatus.UNPROCESSABLE_ENTITY,
    "unknown_service": HTTPStatus.UNPROCESSABLE_ENTITY,
    "unknown_class": HTTPStatus.UNPROCESSABLE_ENTITY,
}
"""Of the codes by which the kiosk itself refuses; the others are 409."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a browser asks."""

    method: str
    path: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What it is answered."""

    status: int = HTTPStatus.OK
    kind: str = "application/json"
    body: bytes = b""
    place: str | None = None
    """Where the browser shall go on."""


class Site:
    """Answers requests; knows nothing of sockets."""

    def __init__(self, server: Server, desk: Desk, book: Book, hall: HallMemory) -> None:
        self._server, self._desk, self._book, self._hall = server, desk, book, hall

    def answer(self, request: Request) -> Answer:
        """The page, its files, or what its interface says; a refusal as the server would say it."""
        path = urlsplit(request.path).path
        try:
            if path.startswith(f"{API}/"):
                return self._interface(request, path.removeprefix(API))
            return self._page(request, path)
        except NotAlone as refusal:
            return _refusal(refusal.code, request)
        except Away:
            return _refusal("network", request, HTTPStatus.SERVICE_UNAVAILABLE)

    def _page(self, request: Request, path: str) -> Answer:
        if request.method != "GET":
            raise NotAlone("not_found")
        code, parts = self._hall.code, path.strip("/").split("/", 2)
        if path == "/healthz":
            state = {
                "alone": self._server.is_away,
                "untold": self._book.count_untold(),
                "leased": self._hall.is_known and bool(self._book.epoch),
            }
            return Answer(body=json.dumps(state).encode())
        if parts[0] == "static" and len(parts) == 3:  # noqa: PLR2004 -- static, folder and file
            found = find_file(parts[1], parts[2])
            if found is None:
                raise NotAlone("not_found")
            return Answer(body=found[0], kind=found[1])
        if code is None:
            return Answer(body=waiting_page(), kind="text/html; charset=utf-8")
        if path == "/":
            return Answer(status=HTTPStatus.FOUND, place=f"/halls/{code}/kiosk")
        if parts == ["halls", code, "kiosk"]:
            return self._shell(code, request)
        raise NotAlone("not_found")

    def _shell(self, code: str, request: Request) -> Answer:
        try:
            names = self._hall.get()["name"]
        except NotAlone:
            names = {}
        body = shell(code, names, request.headers.get("Accept-Language", ""))
        return Answer(body=body, kind="text/html; charset=utf-8")

    def _interface(self, request: Request, path: str) -> Answer:
        code = self._hall.code
        if (request.method, path) == ("GET", f"/halls/{code}"):
            return self._ask_hall(request)
        if (request.method, path) == ("POST", f"/halls/{code}/tickets"):
            return self._take(request)
        if request.method == "GET" and path.startswith("/tickets/alone-"):
            return self._ticket(path.removeprefix("/tickets/alone-"))
        asked = f"{request.method} {path}"
        found = next(filter(None, (each.fullmatch(asked) for each in PASSED_ON)), None)
        if found is not None and found.groupdict().get("hall", code) == code:
            return self._pass_on(request, path)
        raise NotAlone("not_found")

    def _pass_on(self, request: Request, path: str) -> Answer:
        """What only the server knows: appointments, and how a number stands in the line."""
        try:
            return _answer(self._ask(request, path))
        except Away:
            if request.method == "POST":
                raise NotAlone("needs_server") from None
            raise

    def _ask(self, request: Request, path: str) -> Reply:
        return self._server.ask(
            request.method, path, body=request.body or None, headers=request.headers
        )

    def _ask_hall(self, request: Request) -> Answer:
        """The hall as it is; while the server is gone as it was, without what has grown old."""
        try:
            reply = self._ask(request, f"/halls/{self._hall.code}")
            heard = reply.json()
            if reply.is_done and isinstance(heard, dict):
                self._hall.hear(heard)
            return _answer(reply)
        except Away:
            return Answer(body=json.dumps(self._hall.alone(), ensure_ascii=False).encode())

    def _take(self, request: Request) -> Answer:
        issue = request.headers.get("Idempotency-Key", "")
        if not ISSUE.fullmatch(issue):
            raise NotAlone("invalid")
        return _answer(self._desk.take(_order(request.body), issue, request.headers))

    def _ticket(self, issue: str) -> Answer:
        """A number that was given alone, with what is known of its paper."""
        press = self._book.find(issue)
        if press is None or press.number is None or press.pressed_at is None:
            raise NotAlone("not_found")
        told = ticket_for(press, self._hall.get())
        return Answer(body=json.dumps(told, ensure_ascii=False).encode())


def _order(body: bytes) -> Order:
    """What a person wants; NotAlone with `invalid` for anything else."""
    try:
        told = json.loads(body)
        texts = (told["service"], told.get("class", "normal"), told.get("language", "zh-CN"))
        people = told.get("party_size", 1)
    except (ValueError, LookupError, TypeError, AttributeError):
        raise NotAlone("invalid") from None
    are_texts = all(isinstance(each, str) and len(each) <= LONGEST_TEXT for each in texts)
    if not are_texts or type(people) is not int or not 1 <= people <= MOST_PEOPLE:
        raise NotAlone("invalid")
    service, code, language = texts
    return Order(
        service=service, priority_class=code, language=language, party_size=people, asked=body
    )


def _answer(reply: Reply) -> Answer:
    return Answer(status=reply.status, kind=reply.kind, body=reply.body)


def _refusal(code: str, request: Request, status: int | None = None) -> Answer:
    languages = request.headers.get("Accept-Language", "")
    said = {"code": code, "message": sentence(code, languages), "details": {}}
    return Answer(
        status=status or STATUS.get(code, HTTPStatus.CONFLICT),
        body=json.dumps(said, ensure_ascii=False).encode(),
    )


# -- over HTTP ---------------------------------------------------------------------------------


class Listener:
    """Serves a site at an address until it is closed."""

    def __init__(self, site: Site, host: str, port: int) -> None:
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
            self._send(_refusal("too_large", Request(method="POST", path=self.path)))
            return
        self._respond(self.rfile.read(int(length)))

    def _respond(self, body: bytes) -> None:
        asked = Request(
            method=self.command, path=self.path, body=body, headers=dict(self.headers.items())
        )
        if not self._is_own_page():
            self._send(_refusal("forbidden", asked))
            return
        try:
            self._send(self.answer(asked))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        except Exception:
            log.exception("a request failed")
            self._send(_refusal("unexpected", asked, HTTPStatus.INTERNAL_SERVER_ERROR))

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
        is_file = answer.kind.startswith(("text/javascript", "text/css", "font/", "image/"))
        headers["Cache-Control"] = "max-age=300" if is_file else "no-store"
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
