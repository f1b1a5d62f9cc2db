"""When the server is there: numbers for the way alone, and the papers that were given on it."""

import logging
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Protocol

from queue_server.protocol import Refusal, Unreachable
from ticket_printer.kiosk.book import Book
from ticket_printer.kiosk.book_rows import sequence_of
from ticket_printer.kiosk.orders import Press, Standing
from ticket_printer.kiosk.safe_clock import SafeClock

log = logging.getLogger(__name__)

LEASE_EVERY_S = 60.0
"""How old what this kiosk knows of the record may be: what a restored server learns from it."""
_FINAL = frozenset({HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY})
"""What no repetition changes; the server has told the manager."""


class Commands(Protocol):
    """Who carries commands to the server: `protocol.Client`."""

    def post(self, path: str, body: dict[str, Any], *, key: str | None = None) -> Any:
        """The answer; Refusal or Unreachable."""
        ...


class Settling:
    """One journey after the other; each raises Refusal or Unreachable, and the next begins where it ended."""

    def __init__(
        self,
        client: Commands,
        book: Book,
        clock: SafeClock,
        *,
        ticks: Callable[[], float] = time.monotonic,
        on_lease: Callable[[str], object] = lambda _hall: None,
    ) -> None:
        """`on_lease` is told whose kiosk this is, each time after numbers were leased."""
        self._client, self._book, self._clock, self._ticks = client, book, clock, ticks
        self._on_lease = on_lease
        self._leased_at: float | None = None

    def step(self) -> None:
        """Say what is known, then tell every paper in the order of the presses, then fill up."""
        try:
            self._step()
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise Unreachable(f"an answer that is none: {type(error).__name__}", None) from error

    def _step(self) -> None:
        if self._is_due():
            self.lease()
        told = 0
        while papers := self._book.untold():
            for press in papers:
                self._tell(press)
                told += 1
        if told:
            self.lease()

    def lease(self) -> None:
        """Numbers for today and tomorrow; the server learns what this kiosk knows."""
        answer = self._client.post("/devices/self/leases", self._book.known())
        self._clock.set(answer.get("server_time"))
        before = self._book.facts.epoch
        self._book.lease(answer)
        if before not in {0, self._book.facts.epoch}:
            log.warning("the server was restored: every paper of these days is told once more")
        self._leased_at = self._ticks()
        self._book.tidy(self._clock.now())
        self._on_lease(answer["hall"])

    def _is_due(self) -> bool:
        at = self._leased_at
        return at is None or self._ticks() - at >= LEASE_EVERY_S or self._book.count_untold() > 0

    def _tell(self, press: Press) -> None:
        try:
            answer = self._client.post("/devices/self/reconciliations", _body(press))
        except Refusal as refusal:
            if refusal.status not in _FINAL:
                raise
            log.error("%s: not taken into the line: %s", press.number, refusal.code)  # noqa: TRY400 -- the trace says nothing
            self._book.told(press, conflict=refusal.code)
            return
        outcome = answer["outcome"]
        log.info("%s: %s", press.number, outcome)
        known = {"issued": sequence_of(answer["id"]), "known": press.sequence}
        self._book.told(press, sequence=known.get(outcome))


def _body(press: Press) -> dict[str, Any]:
    if press.pressed_at is None or press.day is None:
        raise ValueError(press.issue)
    body: dict[str, Any] = {
        "issue": press.issue,
        "day": press.day.isoformat(),
        "number": press.number,
        "service": press.order.service,
        "class": press.order.priority_class,
        "language": press.order.language,
        "party_size": press.order.party_size,
        "pressed_at": press.pressed_at.isoformat().replace("+00:00", "Z"),
        "secret": press.secret,
    }
    if press.standing is Standing.ALONE:
        body["print"] = press.paper
        if press.detail:
            body["detail"] = press.detail[:64]
    return body
