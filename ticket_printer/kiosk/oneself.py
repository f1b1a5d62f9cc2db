"""The kiosk as its own page is told of it: the printer as it is this second, and the bell."""

from collections.abc import Callable
from typing import Any

from ticket_printer.kiosk.book import Book
from ticket_printer.kiosk.link import Reply
from ticket_printer.printers import Health

_SILENT = {"asked_at": None, "answered_at": None, "helper": None}


class Oneself:
    """Joins what the server knows of this kiosk with what only the kiosk knows."""

    def __init__(self, book: Book, health: Callable[[], Health]) -> None:
        self._book, self._health = book, health

    def heard(self, reply: Reply) -> Reply:
        """The server's answer with the printer as it is: the server heard of it some seconds ago."""
        said = reply.json()
        if not reply.is_done or not isinstance(said, dict):
            return reply
        self._book.facts.keep("self", {name: said.get(name) for name in ("id", "name")})
        return reply.with_body({**said, "printer": self._health().state.value})

    def alone(self) -> dict[str, Any]:
        """While the server is gone: the printer is known, and a bell would ring nowhere."""
        known = self._book.facts.get("self") or {"id": None, "name": None}
        bell = {"device": known["id"], "place": known["name"], **_SILENT}
        printer = self._health().state.value
        return {**known, "printer": printer, "seen_at": None, "help": bell, "alone": True}
