"""Waiting online: what phones may take, taking it, being there, and what the clock does about who is not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time, timedelta

from queue_server.domain.calendar import moment
from queue_server.domain.counter import CounterState, Seat
from queue_server.domain.errors import (
    HallClosed,
    IdentityRequired,
    IllegalTransition,
    Invalid,
    LimitReached,
    NoCapacity,
    OnlineClosed,
)
from queue_server.domain.hall import Hall
from queue_server.domain.identity import Asks
from queue_server.domain.lifecycle import ENDED, Verb
from queue_server.domain.online import (
    CHANNEL,
    NOT_ARRIVED,
    SEEN_BY_THE_HALL,
    CheckIn,
    Online,
    Window,
    arrival_window,
    has_expired,
    has_lapsed,
    holds_too_many,
    left_for_phones,
    moved,
    places_left,
)
from queue_server.domain.ticket import Ticket
from queue_server.use_cases.day import HALL
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.may_issue import require_identity, require_offer, require_patience
from queue_server.use_cases.outlook import Outlook, Pace, outlook, standing, usual_pace
from queue_server.use_cases.ports import LockedHall, UnitOfWork
from queue_server.use_cases.principal import ANYONE
from queue_server.use_cases.ticketing import Issued, Order, add_ticket, allowed_class

ORDINARY = "normal"


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A service, and what somebody has to expect who takes a number for it from a phone now."""

    service: str
    left: int
    """Numbers that phones may still take today."""
    expected: Outlook
    window: Window


def offers(view: HallView, pace: Pace = usual_pace) -> list[Offer]:
    """The services that phones may take numbers of; OnlineClosed where the hall offers none."""
    online = _rules(view.hall)
    return [_offer(view, online, letter, pace) for letter in online.services]


def take(
    uow: UnitOfWork,
    *,
    hall: str,
    order: Order,
    secret: str,
    is_here: bool,
    pace: Pace = usual_pace,
) -> Issued:
    """Take a number from a phone; ``is_here`` for one that scanned the hall's own code.

    Raises OnlineClosed, HallClosed, NoCapacity (what is left is for those who come in person),
    LimitReached, and what ``ticketing.issue`` raises about the class.
    """
    with uow.locked(hall) as locked:
        online = _rules(locked.hall)
        if order.service not in online.services:
            raise OnlineClosed(service=order.service)
        priority_class = allowed_class(locked.hall, order, ANYONE)
        if not locked.is_open():
            raise HallClosed(hall=hall)
        if online.asks_identity and order.holder is None:
            raise IdentityRequired(service=order.service)
        require_offer(locked, order.service, priority_class.code, pace)
        require_identity(locked, order.service, order.holder)
        require_patience(locked, order.service, order.holder, is_read=False)
        _require_within_limits(locked, online, order)
        # Who is in the hall already comes in person, whatever the number is taken with.
        if not is_here and _offer(locked, online, order.service, pace).left < 1:
            raise NoCapacity(service=order.service, reason="in_person")
        made = replace(order, channel=CHANNEL, is_here=is_here)
        return add_ticket(locked, made, priority_class, by=ANYONE, secret=secret, pace=pace)


def needs_identity(hall: Hall, online: Online, service: str) -> bool:
    """Whether a phone gets a number only with a document's: by the rule for phones, or the service's own."""
    return online.asks_identity or hall.identity.asks(service) is Asks.REQUIRED


def check_in(locked: LockedHall, ticket: Ticket, *, actor: str, method: CheckIn) -> Ticket:
    """The holder is in the hall; Invalid for a way that the hall does not take."""
    online = _rules(locked.hall)
    if method not in SEEN_BY_THE_HALL and method not in online.check_in:
        raise Invalid(field="method", value=method.value)
    ticket.require(Verb.CHECK_IN)
    if not ticket.may_lapse:
        # Who took the number in the hall, or was seen by the staff, has nothing to show.
        verb = Verb.CHECK_IN.value
        raise IllegalTransition(number=ticket.number, state=ticket.state.value, verb=verb)
    event = ticket.check_in(actor, locked.now, method, online.present)
    locked.record(event, ticket=ticket)
    return ticket


def tend(uow: UnitOfWork, *, hall: str, pace: Pace = usual_pace) -> None:
    """What the clock brings: check-ins run out, numbers nobody came for end, windows move with the line."""
    with uow.locked(hall) as locked:
        online = locked.hall.online
        if online is None:
            return
        for ticket in locked.from_phones():
            if ticket.state in ENDED or not ticket.may_lapse:
                continue
            if has_lapsed(ticket, locked.now):
                locked.record(ticket.lapse(HALL, locked.now), ticket=ticket)
            elif has_expired(ticket, locked.now, online):
                event = ticket.abandon(HALL, locked.now, NOT_ARRIVED)
                locked.record(event, ticket=ticket)
            else:
                _move_window(locked, ticket, online, pace)


# -- helpers, in the order of use -------------------------------------------------------


def _rules(hall: Hall) -> Online:
    if hall.online is None:
        raise OnlineClosed(hall=hall.id)
    return hall.online


def _offer(view: HallView, online: Online, service: str, pace: Pace) -> Offer:
    hall, code = view.hall, _class_of(view.hall, service)
    seats = view.seats()
    expected = outlook(hall, view.lines(), seats, service, code, pace)
    mean, _ = pace(hall, service)
    gap = mean / _windows(hall, seats, service)
    left = left_for_phones(
        taken=view.numbers_given(service),
        online=sum(each.service == service for each in view.from_phones()),
        left=_no_more_than(
            view, service, places_left(_until_closing(view), expected.forecast, gap)
        ),
        in_person_share=online.in_person_share,
    )
    window = arrival_window(view.now, expected.forecast, online)
    return Offer(service=service, left=left, expected=expected, window=window)


def _class_of(hall: Hall, service: str) -> str:
    classes = hall.get_service(service).classes
    return ORDINARY if classes is None or ORDINARY in classes else min(classes)


def _no_more_than(view: HallView, service: str, left: int) -> int:
    """What can be called, but not more than the hall gives out."""
    if view.is_paused(service):
        return 0
    per_day = view.hall.get_service(service).per_day
    return left if per_day is None else min(left, max(0, per_day - view.numbers_given(service)))


def _until_closing(view: HallView) -> timedelta:
    """How much of today's hours is left, without the breaks; of a hall that never closes, of the day."""
    hall = view.hall
    left = hall.hours.left_today(view.now, hall.zone)
    return left if left is not None else moment(view.day, time.max, hall.zone) - view.now


def _windows(hall: Hall, seats: Sequence[Seat], service: str) -> float:
    """How many windows work for a service now, each shared evenly by the services it takes.

    Where none is open yet, as if one of them were.
    """
    is_open = {seat.number for seat in seats if seat.state is CounterState.OPEN}
    serving = hall.counters_for(service, _class_of(hall, service))
    those = [each for each in serving if each.number in is_open] or list(serving[:1])
    return sum(1 / len({take.service for take in each.takes}) for each in those)


def _require_within_limits(locked: LockedHall, online: Online, order: Order) -> None:
    held = [
        (each.device, each.holder, each.service)
        for each in locked.from_phones()
        if each.state not in ENDED
    ]
    limit = holds_too_many(
        held,
        device=order.device or "",
        holder=order.holder,
        service=order.service,
        online=online,
    )
    if limit is not None:
        raise LimitReached(limit=limit)


def _move_window(locked: LockedHall, ticket: Ticket, online: Online, pace: Pace) -> None:
    told = _told(ticket)
    expected = None if told is None else standing(locked, ticket, pace)
    if told is None or expected is None:
        return
    window = arrival_window(locked.now, expected.forecast, online)
    news = moved(told, locked.now, window)
    if news is not None:
        locked.record(ticket.expect(HALL, locked.now, news), ticket=ticket)


def _told(ticket: Ticket) -> Window | None:
    """The arrival window of one who is not there."""
    begin, end = ticket.arrive_from, ticket.arrive_by
    return None if ticket.here or begin is None or end is None else Window(begin=begin, end=end)
