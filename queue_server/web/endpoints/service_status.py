"""Services whose numbers are given no more for a while."""

from apiflask import APIBlueprint
from flask import Response

from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.services import set_paused
from queue_server.web.access import DESKS, only, principal
from queue_server.web.commands import run
from queue_server.web.schemas.asked import ServiceStatus
from queue_server.web.schemas.of_desks import ServiceStatusOut

bp = APIBlueprint("service_status", __name__, tag="Services")


@bp.put("/halls/<hall>/services/<letter>/status")
@only(*DESKS)
@bp.input(ServiceStatus)
@bp.output(ServiceStatusOut)
def set_service_status(hall: str, letter: str, json_data: ServiceStatus) -> Response:
    """Give no more numbers for a service for a while, or again (暂停取号).

    Who waits is served all the same.
    """
    by, reason, paused = principal().name, json_data.reason, json_data.state == "paused"

    def act(uow: UnitOfWork) -> object:
        set_paused(uow, hall=hall, service=letter, paused=paused, reason=reason, by=by)
        return {"service": letter, "state": json_data.state, "reason": reason if paused else None}

    return run(act, status=200)
