"""What a record says of the steps of visits and of those sent for papers, when it is replayed."""

import orjson

from queue_server.domain import events
from queue_server.domain.events import Event
from queue_server.domain.papers import PAPERS
from queue_server.domain.route import as_json, finished, from_json
from queue_server.storage.instants import to_micros
from queue_server.storage.replayed import Facts, Replayed
from queue_server.storage.rows import route_text


def keep_case(hall: Replayed, ticket: Facts, event: Event) -> None:
    """An event of a ticket: its holder was sent for papers, or came back with them."""
    match event:
        case events.TicketSentForPapers() if event.missing is not None:
            hall.paper_cases[event.ticket or 0] = {
                "day": ticket["day"],
                "missing": orjson.dumps(event.missing).decode(),
                "counter": event.counter,
                "asked_at": to_micros(event.at),
                "used_by": None,
            }
        case events.TicketCameBack():
            _use(hall, event.ticket, event.ticket)
        case events.TicketIssued() if event.comeback is not None:
            _use(hall, event.comeback, event.ticket)


def of_visit(ticket: Facts, event: Event) -> Facts:
    """What becomes of the steps of a visit; and of one that ended while papers were fetched."""
    match event:
        case events.RouteChanged():
            return {"route": route_text(event.route)}
        case events.ServiceCompleted():
            return _step_done(ticket, str(ticket["service"]))
        case events.TicketTransferred() if event.completed is not None:
            return _step_done(ticket, event.completed)
        case events.TicketAbandoned() if event.reason == PAPERS:
            return {"excused_at": to_micros(event.at)}
    return {}


def _step_done(ticket: Facts, service: str) -> Facts:
    if ticket["route"] is None:
        return {}
    route = from_json(orjson.loads(str(ticket["route"])))
    return {"route": route_text(as_json(finished(route, service)))}


def _use(hall: Replayed, of: int | None, ticket: int | None) -> None:
    case = hall.paper_cases.get(of or 0)
    if case is not None:
        case["used_by"] = ticket
