"""Halls and boards as JSON."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from queue_server.domain.calendar import Interval
from queue_server.domain.counter import Seat
from queue_server.domain.events import TicketCalled
from queue_server.domain.hall import Hall
from queue_server.domain.priority_class import Who
from queue_server.domain.service import Service
from queue_server.domain.waiting_time import Line
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.may_issue import is_sold_out
from queue_server.use_cases.media import media, turns_json
from queue_server.use_cases.notices import duty, notices
from queue_server.use_cases.outlook import Outlook, Pace, outlook
from queue_server.use_cases.principal import Role
from queue_server.use_cases.recorded import RecordedCall
from queue_server.use_cases.services import paused_services
from queue_server.web.counters_json import FindOfficer, counters_json
from queue_server.web.screens_json import coming_json, duty_leader_json, voice_json
from queue_server.web.tickets_json import forecast_json
from queue_server.web.window_json import rules_json
from queue_server.web.wire import iso, iso_or_none, seconds

Json = dict[str, Any]
Announce = Callable[[Hall, TicketCalled], object]
"""What the voice says of a call."""

CALLS_SHOWN = 12
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
        "rules": rules_json(hall),
        "papers_remind_s": seconds(hall.rules.papers_remind),
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
        "own_reasons": hall.rules.own_reasons,
        "officers_grant": Role.OFFICER.value in hall.rules.grant_by,
        "reasons": [{"code": code, "name": name} for code, name in hall.reasons.items()],
        "notices": list(notices(view).texts),
        "duty_leader": duty_leader_json(hall.id, duty(view)),
        "complaint_line": hall.complaint_line,
        "voice": voice_json(hall),
        "online": hall.online is not None,
        "check_in": [each.value for each in hall.online.check_in] if hall.online else [],
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
