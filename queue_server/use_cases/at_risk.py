"""Promises that will probably be broken, told once for each ticket and before it happens."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from queue_server.domain.events import PromiseAtRisk
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.next_ticket import Standing
from queue_server.domain.promise import due_at, share_used
from queue_server.domain.ticket import Ticket
from queue_server.use_cases.day import HALL
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.outlook import Outlook, Pace, standing, standings
from queue_server.use_cases.ports import LockedHall

NOBODY_COMES = 0.75
"""Where no counter is open, a promise is at risk from this share on."""


@dataclass(frozen=True, slots=True)
class AtRisk:
    """A waiting ticket, and when its holder will probably be called; None if nobody can say."""

    ticket: int
    expected_at: datetime | None


class Watch:
    """Looks over those who wait at a hall, and remembers who was warned today."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._day: date | None = None
        self._warned: set[int] = set()

    def find(self, view: HallView) -> list[AtRisk]:
        """Those whose promise is at risk and of whom nobody was told."""
        if view.day != self._day:
            self._day, self._warned = view.day, set()
        found = [
            AtRisk(ticket.id, _expected_at(expected, view.now))
            for ticket, expected in self._expected(view)
            if _is_late(ticket, expected, view.now)
        ]
        self._warned |= {each.ticket for each in found if _was_warned(view, each.ticket)}
        return [each for each in found if each.ticket not in self._warned]

    def remember(self, told: Iterable[int]) -> None:
        """These were warned, and need not be looked at again."""
        self._warned.update(told)

    def _expected(self, view: HallView) -> Iterator[tuple[Standing, Outlook]]:
        """What those who wait have to expect: the first of each line, and who was sent to a counter."""
        for service in view.hall.services:
            yield from standings(view, service.letter, self._pace, known=self._warned)
        for ticket in view.reserved():
            if ticket.id in self._warned:
                continue
            expected = standing(view, ticket, self._pace)
            if expected is not None:
                yield ticket, expected


def tell(locked: LockedHall, found: Iterable[AtRisk]) -> list[int]:
    """Record it of those who still wait; ``Watch.remember`` them when it is sure."""
    told: list[int] = []
    for each in found:
        ticket = locked.get_ticket_by_id(each.ticket)
        if ticket.state is TicketState.WAITING:
            locked.record(_event(ticket, each, locked.now))
            told.append(ticket.id)
    return told


def _is_late(ticket: Standing, expected: Outlook, now: datetime) -> bool:
    at = _expected_at(expected, now)
    if at is None:
        return share_used(ticket.clock, ticket.promise, now) >= NOBODY_COMES
    return at > due_at(ticket.clock, ticket.promise)


def _expected_at(expected: Outlook, now: datetime) -> datetime | None:
    return None if expected.forecast is None else now + expected.forecast.p50


def _was_warned(view: HallView, ticket: int) -> bool:
    """By a server before this one."""
    return any(isinstance(each.event, PromiseAtRisk) for each in view.events_of(ticket))


def _event(ticket: Ticket, risk: AtRisk, now: datetime) -> PromiseAtRisk:
    return PromiseAtRisk(
        at=now,
        ticket=ticket.id,
        number=ticket.number,
        actor=HALL,
        due_at=ticket.due_at,
        expected_at=risk.expected_at,
    )
