"""The hall as it was last heard, and what the page is told of it while the server is gone."""

import threading
from collections.abc import Mapping
from typing import Any

from ticket_printer.kiosk.alone import Hall, leased_days, require_open
from ticket_printer.kiosk.book import Book
from ticket_printer.kiosk.orders import NotAlone
from ticket_printer.kiosk.safe_clock import SafeClock

_PASSING = ("now", "counters", "open", "open_until")
_PASSING_OF_SERVICE = ("open", "waiting", "ahead", "forecast")
"""What changes all the time; not worth writing down, and not told when it is old."""


class HallMemory:
    """Remembers the hall in memory, and durably what seldom changes of it."""

    def __init__(self, book: Book, clock: SafeClock) -> None:
        self._book, self._clock = book, clock
        self._lock = threading.Lock()
        self._heard: Hall | None = book.facts.get("hall_heard")
        self._kept = None if self._heard is None else _lasting(self._heard)

    @property
    def code(self) -> str | None:
        """Whose kiosk this is; None before the first contact."""
        code: str | None = self._book.facts.get("hall")
        return code

    @property
    def is_known(self) -> bool:
        """Whether the hall was ever heard of."""
        return self._heard is not None

    def hear(self, hall: Hall) -> None:
        """The server told how the hall is."""
        with self._lock:
            self._heard = hall
            lasting = _lasting(hall)
            if lasting != self._kept:
                self._kept = lasting
                self._book.facts.keep("hall_heard", hall)

    def get(self) -> Hall:
        """The hall as last heard; NotAlone before the first time."""
        if self._heard is None:
            raise NotAlone("needs_server")
        return self._heard

    def alone(self) -> dict[str, Any]:
        """The hall for a page whose kiosk works alone: no counts that are old, and whether it can."""
        hall, why = self.get(), self._why_not()
        now = self._clock.now().isoformat().replace("+00:00", "Z")
        quiet = {"waiting": None, "ahead": None, "forecast": None, "open": why is None}
        return {
            **hall,
            "now": now,
            "open": why != "hall_closed",
            "counters": [],
            "services": [
                {**each, **quiet, "needs_server": each.get("identity") == "required"}
                for each in hall["services"]
            ],
            "alone": {"why_not": why, "waiting": self._book.count_untold()},
        }

    def _why_not(self) -> str | None:
        """Why no number can be given at all; None if some can."""
        now = self._clock.safe_now()
        if now is None:
            return "clock_unsure"
        try:
            day = require_open(self.get(), leased_days(self._book.facts.get("days") or ()), now)
        except NotAlone as refusal:
            return refusal.code
        return None if any(self._book.blocks.left(day).values()) else "numbers_used_up"


def _lasting(hall: Hall) -> Mapping[str, Any]:
    services = [
        {name: fact for name, fact in each.items() if name not in _PASSING_OF_SERVICE}
        for each in hall["services"]
    ]
    return {n: fact for n, fact in hall.items() if n not in _PASSING} | {"services": services}
