"""The hall's day: opened by its hours, closed only when every number has an ending (不停号)."""

from collections.abc import Iterable

from queue_server.domain.errors import HallClosed as Closed
from queue_server.domain.errors import TicketsRemaining
from queue_server.domain.events import HallClosed, HallOpened
from queue_server.domain.lifecycle import TicketState, Verb
from queue_server.domain.papers import PAPERS
from queue_server.domain.ticket import Ticket
from queue_server.use_cases import assistance
from queue_server.use_cases.ports import LockedHall, UnitOfWork

HALL = "hall"
"""The actor in the record when the hall's own rules act."""
UNSERVED = frozenset({TicketState.WAITING, TicketState.CALLED, TicketState.SERVING})


def turn(uow: UnitOfWork, *, hall: str) -> None:
    """What the clock brings, once a minute: end old days, open today's, let go who is long missed."""
    with uow.locked(hall) as locked:
        old = locked.living_before(locked.day)
        for ticket in old:
            _end(locked, ticket, "close_of_day")
        if locked.open_day is not None and locked.open_day < locked.day:
            _close_counters(locked, old)
            _close(locked)
        for ticket in locked.tickets((TicketState.MISSED,)):
            if _is_forgotten(locked, ticket):
                locked.record(ticket.abandon(HALL, locked.now, "missed"), ticket=ticket)
        if locked.open_day != locked.day and locked.is_open():
            _open(locked, HALL)


def close(uow: UnitOfWork, *, hall: str, by: str) -> None:
    """End today: TicketsRemaining while someone waits or is served; the others are abandoned."""
    with uow.locked(hall) as locked:
        living = [ticket for ticket in locked.living() if ticket.day <= locked.day]
        unserved = [ticket.number for ticket in living if ticket.state in UNSERVED]
        if unserved:
            raise TicketsRemaining(count=len(unserved), numbers=unserved[:20])
        for ticket in living:
            _end(locked, ticket, "close_of_day")
        _close_counters(locked, living)
        if locked.open_day is not None and locked.open_day < locked.day:
            _close(locked)  # the clock has not turned yet: yesterday ends by itself
        locked.closed_day = locked.day
        _close(locked, by)


def reopen(uow: UnitOfWork, *, hall: str, by: str) -> None:
    """Take numbers again today, after the day was ended too early; HallClosed outside the hours."""
    with uow.locked(hall) as locked:
        locked.closed_day = None
        if not locked.is_open():
            raise Closed(hall=hall)
        if locked.open_day != locked.day:
            _open(locked, by)


def _open(locked: LockedHall, by: str) -> None:
    locked.open_day, locked.closed_day = locked.day, None
    locked.record(HallOpened(at=locked.now, actor=by, day=locked.day))


def _end(locked: LockedHall, ticket: Ticket, reason: str) -> None:
    """Give a number its ending: a person at the window was served, the others never were."""
    if ticket.counter is not None:
        seat = locked.seat(ticket.counter)
        if seat.ticket == ticket.id:
            seat.ticket = None
            locked.save_seat(seat)
    if ticket.allows(Verb.COMPLETE):
        locked.record(ticket.complete(HALL, locked.now), ticket=ticket)
    else:
        why = PAPERS if ticket.state is TicketState.AWAY else reason
        locked.record(ticket.abandon(HALL, locked.now, why), ticket=ticket)


def _close_counters(locked: LockedHall, ended: Iterable[Ticket]) -> None:
    """Send the officers home, but for those who serve somebody of today."""
    gone = {ticket.id for ticket in ended}
    for seat in (locked.seat(each.number) for each in locked.hall.counters):
        if seat.ticket in gone:
            seat.ticket = None
        if seat.officer is not None and seat.ticket is None:
            locked.record(seat.get_up(seat.officer, locked.now), seat=seat)


def _close(locked: LockedHall, by: str = HALL) -> None:
    day = locked.open_day or locked.day
    locked.open_day = None
    assistance.end_all(locked, by)
    locked.record(HallClosed(at=locked.now, actor=by, day=day))


def _is_forgotten(locked: LockedHall, ticket: Ticket) -> bool:
    missed_at = ticket.changed_at
    return missed_at is not None and locked.now - missed_at > locked.hall.rules.missed_kept
