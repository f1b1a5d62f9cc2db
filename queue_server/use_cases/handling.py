"""What an officer does with a ticket: recall, start, miss, hold, transfer, complete and the rest."""

from collections.abc import Callable
from dataclasses import dataclass

from queue_server.domain.counter import Seat
from queue_server.domain.errors import Forbidden, Invalid, NotEligible
from queue_server.domain.events import Event
from queue_server.domain.hall import Hall
from queue_server.domain.lifecycle import Verb
from queue_server.domain.names import CounterNumber, Letter
from queue_server.domain.online import CheckIn
from queue_server.domain.priority_class import Who
from queue_server.domain.ticket import Ticket
from queue_server.use_cases import calling, online
from queue_server.use_cases.ports import LockedHall, UnitOfWork
from queue_server.use_cases.principal import Principal, Role


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """One of today's tickets, and who does something with it."""

    hall: str
    number: str
    by: Principal


def recall(uow: UnitOfWork, of: Subject) -> Ticket:
    """Announce the same call again."""
    return _in_hand(uow, of, Verb.RECALL, lambda t, hall: t.recall(of.by.name, hall.now))


def start(uow: UnitOfWork, of: Subject) -> Ticket:
    """The person has come."""
    return _in_hand(uow, of, Verb.START, lambda t, hall: t.start(of.by.name, hall.now))


def put_back(uow: UnitOfWork, of: Subject) -> Ticket:
    """Undo a mistaken call."""
    return _let_go(uow, of, Verb.PUT_BACK, lambda t, hall: t.put_back(of.by.name, hall.now))


def hold(uow: UnitOfWork, of: Subject, reason: str | None) -> Ticket:
    """Interrupt the service."""
    return _let_go(uow, of, Verb.HOLD, lambda t, hall: t.hold(of.by.name, hall.now, reason))


def complete(uow: UnitOfWork, of: Subject) -> Ticket:
    """The person is served."""
    return _let_go(uow, of, Verb.COMPLETE, lambda t, hall: t.complete(of.by.name, hall.now))


def send_for_papers(uow: UnitOfWork, of: Subject, reason: str | None) -> Ticket:
    """The person fetches a missing paper."""
    return _let_go(
        uow,
        of,
        Verb.ASK_TO_COME_BACK,
        lambda t, hall: t.ask_to_come_back(of.by.name, hall.now, reason),
    )


def miss(uow: UnitOfWork, of: Subject) -> Ticket:
    """The called person did not come."""
    with uow.locked(of.hall) as locked:
        ticket, seat = _mine(locked, of, Verb.MISS)
        _free(locked, ticket, seat)
        calling.miss(locked, ticket, of.by.name)
        return ticket


def transfer(uow: UnitOfWork, of: Subject, *, service: str | None, counter: int | None) -> Ticket:
    """Send on to a service or to one counter, with the same number and the clock running."""
    with uow.locked(of.hall) as locked:
        ticket, seat = _mine(locked, of, Verb.TRANSFER)
        to, reserved_for = _destination(locked.hall, ticket, service, counter)
        event = ticket.transfer(
            of.by.name,
            locked.now,
            service=to,
            promise=locked.hall.promise(to, ticket.priority_class),
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
    """Back with the paper: to the front of the class."""
    with uow.locked(of.hall) as locked:
        ticket = locked.get_ticket(of.number)
        before = locked.first_clock(ticket.service, ticket.priority_class)
        locked.record(ticket.come_back(of.by.name, locked.now, before), ticket=ticket)
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
    """Raise a waiting person to a class, for a reason of the hall's list or in the officer's words."""
    if not reason.strip():
        raise Invalid(field="reason")
    with uow.locked(of.hall) as locked:
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
            reason=locked.hall.reason_code(reason),
        )
        locked.record(event, ticket=ticket)
        return ticket


def move(uow: UnitOfWork, of: Subject, *, service: str | None, counter: int | None) -> Ticket:
    """Let a waiting person wait for another service or one counter, as the service desk does."""
    with uow.locked(of.hall) as locked:
        ticket = locked.get_ticket(of.number)
        ticket.require(Verb.MOVE)
        to, reserved_for = _destination(locked.hall, ticket, service, counter)
        event = ticket.move(
            of.by.name,
            locked.now,
            service=to,
            promise=locked.hall.promise(to, ticket.priority_class),
            reserved_for=reserved_for,
        )
        locked.record(event, ticket=ticket)
        return ticket


# -- helpers, in the order of use -------------------------------------------------------


def _destination(
    hall: Hall, ticket: Ticket, service: str | None, counter: int | None
) -> tuple[Letter, CounterNumber | None]:
    """Where somebody is sent: to a service, or with the same one to a counter."""
    if (service is None) == (counter is None):
        raise Invalid(field="service")
    if counter is not None:
        return Letter(ticket.service), hall.get_counter(counter).number
    to = hall.get_service(service or "").letter
    if not hall.counters_for(to, ticket.priority_class):
        raise NotEligible(service=to, **{"class": ticket.priority_class})
    return to, None


def _in_hand(
    uow: UnitOfWork, of: Subject, verb: Verb, act: Callable[[Ticket, LockedHall], Event]
) -> Ticket:
    with uow.locked(of.hall) as locked:
        ticket, _ = _mine(locked, of, verb)
        locked.record(act(ticket, locked), ticket=ticket)
        return ticket


def _let_go(
    uow: UnitOfWork, of: Subject, verb: Verb, act: Callable[[Ticket, LockedHall], Event]
) -> Ticket:
    with uow.locked(of.hall) as locked:
        ticket, seat = _mine(locked, of, verb)
        event = act(ticket, locked)
        seat.ticket = None
        locked.record(event, ticket=ticket, seat=seat)
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
