"""Papers that were missing: send somebody for them, and have them back without queuing anew (容缺)."""

from collections.abc import Sequence
from datetime import datetime

from queue_server.domain.counter import CounterState
from queue_server.domain.errors import CodeUsed, HallClosed, NotFound
from queue_server.domain.lifecycle import TicketState, Verb
from queue_server.domain.names import CounterNumber, TicketId
from queue_server.domain.papers import PAPERS, PaperCase
from queue_server.domain.promise import front_clock
from queue_server.domain.ticket import Ticket
from queue_server.use_cases.appointments import Arrival
from queue_server.use_cases.day import HALL
from queue_server.use_cases.ports import LockedHall
from queue_server.use_cases.ticketing import FIRST, Issued, Order, Origin, add_ticket


def keep_case(
    locked: LockedHall, ticket: Ticket, *, missing: Sequence[str], code: str
) -> PaperCase:
    """What is missing, and the code to come back with; sent again, a person keeps the code."""
    known = locked.paper_case_of(ticket.id)
    case = PaperCase(
        hall=ticket.hall,
        ticket=ticket.id,
        day=ticket.day,
        code=code if known is None else known.code,
        missing=tuple(missing),
        counter=ticket.counter,
        asked_at=locked.now,
    )
    locked.save_paper_case(case)
    return case


def come_back(locked: LockedHall, ticket: Ticket, actor: str) -> None:
    """Back the same day: due at once, at the window that asked for the papers if it calls now."""
    ticket.require(Verb.COME_BACK)
    case = locked.paper_case_of(ticket.id)
    counter = ticket.counter if case is None else case.counter
    event = ticket.come_back(
        actor, locked.now, _first_clock(locked, ticket), _window(locked, ticket, counter)
    )
    locked.record(event, ticket=ticket)
    if case is not None:
        _use(locked, case, ticket.id)


def come_back_by_code(locked: LockedHall, *, code: str, arrival: Arrival) -> Issued:
    """Back by the code: the same number today, one of today for a case of an earlier day.

    Raises NotFound, CodeUsed, CodeExpired, HallClosed, UnknownService and NotEligible where the
    hall has no such service any more.
    """
    case = locked.find_paper_case(code)
    if case is None:
        raise NotFound(what="code")
    case.require_open(locked.day, locked.hall.rules.papers_kept)
    ticket = locked.get_ticket_by_id(case.ticket)
    if ticket.state not in {TicketState.AWAY, TicketState.ABANDONED}:
        raise CodeUsed
    if not locked.is_open():
        raise HallClosed(hall=locked.hall.id)
    if ticket.state is TicketState.AWAY and ticket.day == locked.day:
        come_back(locked, ticket, arrival.by.name)
        return Issued(
            ticket=ticket,
            outlook=FIRST,
            job=None,
            hall=locked.hall,
        )
    if ticket.state is TicketState.AWAY:
        locked.record(ticket.abandon(HALL, locked.now, PAPERS), ticket=ticket)
    return _anew(locked, ticket, case, arrival)


# -- helpers, in the order of use -------------------------------------------------------


def _window(
    locked: LockedHall, ticket: Ticket, counter: CounterNumber | None
) -> CounterNumber | None:
    """The counter that had asked for the papers, if it calls now and takes the person."""
    known = [each for each in locked.hall.counters if each.number == counter]
    if not known or locked.seat(known[0].number).state is not CounterState.OPEN:
        return None
    takes = known[0].find_take(ticket.service, ticket.priority_class) is not None
    return known[0].number if takes else None


def _first_clock(locked: LockedHall, ticket: Ticket) -> datetime | None:
    return locked.first_clock(ticket.service, ticket.priority_class)


def _use(locked: LockedHall, case: PaperCase, ticket: TicketId) -> None:
    case.used_by = ticket
    locked.save_paper_case(case)


def _anew(locked: LockedHall, old: Ticket, case: PaperCase, arrival: Arrival) -> Issued:
    """Today's number for the same service, class and rest of the visit, due at once."""
    hall = locked.hall
    hall.get_service(old.service)
    promise = hall.promise(old.service, old.priority_class)
    clock = front_clock(locked.now, promise, _first_clock(locked, old))
    order = Order(
        service=old.service,
        priority_class=old.priority_class,
        language=old.language,
        channel=arrival.channel,
        party_size=old.party_size,
        holder=old.holder,
        holder_last4=old.holder_last4,
        holder_name=old.holder_name,
        reason=old.reason,
        printer=arrival.printer,
    )
    _use(locked, case, TicketId(locked.next_sequence()))
    return add_ticket(
        locked,
        order,
        hall.get_class(old.priority_class),
        by=arrival.by,
        secret=arrival.secret,
        pace=arrival.pace,
        origin=Origin(
            clock_shift=clock - locked.now,
            comeback=old.id,
            route=old.route,
            reserved_for=_window(locked, old, case.counter),
        ),
    )
