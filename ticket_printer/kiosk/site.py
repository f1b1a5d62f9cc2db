"""The kiosk's own address: its page, and of the interface what that page needs and no more."""

import json
import re
from http import HTTPStatus
from urllib.parse import urlsplit

from ticket_printer.kiosk.book import Book
from ticket_printer.kiosk.desk import Desk
from ticket_printer.kiosk.exchange import Answer, Request, as_json, refusal
from ticket_printer.kiosk.hall_memory import HallMemory
from ticket_printer.kiosk.link import Away, Reply, Server
from ticket_printer.kiosk.oneself import Oneself
from ticket_printer.kiosk.orders import NotAlone, Order, Press
from ticket_printer.kiosk.paper import ticket_for
from ticket_printer.kiosk.reading import Reading
from ticket_printer.kiosk.shell import find_file, find_sound, shell, waiting_page
from ticket_printer.qr import svg_of

API, LOCAL = "/api/v1", "/local/"
LONGEST_TEXT, MOST_PEOPLE = 32, 99
"""The server's own limits."""
ISSUE = re.compile(r"[ -~]{1,64}")
PASSED_ON = tuple(
    re.compile(each)
    for each in (
        r"GET /tickets/[\w-]{1,64}",
        r"GET /tickets/[\w-]{1,64}/qr\.svg",
        r"POST /appointments/[\w-]{1,64}/check-ins",
        r"POST /halls/(?P<hall>[\w-]{1,64})/check-ins",
        r"POST /halls/(?P<hall>[\w-]{1,64})/comebacks",
        r"POST /halls/(?P<hall>[\w-]{1,64})/tickets/[A-Z][0-9]{3,6}/reprints",
        r"POST /devices/self/help-requests",
        r"DELETE /devices/self/help-requests/current",
    )
)
"""What else the page asks, with the kiosk's own rights: nothing but this may be asked from here."""


class Site:
    """Answers requests; knows nothing of sockets."""

    def __init__(
        self,
        server: Server,
        desk: Desk,
        book: Book,
        hall: HallMemory,
        *,
        oneself: Oneself,
        reading: Reading,
    ) -> None:
        self._server, self._desk, self._book, self._hall = server, desk, book, hall
        self._oneself, self._reading = oneself, reading

    def answer(self, request: Request) -> Answer:
        """The page, its files, or what its interface says; a refusal as the server would say it."""
        asked = urlsplit(request.path)
        try:
            if asked.path.startswith(f"{API}/"):
                return self._interface(request, asked.path.removeprefix(API))
            if asked.path.startswith(LOCAL):
                return self._reading.answer(request, asked.path.removeprefix(LOCAL), asked.query)
            return self._page(request, asked.path)
        except NotAlone as why:
            return refusal(why.code, request)
        except Away:
            return refusal("network", request, HTTPStatus.SERVICE_UNAVAILABLE)

    def _page(self, request: Request, path: str) -> Answer:
        if request.method != "GET":
            raise NotAlone("not_found")
        code, parts = self._hall.code, path.strip("/").split("/", 2)
        if path == "/healthz":
            return self._health()
        if parts[0] == "static" and len(parts) == 3:  # noqa: PLR2004 -- static, folder and file
            return _file(find_file(parts[1], parts[2]))
        if parts[0] == "sounds":
            return _file(find_sound(path.removeprefix("/sounds/")))
        if code is None:
            return Answer(body=waiting_page(), kind="text/html; charset=utf-8")
        if path == "/":
            return Answer(status=HTTPStatus.FOUND, place=f"/halls/{code}/kiosk")
        if parts == ["halls", code, "kiosk"]:
            return self._shell(code, request)
        raise NotAlone("not_found")

    def _health(self) -> Answer:
        return as_json(
            {
                "alone": self._server.is_away,
                "untold": self._book.count_untold(),
                "leased": self._hall.is_known and bool(self._book.facts.epoch),
            }
        )

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
        if (request.method, path) == ("GET", "/devices/self"):
            return self._ask_oneself(request)
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
            if request.method != "GET":
                raise NotAlone("needs_server") from None
            visit = self._desk.find_visit(path.removeprefix("/tickets/"))
            if visit is None:
                raise
            return as_json(visit)

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
            return as_json(self._hall.alone())

    def _ask_oneself(self, request: Request) -> Answer:
        try:
            return _answer(self._oneself.heard(self._ask(request, "/devices/self")))
        except Away:
            return as_json(self._oneself.alone())

    def _take(self, request: Request) -> Answer:
        issue = request.headers.get("Idempotency-Key", "")
        if not ISSUE.fullmatch(issue):
            raise NotAlone("invalid")
        return _answer(self._desk.take(_order(request.body), issue, request.headers))

    def _ticket(self, path: str) -> Answer:
        """A number that was given alone, with what is known of its paper; or the code of its link."""
        issue, _, wanted = path.partition("/")
        press = self._book.find(issue)
        if press is None or press.number is None or press.pressed_at is None:
            raise NotAlone("not_found")
        if wanted == "qr.svg":
            return self._code(press)
        if wanted:
            raise NotAlone("not_found")
        return as_json(ticket_for(press, self._hall.get()))

    def _code(self, press: Press) -> Answer:
        """For a phone: the link answers when the server is back and knows this number."""
        link = self._book.facts.get("link")
        if not link or press.secret is None:
            raise NotAlone("not_found")
        return Answer(body=svg_of(f"{link}{press.secret}"), kind="image/svg+xml")


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


def _file(found: tuple[bytes, str] | None) -> Answer:
    if found is None:
        raise NotAlone("not_found")
    return Answer(body=found[0], kind=found[1], is_kept=True)
