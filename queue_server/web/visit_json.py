"""A visit as JSON: its steps, where one is and where to go next; papers that are missing."""

from typing import Any

from queue_server.domain.hall import Hall
from queue_server.domain.lifecycle import ENDED, TicketState
from queue_server.domain.papers import PaperCase
from queue_server.domain.route import StepState, following, steps_of
from queue_server.domain.service import Service
from queue_server.domain.ticket import Ticket
from queue_server.use_cases.hall_view import HallView
from queue_server.web.wire import iso

Json = dict[str, Any]
HERE = "here"
NEXT = "next"


def route_json(ticket: Ticket, hall: Hall) -> list[Json] | None:
    """The steps of a visit in order; None where its completion is the end."""
    if ticket.route is None:
        return None
    is_over = ticket.state in ENDED
    coming = () if is_over else ticket.next_services or following(ticket.route)
    return [
        {
            "service": step.service,
            **_place(hall, step.service),
            "state": _state(step.state, step.service, None if is_over else ticket.service, coming),
        }
        for step in steps_of(ticket.route)
    ]


def papers_json(case: PaperCase | None, hall: Hall) -> Json | None:
    """What is missing, and the code to come back with, until it was used."""
    if case is None or case.used_by is not None:
        return None
    return {
        "code": case.code,
        "missing": list(case.missing),
        "counter": case.counter,
        "since": iso(case.asked_at),
        "until": case.last_day(hall.rules.papers_kept).isoformat(),
    }


def find_papers(view: HallView, ticket: Ticket) -> PaperCase | None:
    """What somebody is away for, or may still come back with on another day."""
    is_open = ticket.state in {TicketState.AWAY, TicketState.ABANDONED}
    return view.paper_case_of(ticket.id) if is_open else None


def _place(hall: Hall, letter: str) -> Json:
    """A step's name and where its people wait; a service may be gone from the hall file since."""
    services = (each for each in hall.services if each.letter == letter)
    service: Service | None = next(services, None)
    if service is None:
        return {"name": {}, "area": hall.area}
    return {"name": service.name, "area": service.area or hall.area}


def _state(state: StepState, service: str, here: str | None, coming: tuple[str, ...]) -> str:
    if state is not StepState.TODO:
        return state.value
    if service == here:
        return HERE
    return NEXT if service in coming else state.value
