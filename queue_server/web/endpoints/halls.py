"""Halls and their boards: what anyone in the hall may see."""

from apiflask import APIBlueprint
from flask import Response

from queue_server.web.access import anyone, services
from queue_server.web.commands import show
from queue_server.web.hall_json import hall_json
from queue_server.web.schemas.answered import BoardOut, HallOut, HallsOut

bp = APIBlueprint("halls", __name__, tag="Halls")


@bp.get("/halls")
@anyone
@bp.output(HallsOut)
def list_halls() -> Response:
    """Every hall of this server."""
    return show({"halls": [_hall(hall.id) for hall in services().halls.all()]})


@bp.get("/halls/<hall>")
@anyone
@bp.output(HallOut)
def get_hall(hall: str) -> Response:
    """A hall: services, classes, counters, hours, and how it is now."""
    return show(_hall(hall))


@bp.get("/halls/<hall>/board")
@anyone
@bp.output(BoardOut)
def get_board(hall: str) -> Response:
    """What the hall's displays show."""
    services().halls.get(hall)
    return show(services().board(hall))


def _hall(hall: str) -> dict[str, object]:
    using = services()
    return using.questions.ask(hall, lambda view: hall_json(view, using.find_officer, using.pace))
