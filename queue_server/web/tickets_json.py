"""Tickets as JSON."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from queue_server.domain.events import TicketRated, TicketsPrecalled, own_fields
from queue_server.domain.explanation import Before
from queue_server.domain.hall import Hall
from queue_server.domain.lifecycle import Stage, TicketState
from queue_server.domain.papers import PaperCase
from queue_server.domain.record import event_data
from queue_server.domain.ticket import Ticket
from queue_server.domain.waiting_time import Forecast
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.outlook import Outlook
from queue_server.use_cases.rating import ToRate, unrated
from queue_server.use_cases.recorded import Recorded
from queue_server.web.visit_json import find_papers, papers_json, route_json
from queue_server.web.wire import iso, iso_or_none, seconds

Json = dict[str, Any]
LinkTo = Callable[[str], str]
"""The citizen's address of a secret."""


def ticket_json(
    ticket: Ticket,
    now: datetime,
    hall: Hall,
    *,
    expected: Outlook | None = None,
    case: PaperCase | None = None,
) -> Json:
    """A ticket for anyone of the staff: without its secret."""
    return {
        "id": f"{ticket.hall}-{ticket.id}",
        "hall": ticket.hall,
        "day": ticket.day.isoformat(),
        "number": ticket.number,
        "alias": ticket.alias,
        "service": ticket.service,
        "class": ticket.priority_class,
        "state": ticket.state.value,
        "language": ticket.language,
        "channel": ticket.channel,
        "party_size": ticket.party_size,
        "issued_at": iso(ticket.issued_at),
        "clock": iso(ticket.clock),
        "promise_s": seconds(ticket.promise),
        "due_at": iso(ticket.due_at),
        "share": round(ticket.share(now), 4),
        "ahead": None if expected is None else expected.ahead,
        "forecast": None if expected is None else forecast_json(expected.forecast),
        "called_at": iso_or_none(ticket.called_at),
        "started_at": iso_or_none(ticket.started_at),
        "ended_at": iso_or_none(ticket.ended_at),
        "counter": ticket.counter,
        "attempt": ticket.attempt,
        "reason": ticket.hold_reason if ticket.state is TicketState.HELD else ticket.reason,
        "since": iso_or_none(ticket.changed_at),
        "remind_at": iso_or_none(ticket.remind_at if ticket.state is TicketState.HELD else None),
        "here": ticket.here,
        "here_until": iso_or_none(ticket.here_until),
        "arrive_from": iso_or_none(ticket.arrive_from),
        "arrive_by": iso_or_none(ticket.arrive_by),
        "remark": ticket.remark,
        "print": ticket.paper,
        "reserved_for": ticket.reserved_for,
        "route": route_json(ticket, hall),
        "papers": papers_json(case, hall),
    }


def listed_json(view: HallView, tickets: Sequence[Ticket]) -> list[Json]:
    """Tickets for those who compare them with documents; who is away, with what is missing."""
    is_away = any(each.state is TicketState.AWAY for each in tickets)
    cases = {case.ticket: case for case in view.paper_cases()} if is_away else {}
    return [
        staff_json(each, view, case=cases.get(each.id) if each.state is TicketState.AWAY else None)
        for each in tickets
    ]


def staff_json(
    ticket: Ticket,
    view: HallView,
    *,
    expected: Outlook | None = None,
    case: PaperCase | None = None,
) -> Json:
    """The same for those who compare it with a document, and read on paper what stands there."""
    told = ticket_json(ticket, view.now, view.hall, expected=expected, case=case)
    return {**told, "last4": ticket.holder_last4}


def holder_json(
    ticket: Ticket,
    now: datetime,
    hall: Hall,
    link_to: LinkTo,
    *,
    expected: Outlook | None,
    case: PaperCase | None = None,
) -> Json:
    """A ticket for who took it, with its secret and the link that the QR shows."""
    return {
        **ticket_json(ticket, now, hall, expected=expected, case=case),
        "secret": ticket.secret,
        "link": link_to(ticket.secret),
    }


def citizen_json(
    ticket: Ticket, view: HallView, link_to: LinkTo, *, expected: Outlook | None
) -> Json:
    """A ticket on its holder's phone, with what the page needs of the hall."""
    hall, service = view.hall, view.hall.get_service(ticket.service)
    return {
        **holder_json(
            ticket, view.now, hall, link_to, expected=expected, case=find_papers(view, ticket)
        ),
        "hall_name": hall.name,
        "service_name": service.name,
        "area": service.area or hall.area,
        "languages": list(hall.languages),
        **_check_in_json(ticket, hall),
        "on_the_way": 0 if expected is None else expected.on_the_way,
        "precalled": ticket.is_precalled,
        "cases": len(view.cases.of_ticket(ticket.id)),
        "rated": view.find_rating(ticket.id, ticket.stage) is not None,
        "to_rate": [to_rate_json(each, hall) for each in unrated(view, ticket)],
        "now": iso(view.now),
        "timezone": hall.timezone,
        "complaint_line": hall.complaint_line,
    }


def to_rate_json(of: ToRate, hall: Hall) -> Json:
    """A stage that may be rated."""
    return {
        "stage": of.stage.n,
        "service": of.stage.service,
        "service_name": hall.get_service(of.stage.service).name,
        "counter": of.stage.counter,
        "ended_at": iso(of.stage.ended_at),
        "until": iso(of.until),
    }


def _check_in_json(ticket: Ticket, hall: Hall) -> Json:
    """How to check in, for who still has to."""
    online = hall.online
    if online is None or not ticket.may_lapse:
        return {"check_in": [], "place": None, "kept_until": None}
    place, by = online.place, None if ticket.here else ticket.arrive_by
    return {
        "kept_until": None if by is None else iso(by + online.kept),
        "check_in": [each.value for each in online.check_in],
        "place": None if place is None else asdict(place),
    }


def history_json(
    ticket: Ticket, view: HallView, *, expected: Outlook | None, with_ratings: bool
) -> Json:
    """A ticket with all its stages and everything that happened to it.

    Without ratings for officers: they are given in confidence.
    """
    happened = [
        each
        for each in view.history_of(ticket)
        if with_ratings or not isinstance(each.event, TicketRated)
    ]
    return {
        **staff_json(ticket, view, expected=expected, case=find_papers(view, ticket)),
        "stages": [*(_stage_json(stage) for stage in ticket.stages), _present_stage(ticket)],
        "events": [_of_one(ticket, each) for each in happened],
    }


def forecast_json(forecast: Forecast | None) -> Json | None:
    """A wait as a range."""
    if forecast is None:
        return None
    p10, p50, p90 = forecast.seconds()
    return {"p10_s": p10, "p50_s": p50, "p90_s": p90}


def event_json(recorded: Recorded) -> Json:
    """An event as the record has it; an appointment's code is for its holder alone."""
    event = recorded.event
    data = {name: value for name, value in event_data(event).items() if name != "appointment"}
    if "priority_class" in data:
        data["class"] = data.pop("priority_class")
    return {
        "hall": recorded.hall,
        "sequence": recorded.sequence,
        "kind": event.kind,
        "at": iso(event.at),
        "number": event.number,
        "counter": event.counter,
        "actor": event.actor,
        **data,
    }


def before_json(before: Before, hall: Hall) -> Json:
    """One who went before, and why."""
    return {
        "number": before.number,
        "why": before.why.value,
        "class": before.priority_class,
        "class_name": hall.get_class(before.priority_class).name,
        "promise_s": seconds(before.promise),
        "share": before.share,
        "called_at": iso_or_none(before.called_at),
    }


def _of_one(ticket: Ticket, recorded: Recorded) -> Json:
    """An event in a ticket's history: what several were told at once names this one alone."""
    told = event_json(recorded)
    if isinstance(recorded.event, TicketsPrecalled):
        told = {name: value for name, value in told.items() if name not in _OF_THEM_ALL}
    return {**told, "number": ticket.number}


_OF_THEM_ALL = frozenset(own_fields(TicketsPrecalled))


def _stage_json(stage: Stage) -> Json:
    return {
        "n": stage.n,
        "service": stage.service,
        "counter": stage.counter,
        "officer": stage.officer,
        "waiting_since": iso(stage.waiting_since),
        "called_at": iso_or_none(stage.called_at),
        "started_at": iso_or_none(stage.started_at),
        "ended_at": iso_or_none(stage.ended_at),
    }


def _present_stage(ticket: Ticket) -> Json:
    return {
        "n": ticket.stage,
        "service": ticket.service,
        "counter": ticket.counter,
        "officer": ticket.officer,
        "waiting_since": iso(ticket.waiting_since),
        "called_at": iso_or_none(ticket.called_at),
        "started_at": iso_or_none(ticket.started_at),
        "ended_at": iso_or_none(ticket.ended_at),
    }
