"""Notices that the hall's voice says when an officer or a manager asks for it (呼叫协助)."""

from apiflask import APIBlueprint
from flask import Response

from queue_server.domain.wording import SPOKEN_NOTICES
from queue_server.use_cases import speaking
from queue_server.use_cases.ports import UnitOfWork
from queue_server.web.access import OFFICERS, only, principal, services
from queue_server.web.commands import run, show
from queue_server.web.schemas.answered import NoticeSpokenOut, SpokenNoticesOut
from queue_server.web.schemas.asked import NoticeOrder

bp = APIBlueprint("spoken_notices", __name__, tag="Spoken notices")


@bp.get("/halls/<hall>/spoken-notices")
@only(*OFFICERS)
@bp.output(SpokenNoticesOut)
def list_spoken_notices(hall: str) -> Response:
    """What the voice can be asked to say; ``{counter}`` in a text is the counter's number."""
    services().halls.get(hall)
    return show(
        {
            "notices": [
                {"code": code, "text": each.texts, "needs_counter": each.needs_counter}
                for code, each in SPOKEN_NOTICES.items()
            ]
        }
    )


@bp.post("/halls/<hall>/spoken-notices")
@only(*OFFICERS)
@bp.input(NoticeOrder)
@bp.output(NoticeSpokenOut, status_code=201)
def say_notice(hall: str, json_data: NoticeOrder) -> Response:
    """Say a notice: an officer for the counter where he sits, a manager for any."""
    by = principal()

    def act(uow: UnitOfWork) -> object:
        said = speaking.say_notice(
            uow, hall=hall, code=json_data.code, counter=json_data.counter, by=by
        )
        return {"code": said.code, "counter": said.counter}

    return run(act)
