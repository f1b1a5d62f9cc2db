"""Visits of several steps: on to the next, skip one, add one (一站办理)."""

from queue_server.domain.counter import CounterState
from queue_server.domain.errors import Forbidden, NotEligible
from queue_server.domain.lifecycle import IN_HAND, Verb
from queue_server.domain.route import shortest
from queue_server.domain.ticket import Ticket
from queue_server.use_cases.ports import LockedHall, UnitOfWork
from queue_server.use_cases.principal import Principal, Role


def end_service(locked: LockedHall, ticket: Ticket, officer: str) -> None:
    """The person is served: on to the next step of the visit, or the visit ends."""
    ticket.require(Verb.COMPLETE)
    services = ticket.next_services
    if not services:
        locked.record(ticket.complete(officer, locked.now), ticket=ticket)
        return
    service = services[0] if len(services) == 1 else shortest(services, _loads(locked, ticket))
    promise = locked.hall.promise(service, ticket.priority_class)
    event = ticket.move_on(officer, locked.now, service=service, promise=promise)
    locked.record(event, ticket=ticket)


def skip(uow: UnitOfWork, *, hall: str, number: str, by: Principal, service: str) -> Ticket:
    """A step that this person does not need. Raises UnknownService, WrongStep, Forbidden."""
    with uow.locked(hall) as locked:
        ticket = _changeable(locked, number, by)
        letter = locked.hall.get_service(service).letter
        locked.record(ticket.skip(by.name, locked.now, letter), ticket=ticket)
        return ticket


def add(
    uow: UnitOfWork, *, hall: str, number: str, by: Principal, service: str, after: str | None
) -> Ticket:
    """One more step, after another or right after this one.

    Raises UnknownService, NotEligible (no counter for it), WrongStep, Forbidden.
    """
    with uow.locked(hall) as locked:
        ticket = _changeable(locked, number, by)
        letter = locked.hall.get_service(service).letter
        if not locked.hall.counters_for(letter, ticket.priority_class):
            raise NotEligible(service=letter, **{"class": ticket.priority_class})
        locked.record(ticket.add_step(by.name, locked.now, letter, after), ticket=ticket)
        return ticket


def _loads(locked: LockedHall, ticket: Ticket) -> dict[str, float]:
    """How many wait for each open counter, by service; endless where none is open."""
    calling = {seat.number for seat in locked.seats() if seat.state is CounterState.OPEN}
    waiting = dict.fromkeys(ticket.next_services, 0)
    for line in locked.lines():
        if line.service in waiting:
            waiting[line.service] += line.waiting
    loads: dict[str, float] = {}
    for service, people in waiting.items():
        counters = locked.hall.counters_for(service, ticket.priority_class)
        working = sum(1 for each in counters if each.number in calling)
        loads[service] = people / working if working else float("inf")
    return loads


def _changeable(locked: LockedHall, number: str, by: Principal) -> Ticket:
    """A ticket whose visit may be changed: by the officer who has it in hand, or at the desk."""
    ticket = locked.get_ticket(number)
    if not by.roles.isdisjoint({Role.DESK, Role.MANAGER}):
        return ticket
    is_mine = ticket.state in IN_HAND and ticket.officer == by.name
    if not is_mine:
        raise Forbidden(number=ticket.number, counter=ticket.counter)
    return ticket
