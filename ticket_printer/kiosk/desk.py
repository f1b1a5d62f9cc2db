"""Taking a number at the kiosk: from the server, and after two tries without an answer from the lease."""

import json
import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from queue_server.protocol.messages import Job
from ticket_printer.kiosk.alone import leased_days, local_day, require_allowed, require_open
from ticket_printer.kiosk.book import Book
from ticket_printer.kiosk.book_rows import job_of
from ticket_printer.kiosk.hall_memory import HallMemory
from ticket_printer.kiosk.link import Away, Reply, Server
from ticket_printer.kiosk.orders import Leased, NotAlone, Order, Press, Standing
from ticket_printer.kiosk.paper import job_for, ticket_for
from ticket_printer.kiosk.safe_clock import SafeClock

log = logging.getLogger(__name__)

TRIES = 2
"""A number is given alone only after so many tries of the same press without an answer."""

Print = Callable[[Job], object]


class Desk:
    """One kiosk's numbers. Safe between threads."""

    def __init__(
        self,
        server: Server,
        book: Book,
        hall: HallMemory,
        clock: SafeClock,
        to_print: Print,
        paper_of: Callable[[str], str | None] = lambda _job: None,
    ) -> None:
        """``paper_of`` says how far a job of the server's is at this kiosk's printer."""
        self._server, self._book, self._hall, self._clock = server, book, hall, clock
        self._print, self._paper_of = to_print, paper_of

    def take(self, order: Order, issue: str, headers: Mapping[str, str]) -> Reply:
        """Take a number; the same press again is the same number.

        NotAlone where neither the server nor the lease gives one.
        """
        press = self._begin(order, issue)
        if press.standing is Standing.ALONE:
            return self._given_alone(press)
        if press.standing is Standing.ONLINE and press.answer is not None:
            return _reply(press.answer)
        for _ in range(TRIES):
            try:
                return self._try(press, order.asked, headers)
            except Away as why:
                log.warning("press %s: the server gives no answer: %s", issue[:8], why)
            decided = self._book.find(issue)  # the page may have asked twice at the same time
            if decided is not None and decided.standing is Standing.ALONE:
                return self._given_alone(decided)
        return self._take_alone(press)

    def find_visit(self, secret: str) -> dict[str, Any] | None:
        """A number of the server's while it is gone: its paper may lie here, its place nobody knows."""
        press = self._book.find_answered(secret)
        if press is None or press.answer is None:
            return None
        services = {each["letter"]: each for each in self._hall.get()["services"]}
        ticket, service = press.answer, services.get(press.order.service, {})
        paper = self._paper_of(f"{ticket.get('id')}-1") or ticket.get("print", "queued")
        return {**ticket, "print": paper, "area": service.get("area")}

    def print_again(self) -> None:
        """After a start: the papers that the last run promised and did not ask for any more."""
        for press in self._book.unprinted():
            try:
                self._print(self._job(press))
            except (NotAlone, LookupError, ValueError, TypeError) as error:
                log.error("%s: its paper cannot be made: %s", press.number, type(error).__name__)  # noqa: TRY400 -- its text may hold the link
                self._book.note_paper(job_of(press.issue), "void", "layout")

    def may_print(self, job: Job) -> bool:
        """Whether a job that the server delivered may be printed: one press, at most one automatic paper."""
        if (plan := job["layout"].get("plan")) is not None:
            self._book.facts.keep("plan", plan)  # the kiosk's own papers look like the hall's
        issue = job.get("issue")
        if not isinstance(issue, str):
            return True
        layout, ticket = job["layout"], str(job["id"]).rpartition("-")[0]
        _, _, secret = str(layout.get("link", "")).rpartition("/")
        told: dict[str, object] = {
            "id": ticket,
            "number": layout.get("number"),
            "secret": secret,
            "print": "queued",
        }
        press = self._book.find(issue)
        if press is None:
            return True
        told |= {name: layout.get(name) for name in ("ahead", "forecast")}
        order = press.order
        told |= {"service": order.service, "class": order.priority_class}
        return self._book.may_print(issue, told)

    def _begin(self, order: Order, issue: str) -> Press:
        """Write it down before the first request; its time is that of the press, as far as it is known."""
        now = self._clock.safe_now()
        day = None if now is None else self._day(now)
        return self._book.begin(issue, order, None if day is None else now, day)

    def _day(self, now: datetime) -> date | None:
        try:
            return local_day(self._hall.get(), now)
        except NotAlone:
            return None

    def _leased(self) -> list[Leased]:
        return leased_days(self._book.facts.get("days") or ())

    def _try(self, press: Press, asked: bytes, headers: Mapping[str, str]) -> Reply:
        """Ask the server once; what it says decides, unless the kiosk has decided meanwhile."""
        reply = self._server.ask(
            "POST",
            f"/halls/{self._hall.code}/tickets",
            body=asked,
            headers={**headers, "Idempotency-Key": press.issue},
        )
        said = reply.json()
        if not reply.is_done:
            self._book.refused(press.issue)
            return reply
        if not isinstance(said, dict) or not isinstance(said.get("number"), str):
            raise Away("an answer that is none")
        decided = self._book.online(press.issue, said)
        return self._given_alone(decided) if decided.standing is Standing.ALONE else reply

    def _take_alone(self, press: Press) -> Reply:
        now = self._clock.safe_now()
        if now is None or press.pressed_at is None:
            raise NotAlone("clock_unsure")
        require_open(self._hall.get(), self._leased(), now)
        require_allowed(self._hall.get(), press.order)
        decided = self._book.alone(press.issue)
        if decided.standing is Standing.ONLINE and decided.answer is not None:
            return _reply(decided.answer)
        if decided.standing is not Standing.ALONE:
            raise NotAlone("needs_server")
        log.info("%s: given alone", decided.number)
        return self._given_alone(decided)

    def _given_alone(self, press: Press) -> Reply:
        """Its paper was asked for, now or before, and the page is told."""
        self._print(self._job(press))
        return _reply(ticket_for(press, self._hall.get()))

    def _job(self, press: Press) -> Job:
        book = self._book
        return job_for(
            press, self._hall.get(), book.facts.get("link") or "", book.facts.get("plan")
        )


def _reply(ticket: Mapping[str, Any]) -> Reply:
    body = json.dumps(ticket, ensure_ascii=False).encode()
    return Reply(status=HTTPStatus.CREATED, kind="application/json", body=body)
