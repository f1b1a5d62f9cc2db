"""The rating pad on the desk of a window: a tablet or five keys (评价器)."""

from apiflask import APIBlueprint
from flask import Response

from queue_server.domain.rating import REASONS
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.rating import Said, ToRate, offered_at, rate_at_pad
from queue_server.web.access import RATING_PADS, only, principal, services
from queue_server.web.commands import run, show
from queue_server.web.counters_json import FindOfficer, officer_json
from queue_server.web.schemas.of_ratings import PadOut, PadRatingOrder, PadRatingOut
from queue_server.web.screens_json import photos
from queue_server.web.tickets_json import to_rate_json
from queue_server.web.wire import iso

bp = APIBlueprint("ratings", __name__, tag="Ratings")


@bp.get("/halls/<hall>/counters/<int(max=9999):number>/rating")
@only(*RATING_PADS)
@bp.output(PadOut)
def look_at_pad(hall: str, number: int) -> Response:
    """What there is to rate at this counter now, for its own pad."""
    principal().require_counter(number)
    using = services()

    def question(view: HallView) -> dict[str, object]:
        found = offered_at(view, number)
        return {
            "hall": hall,
            "counter": number,
            "now": iso(view.now),
            "reasons": list(REASONS),
            "to_rate": None if found is None else _on_pad(found, view, using.find_officer),
        }

    return show(using.questions.ask(hall, question))


@bp.post("/halls/<hall>/counters/<int(max=9999):number>/rating")
@only(*RATING_PADS)
@bp.input(PadRatingOrder)
@bp.output(PadRatingOut, status_code=201)
def rate_at_window(hall: str, number: int, json_data: PadRatingOrder) -> Response:
    """Rate what was served at this counter last, or the number that the pad has shown; once, and in time."""
    principal().require_counter(number)
    said = Said(grade=json_data.grade, reasons=json_data.reasons)

    def act(uow: UnitOfWork) -> object:
        ticket, rating = rate_at_pad(
            uow, hall=hall, counter=number, said=said, number=json_data.number
        )
        return {"grade": int(rating.grade), "stage": rating.stage, "number": ticket.number}

    return run(act)


def _on_pad(found: ToRate, view: HallView, find: FindOfficer) -> dict[str, object]:
    return {
        **to_rate_json(found, view.hall),
        "number": found.ticket.number,
        "language": found.ticket.language,
        "officer": officer_json(found.stage.officer, find, photos(view)),
    }
