"""Halls, counters and boards as JSON."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from queue_server.domain.calendar import Interval
from queue_server.domain.counter import Counter, Seat
from queue_server.domain.events import TicketCalled
from queue_server.domain.hall import Hall
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.next_ticket import in_order
from queue_server.domain.priority_class import Who
from queue_server.domain.service import Service
from queue_server.domain.ticket import Ticket
from queue_server.domain.waiting_time import Line
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.may_issue import is_sold_out
from queue_server.use_cases.media import media, turns_json
from queue_server.use_cases.notices import duty, notices
from queue_server.use_cases.outlook import Outlook, Pace, outlook
from queue_server.use_cases.people import Account
from queue_server.use_cases.recorded import RecordedCall
from queue_server.use_cases.services import paused_services
from queue_server.web.screens_json import coming_json, duty_leader_json, photos, voice_json
from queue_server.web.tickets_json import forecast_json, ticket_json
from queue_server.web.wire import iso, iso_or_none, seconds

Json = dict[str, Any]
FindOfficer = Callable[[str], Account | None]
Announce = Callable[[Hall, TicketCalled], object]
"""What the voice says of a call."""

CALLS_SHOWN = 12
NEXT_SHOWN = 5
ORDINARY = "normal"
"""The class whose wait is told to someone who has not said more."""


def hall_json(view: HallView, find_officer: FindOfficer, pace: Pace) -> Json:
    """A hall for anyone: what it offers, to whom, and how it is now."""
    hall, now = view.hall, view.now
    lines, seats = view.lines(), view.seats()
    is_open, paused = view.is_open(), paused_services(view)
    return {
        "hall": hall.id,
        "name": hall.name,
        "open": is_open,
        "ended_early": hall.is_open(now) and not is_open,
        "open_until": iso_or_none(hall.hours.open_until(now, hall.zone)),
        "languages": list(hall.languages),
        "timezone": hall.timezone,
        "now": iso(now),
        "start_on_call": hall.rules.start_on_call,
        "hours_today": _intervals(hall.hours.on(view.day)),
        "workday": _intervals(hall.hours.weekly[view.day.weekday()] or hall.hours.weekly[0]),
        "services": [
            {
                **_service_json(view, each, lines, seats, pace),
                "open": is_open,
                "paused": each.letter in paused,
            }
            for each in hall.services
        ],
        "classes": [
            {
                "code": each.code,
                "name": each.name,
                "promise_s": seconds(each.promise),
                "who": (Who.DECLARED if each.who is Who.DECLARED else Who.GRANTED).value,
                "by_check_in": each.who is Who.CHECK_IN,
            }
            for each in hall.classes
        ],
        "counters": counters_json(view, seats, find_officer),
        "reasons": [{"code": code, "name": name} for code, name in hall.reasons.items()],
        "notices": list(notices(view).texts),
        "duty_leader": duty_leader_json(hall.id, duty(view)),
        "complaint_line": hall.complaint_line,
        "voice": voice_json(hall),
        "online": hall.online is not None,
    }


def counters_json(view: HallView, seats: Sequence[Seat], find_officer: FindOfficer) -> list[Json]:
    """Every counter in few words."""
    in_hand = view.in_hand()
    numbers: dict[int | None, Ticket] = {ticket.id: ticket for ticket in in_hand}
    faces = photos(view)
    return [
        counter_json(
            view.hall.get_counter(seat.number),
            seat,
            numbers.get(seat.ticket),
            find_officer,
            photos=faces,
        )
        for seat in seats
    ]


def counter_detail_json(
    view: HallView, counter: int, find_officer: FindOfficer, link_pace: Pace
) -> Json:
    """A counter as its officer sees it: who is in hand, who comes, who is held and missed."""
    seat, plan = view.seat(counter), view.hall.get_counter(counter)
    current = None if seat.ticket is None else view.get_ticket_by_id(seat.ticket)
    waiting = _waiting_for(view, plan)
    mine = [t for t in view.tickets((TicketState.HELD, TicketState.MISSED)) if _concerns(t, plan)]
    return {
        **counter_json(plan, seat, current, find_officer, photos=photos(view)),
        "services": [
            {"letter": take.service, "detour_s": seconds(take.detour)} for take in plan.takes
        ],
        "current": None if current is None else _with_usual(view, current, link_pace),
        "next": [ticket_json(ticket, view.now) for ticket in waiting[:NEXT_SHOWN]],
        "waiting": _count_waiting(view, plan),
        "held": [ticket_json(t, view.now) for t in mine if t.state is TicketState.HELD],
        "missed": [ticket_json(t, view.now) for t in mine if t.state is TicketState.MISSED],
        "today": _today(view, counter),
    }


def board_json(view: HallView, find_officer: FindOfficer, pace: Pace, announce: Announce) -> Json:
    """What a hall's displays show."""
    lines, seats = view.lines(), view.seats()
    return {
        "hall": view.hall.id,
        "sequence": view.sequence(),
        "at": iso(view.now),
        "calls": [_call_json(view.hall, each, announce) for each in view.last_calls(CALLS_SHOWN)],
        "waiting": [
            {
                "service": each.letter,
                "count": sum(line.waiting for line in lines if line.service == each.letter),
                "on_the_way": sum(line.on_the_way for line in lines if line.service == each.letter),
                "forecast": forecast_json(_newcomer(view, each, lines, seats, pace).forecast),
            }
            for each in view.hall.services
        ],
        "coming": coming_json(view, seats),
        "counters": counters_json(view, seats, find_officer),
        "notices": list(notices(view).texts),
        "duty_leader": duty_leader_json(view.hall.id, duty(view)),
        "media": turns_json(view.hall.id, media(view).media),
    }


# -- helpers, in the order of use -------------------------------------------------------


def _intervals(intervals: Iterable[Interval]) -> list[list[str]]:
    """From when to when, in the hall's own time."""
    return [[f"{begin:%H:%M}", f"{end:%H:%M}"] for begin, end in intervals]


def _service_json(
    view: HallView, service: Service, lines: Sequence[Line], seats: Sequence[Seat], pace: Pace
) -> Json:
    expected = _newcomer(view, service, lines, seats, pace)
    return {
        "letter": service.letter,
        "name": service.name,
        "icon": service.icon,
        "kiosk": service.kiosk,
        "usual_s": seconds(pace(view.hall, service.letter)[0]),
        "bring": service.bring,
        "area": service.area or view.hall.area,
        "appointments": service.appointments is not None,
        "identity": view.hall.identity.asks(service.letter).value,
        "sold_out": is_sold_out(view, service.letter, expected.forecast),
        "classes": None if service.classes is None else sorted(service.classes),
        "waiting": sum(line.waiting for line in lines if line.service == service.letter),
        "on_the_way": sum(line.on_the_way for line in lines if line.service == service.letter),
        "ahead": expected.ahead,
        "forecast": forecast_json(expected.forecast),
    }


def _newcomer(
    view: HallView, service: Service, lines: Sequence[Line], seats: Sequence[Seat], pace: Pace
) -> Outlook:
    """What someone of the ordinary class has to expect who comes now."""
    code = ORDINARY
    if service.classes is not None and ORDINARY not in service.classes:
        code = min(service.classes)
    return outlook(view.hall, lines, seats, service.letter, code, pace)


def counter_json(
    plan: Counter,
    seat: Seat,
    in_hand: Ticket | None,
    find_officer: FindOfficer,
    *,
    photos: Mapping[str, str],
) -> Json:
    """One counter in few words."""
    return {
        "number": plan.number,
        "kind": plan.kind.value,
        "name": plan.name,
        "state": seat.state.value,
        "reason": seat.reason,
        "since": iso_or_none(seat.since),
        "officer": officer_json(seat.officer, find_officer, photos),
        "ticket": None if in_hand is None else in_hand.number,
        "ticket_state": None if in_hand is None else in_hand.state.value,
        "services": list(dict.fromkeys(take.service for take in plan.takes)),
    }


def officer_json(
    name: str | None, find_officer: FindOfficer, photos: Mapping[str, str]
) -> Json | None:
    """Badge, name and photo for the window's sign; never the user name."""
    account = None if name is None else find_officer(name)
    if account is None:
        return None
    return {
        "badge": account.badge,
        "name": account.display_name,
        "photo": photos.get(account.badge or ""),
    }


def _waiting_for(view: HallView, plan: Counter) -> list[Ticket]:
    """The first who wait for a counter, in the order in which it would call them now."""
    heads = [
        ticket
        for letter in dict.fromkeys(take.service for take in plan.takes)
        for ticket in view.waiting_first(letter, NEXT_SHOWN)
    ]
    reserved = [t for t in view.reserved() if t.reserved_for == plan.number]
    return in_order([*heads, *reserved], plan, view.now)


def _count_waiting(view: HallView, plan: Counter) -> int:
    return sum(
        line.waiting
        for line in view.lines()
        if plan.find_take(line.service, line.priority_class) is not None
    ) - sum(ticket.reserved_for != plan.number for ticket in view.reserved())


def _concerns(ticket: Ticket, plan: Counter) -> bool:
    return plan.find_take(ticket.service, ticket.priority_class) is not None


def _with_usual(view: HallView, ticket: Ticket, pace: Pace) -> Json:
    mean, spread_of = pace(view.hall, ticket.service)
    low, high = mean * max(0.1, 1 - spread_of / 2), mean * (1 + spread_of / 2)
    return {
        **ticket_json(ticket, view.now),
        "usual": {"from_s": seconds(low), "to_s": seconds(high)},
    }


def _today(view: HallView, counter: int) -> Json:
    served, mean_s = view.served_at(counter)
    return {"completed": served, "service_mean_s": mean_s}


def _call_json(hall: Hall, call: RecordedCall, announce: Announce) -> Json:
    event = call.event
    return {
        "sequence": call.sequence,
        "number": event.number,
        "counter": event.counter,
        "attempt": event.attempt,
        "at": iso(event.at),
        "service": event.service,
        "language": event.language,
        "announcement": announce(hall, event),
        **({"first": True} if event.tier else {}),
    }
