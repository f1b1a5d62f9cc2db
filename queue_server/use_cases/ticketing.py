"""Taking a number (取号)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from queue_server.domain.errors import Forbidden, HallClosed, NotEligible
from queue_server.domain.events import TicketIssued
from queue_server.domain.hall import Hall
from queue_server.domain.names import CounterNumber, HallId, TicketId
from queue_server.domain.online import arrival_window
from queue_server.domain.priority_class import PriorityClass, Who
from queue_server.domain.route import Route, as_json
from queue_server.domain.ticket import Ticket
from queue_server.domain.ticket_number import ticket_number
from queue_server.domain.waiting_time import Forecast
from queue_server.use_cases.granting import lawful_reason
from queue_server.use_cases.kiosk_presses import Press
from queue_server.use_cases.may_issue import require_identity, require_offer, require_patience
from queue_server.use_cases.outlook import Outlook, Pace, outlook, usual_pace
from queue_server.use_cases.ports import LockedHall, UnitOfWork
from queue_server.use_cases.principal import Principal, Role
from queue_server.use_cases.print_job import PrintJob, PrintState

GRANTING = frozenset({Role.OFFICER, Role.DESK, Role.MANAGER})
"""Who may issue a number in a class that must be granted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What somebody wants a number for."""

    service: str
    priority_class: str = "normal"
    language: str = "zh-CN"
    channel: str = "kiosk"
    party_size: int = 1
    holder: str | None = None
    holder_last4: str | None = None
    holder_name: str | None = None
    is_read: bool = False
    """A kiosk has read the document itself."""
    reason: str | None = None
    remark: str | None = None
    printer: str | None = None
    """The device that prints the paper; none if nobody asked for paper."""
    issue: str | None = None
    """The id that a kiosk made for the press, before it asked."""
    device: str | None = None
    """A keyed hash of the phone that asks, of this day alone."""
    is_here: bool = True
    """Whether the person is in the hall."""


class _Presence(TypedDict, total=False):
    here: bool
    arrive_from: datetime
    arrive_by: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Issued:
    """A new ticket, what its holder has to expect, and its paper."""

    ticket: Ticket
    outlook: Outlook
    job: PrintJob | None
    hall: Hall


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """What a number has of something before it: a booked time, or a visit of another day."""

    clock_shift: timedelta = timedelta(0)
    """Its clock begins so much after now, or before."""
    appointment: str | None = None
    comeback: TicketId | None = None
    """The number of the other day, with which its holder was sent for papers."""
    route: Route | None = None
    """What is left of that visit."""
    reserved_for: CounterNumber | None = None


HERE_AND_NOW = Origin()
FIRST = Outlook(ahead=0, forecast=None)
"""Of one who is due at once."""


def issue(
    uow: UnitOfWork,
    *,
    hall: str,
    order: Order,
    by: Principal,
    secret: str,
    pace: Pace = usual_pace,
) -> Issued:
    """Issue a number; for a press that has one already, as a kiosk's late request, that one.

    Raises UnknownService, UnknownClass, NotEligible, Forbidden (a class that must be
    granted, or comes by check-in), Invalid (no reason), HallClosed, ServicePaused, NoCapacity,
    IdentityRequired, AlreadyWaiting, CoolingDown.
    """
    with uow.locked(hall) as locked:
        known = None if order.issue is None else locked.kiosks.find_press(order.issue)
        if known is not None and known.ticket is not None and known.device == by.device:
            return _issued_before(locked, known.ticket, pace)
        priority_class = allowed_class(locked.hall, order, by)
        if not locked.is_open():
            raise HallClosed(hall=hall)
        if by.roles.isdisjoint(GRANTING):
            require_offer(locked, order.service, priority_class.code, pace)
            require_identity(locked, order.service, order.holder)
        require_patience(locked, order.service, order.holder, is_read=order.is_read)
        return add_ticket(locked, order, priority_class, by=by, secret=secret, pace=pace)


def add_ticket(
    locked: LockedHall,
    order: Order,
    priority_class: PriorityClass,
    *,
    by: Principal,
    secret: str,
    pace: Pace,
    origin: Origin = HERE_AND_NOW,
) -> Issued:
    """Make the ticket of an order that is allowed; its clock may begin before or after now."""
    hall, now, is_back = locked.hall, locked.now, origin.comeback is not None
    expected = FIRST
    if not is_back:
        lines, seats = locked.lines(), locked.seats()
        expected = outlook(hall, lines, seats, order.service, priority_class.code, pace)
    ticket = Ticket(
        id=TicketId(locked.next_sequence()),
        hall=HallId(hall.id),
        day=locked.day,
        number=ticket_number(
            hall.get_service(order.service).letter, locked.next_number(order.service)
        ),
        service=order.service,
        priority_class=priority_class.code,
        tier=priority_class.tier,
        promise=hall.promise(order.service, priority_class.code),
        issued_at=now,
        clock=now + origin.clock_shift,
        queued_at=now,
        language=order.language,
        channel=order.channel,
        party_size=order.party_size,
        holder=order.holder,
        holder_last4=order.holder_last4,
        holder_name=order.holder_name,
        reason=None if order.reason is None else hall.reason_code(order.reason),
        remark=order.remark,
        paper=(PrintState.NONE if order.printer is None else PrintState.QUEUED).value,
        secret=secret,
        forecast=_seconds(expected.forecast),
        start_on_call=hall.rules.start_on_call,
        device=order.device,
        route=origin.route if is_back else hall.get_service(order.service).new_route,
        reserved_for=origin.reserved_for,
        **_presence(locked, order, expected.forecast),
    )
    event = issued_event(ticket, order, by, origin, at=now)
    locked.record(event, ticket=ticket)
    job = _paper(locked, ticket, order, expected.ahead)
    _keep_press(locked, ticket, order, by)
    return Issued(ticket=ticket, outlook=expected, job=job, hall=hall)


def _issued_before(locked: LockedHall, ticket_id: TicketId, pace: Pace) -> Issued:
    """The request came late: its press was told of already, on another way."""
    ticket = locked.get_ticket_by_id(ticket_id)
    expected = outlook(
        locked.hall, locked.lines(), locked.seats(), ticket.service, ticket.priority_class, pace
    )
    return Issued(ticket=ticket, outlook=expected, job=None, hall=locked.hall)


def _keep_press(locked: LockedHall, ticket: Ticket, order: Order, by: Principal) -> None:
    if order.issue is not None and by.device is not None:
        pressed = Press(
            issue=order.issue,
            device=by.device,
            day=ticket.day,
            number=ticket.number,
            ticket=ticket.id,
            at=ticket.issued_at,
        )
        locked.kiosks.save_press(pressed)


def allowed_class(hall: Hall, order: Order, by: Principal) -> PriorityClass:
    """The class of an order, if who asks may have it and somebody serves it."""
    service = hall.get_service(order.service)
    wanted = hall.get_class(order.priority_class)
    if wanted.who is Who.CHECK_IN:
        raise Forbidden(**{"class": wanted.code, "needs": "check_in"})
    if wanted.who is Who.GRANTED:
        if by.roles.isdisjoint(GRANTING):
            raise Forbidden(**{"class": wanted.code, "needs": "officer"})
        lawful_reason(hall, order.reason or "", by)
    if service.classes is not None and wanted.code not in service.classes:
        raise NotEligible(service=order.service, **{"class": wanted.code})
    if not hall.counters_for(order.service, wanted.code):
        raise NotEligible(service=order.service, **{"class": wanted.code})
    return wanted


def issued_event(
    ticket: Ticket, order: Order, by: Principal, origin: Origin, *, at: datetime
) -> TicketIssued:
    """What the record says of a new ticket."""
    return TicketIssued(
        at=at,
        ticket=ticket.id,
        number=ticket.number,
        actor=by.name,
        service=ticket.service,
        priority_class=ticket.priority_class,
        tier=ticket.tier,
        promise_s=ticket.promise.total_seconds(),
        clock=ticket.clock,
        day=ticket.day,
        language=ticket.language,
        channel=ticket.channel,
        party_size=ticket.party_size,
        reason=ticket.reason,
        appointment=origin.appointment,
        printer=order.printer,
        here=ticket.here,
        arrive_from=ticket.arrive_from,
        arrive_by=ticket.arrive_by,
        route=None if ticket.route is None else as_json(ticket.route),
        reserved_for=ticket.reserved_for,
        comeback=origin.comeback,
    )


def _paper(locked: LockedHall, ticket: Ticket, order: Order, ahead: int) -> PrintJob | None:
    if order.printer is None:
        return None
    job = PrintJob(
        id=f"{ticket.hall}-{ticket.id}-1",
        hall=ticket.hall,
        ticket=ticket.id,
        device=order.printer,
        created_at=locked.now,
        ahead=ahead,
    )
    locked.save_job(job)
    return job


def _presence(locked: LockedHall, order: Order, expected: Forecast | None) -> _Presence:
    """Nothing for one who is in the hall; else when to arrive."""
    online = locked.hall.online
    if order.is_here or online is None:
        return {}
    window = arrival_window(locked.now, expected, online)
    return {"here": False, "arrive_from": window.begin, "arrive_by": window.end}


def _seconds(expected: Forecast | None) -> tuple[int, int, int] | None:
    return None if expected is None else expected.seconds()
