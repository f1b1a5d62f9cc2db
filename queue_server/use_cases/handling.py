"""What an officer does with a ticket: recall, start, miss, hold, transfer, complete and the rest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Unpack

from queue_server.domain.counter import Seat
from queue_server.domain.errors import Forbidden, NotEligible
from queue_server.domain.events import Event
from queue_server.domain.lifecycle import Verb
from queue_server.domain.online import CheckIn
from queue_server.domain.priority_class import Who
from queue_server.domain.ticket import Ticket
from queue_server.use_cases import calling, comebacks, online
from queue_server.use_cases.comebacks import keep_case
from queue_server.use_cases.granting import lawful_reason
from queue_server.use_cases.ports import LockedHall, UnitOfWork
from queue_server.use_cases.principal import Principal, Role
from queue_server.use_cases.sending import Destination, Where, find_place
from queue_server.use_cases.visits import end_service


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """One of today's tickets, and who does something with it."""

    hall: str
    number: str
    by: Principal


def recall(uow: UnitOfWork, of: Subject) -> Ticket:
    """Announce the same call again; not within the hall's guard time after it was announced."""
    with uow.locked(of.hall) as locked:
        ticket, _ = _mine(locked, of, Verb.RECALL)
        announced_at, guard = ticket.changed_at, locked.hall.rules.recall_guard
        if announced_at is None or locked.now - announced_at >= guard:
            locked.record(ticket.recall(of.by.name, locked.now), ticket=ticket)
        return ticket


def start(uow: UnitOfWork, of: Subject) -> Ticket:
    """The person has come."""
    return _in_hand(uow, of, Verb.START, lambda t, hall: t.start(of.by.name, hall.now))


def put_back(uow: UnitOfWork, of: Subject) -> Ticket:
    """Undo a mistaken call."""
    with uow.locked(of.hall) as locked:
        ticket, seat = _mine(locked, of, Verb.PUT_BACK)
        event = ticket.put_back(of.by.name, locked.now)
        _free(locked, ticket, seat)
        locked.record(event, ticket=ticket)
        return ticket


def hold(
    uow: UnitOfWork, of: Subject, reason: str | None, remind: timedelta | None = None
) -> Ticket:
    """Interrupt the service; ``remind`` the counter of it after so long."""
    with uow.locked(of.hall) as locked:
        ticket, seat = _mine(locked, of, Verb.HOLD)
        event = ticket.hold(of.by.name, locked.now, reason, remind)
        _free(locked, ticket, seat)
        locked.record(event, ticket=ticket)
        return ticket


def complete(uow: UnitOfWork, of: Subject) -> Ticket:
    """The person is served: on to the next step of the visit, or its end."""
    with uow.locked(of.hall) as locked:
        ticket, seat = _mine(locked, of, Verb.COMPLETE)
        _free(locked, ticket, seat)
        end_service(locked, ticket, of.by.name)
        return ticket


def send_for_papers(
    uow: UnitOfWork, of: Subject, reason: str | None, *, missing: Sequence[str] = (), code: str
) -> Ticket:
    """The person fetches a missing paper, and comes back by the number today or later by the code."""
    with uow.locked(of.hall) as locked:
        ticket, seat = _mine(locked, of, Verb.ASK_TO_COME_BACK)
        event = ticket.ask_to_come_back(of.by.name, locked.now, reason, missing)
        _free(locked, ticket, seat)
        locked.record(event, ticket=ticket)
        keep_case(locked, ticket, missing=missing, code=code)
        return ticket


def miss(uow: UnitOfWork, of: Subject) -> Ticket:
    """The called person did not come."""
    with uow.locked(of.hall) as locked:
        ticket, seat = _mine(locked, of, Verb.MISS)
        _free(locked, ticket, seat)
        calling.miss(locked, ticket, of.by.name)
        return ticket


def transfer(uow: UnitOfWork, of: Subject, **to: Unpack[Where]) -> Ticket:
    """Send on, with the same number and the clock running."""
    with uow.locked(of.hall) as locked:
        ticket, seat = _mine(locked, of, Verb.TRANSFER)
        service, reserved_for = find_place(locked, uow.people, ticket, Destination(**to))
        event = ticket.transfer(
            of.by.name,
            locked.now,
            service=service,
            promise=locked.hall.promise(service, ticket.priority_class),
            reserved_for=reserved_for,
        )
        _free(locked, ticket, seat)
        locked.record(event, ticket=ticket)
        return ticket


def restore(uow: UnitOfWork, of: Subject) -> Ticket:
    """A missed person is back and waits again."""
    with uow.locked(of.hall) as locked:
        ticket = locked.get_ticket(of.number)
        event = ticket.restore(of.by.name, locked.now, locked.hall.rules.restore_penalty)
        locked.record(event, ticket=ticket)
        return ticket


def check_in(uow: UnitOfWork, of: Subject) -> Ticket:
    """Somebody of the staff sees that the holder of a number from a phone is in the hall."""
    with uow.locked(of.hall) as locked:
        ticket = locked.get_ticket(of.number)
        return online.check_in(locked, ticket, actor=of.by.name, method=CheckIn.STAFF)


def come_back(uow: UnitOfWork, of: Subject) -> Ticket:
    """Back with the paper: due at once, at the same window if it calls now."""
    with uow.locked(of.hall) as locked:
        ticket = locked.get_ticket(of.number)
        comebacks.come_back(locked, ticket, of.by.name)
        return ticket


def cancel(uow: UnitOfWork, of: Subject, reason: str | None) -> Ticket:
    """Give a number back for a person."""
    with uow.locked(of.hall) as locked:
        ticket = locked.get_ticket(of.number)
        cancel_ticket(locked, ticket, of.by.name, reason)
        return ticket


def cancel_ticket(locked: LockedHall, ticket: Ticket, actor: str, reason: str | None) -> None:
    """Cancel, and free the counter that had called it."""
    seat = _seat_of(locked, ticket)
    event = ticket.cancel(actor, locked.now, reason)
    _free(locked, ticket, seat)
    locked.record(event, ticket=ticket)


def grant(uow: UnitOfWork, of: Subject, *, priority_class: str, reason: str) -> Ticket:
    """Raise a waiting person to a class, for a reason of the hall's list or, if allowed, in own words."""
    with uow.locked(of.hall) as locked:
        why = lawful_reason(locked.hall, reason, of.by)
        ticket = locked.get_ticket(of.number)
        wanted = locked.hall.get_class(priority_class)
        if wanted.who is Who.CHECK_IN:
            raise Forbidden(**{"class": priority_class, "needs": "check_in"})
        if not locked.hall.counters_for(ticket.service, wanted.code):
            raise NotEligible(service=ticket.service, **{"class": wanted.code})
        event = ticket.grant(
            of.by.name,
            locked.now,
            priority_class=wanted.code,
            tier=wanted.tier,
            promise=locked.hall.promise(ticket.service, wanted.code),
            reason=why,
        )
        locked.record(event, ticket=ticket)
        return ticket


def move(uow: UnitOfWork, of: Subject, **to: Unpack[Where]) -> Ticket:
    """Let a waiting person wait for another service or one counter, as the service desk does."""
    with uow.locked(of.hall) as locked:
        ticket = locked.get_ticket(of.number)
        ticket.require(Verb.MOVE)
        service, reserved_for = find_place(locked, uow.people, ticket, Destination(**to))
        event = ticket.move(
            of.by.name,
            locked.now,
            service=service,
            promise=locked.hall.promise(service, ticket.priority_class),
            reserved_for=reserved_for,
        )
        locked.record(event, ticket=ticket)
        return ticket


# -- helpers, in the order of use -------------------------------------------------------


def _in_hand(
    uow: UnitOfWork, of: Subject, verb: Verb, act: Callable[[Ticket, LockedHall], Event]
) -> Ticket:
    with uow.locked(of.hall) as locked:
        ticket, _ = _mine(locked, of, verb)
        locked.record(act(ticket, locked), ticket=ticket)
        return ticket


def _mine(locked: LockedHall, of: Subject, verb: Verb) -> tuple[Ticket, Seat]:
    """The ticket, in a state for the verb, and its counter, where the officer sits."""
    ticket = locked.get_ticket(of.number)
    ticket.require(verb)
    seat = _seat_of(locked, ticket)
    if seat is None or (seat.officer != of.by.name and Role.MANAGER not in of.by.roles):
        raise Forbidden(number=ticket.number, counter=ticket.counter)
    return ticket, seat


def _seat_of(locked: LockedHall, ticket: Ticket) -> Seat | None:
    """The counter that has the ticket in hand."""
    if ticket.counter is None:
        return None
    seat = locked.seat(ticket.counter)
    return seat if seat.ticket == ticket.id else None


def _free(locked: LockedHall, ticket: Ticket, seat: Seat | None) -> None:
    if seat is not None and seat.ticket == ticket.id:
        seat.ticket = None
        locked.save_seat(seat)
