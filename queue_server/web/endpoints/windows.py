"""What an officer does beside calling and serving: taking back, putting off, writing a remark."""

from datetime import timedelta

from apiflask import APIBlueprint
from flask import Response

from queue_server.use_cases import attending, undoing
from queue_server.use_cases.handling import Subject
from queue_server.use_cases.ports import UnitOfWork
from queue_server.web.access import OFFICERS, STAFF, only, principal, services
from queue_server.web.commands import run
from queue_server.web.endpoints.counters import seat_json
from queue_server.web.schemas.answered_tickets import TicketOut
from queue_server.web.schemas.asked import Deferral
from queue_server.web.schemas.of_windows import RemarkOrder, UndoneOut, UndoOrder
from queue_server.web.tickets_json import ticket_json

bp = APIBlueprint("windows", __name__, tag="Officers")


@bp.post("/halls/<hall>/counters/<int(max=9999):number>/undos")
@only(*OFFICERS)
@bp.input(UndoOrder)
@bp.output(UndoneOut, status_code=201)
def undo(hall: str, number: int, json_data: UndoOrder) -> Response:
    """Take back what was done last at the counter, within the hall's few seconds (撤销)."""
    who, find = principal().name, services().find_officer

    def act(uow: UnitOfWork) -> object:
        undone = undoing.undo(
            uow, hall=hall, counter=number, officer=who, sequence=json_data.sequence
        )
        return {
            "undone": list(undone.sequences),
            "tickets": [ticket_json(each, uow.now, uow.hall(hall)) for each in undone.tickets],
            "counter": seat_json(uow, hall, undone.seat, find),
        }

    return run(act)


@bp.post("/halls/<hall>/tickets/<number>/deferrals")
@only(*STAFF)
@bp.input(Deferral)
@bp.output(TicketOut, status_code=201)
def defer_ticket(hall: str, number: str, json_data: Deferral) -> Response:
    """Somebody who waits asks at the counter to be called later (延后)."""
    of, by = Subject(hall=hall, number=number, by=principal()), timedelta(seconds=json_data.by_s)
    return run(lambda uow: ticket_json(attending.defer(uow, of, by=by), uow.now, uow.hall(hall)))


@bp.put("/halls/<hall>/tickets/<number>/remark")
@only(*STAFF)
@bp.input(RemarkOrder)
@bp.output(TicketOut)
def put_remark(hall: str, number: str, json_data: RemarkOrder) -> Response:
    """Write what the next officer must see before calling (叫号前提示)."""
    of = Subject(hall=hall, number=number, by=principal())
    return run(
        lambda uow: ticket_json(
            attending.remark(uow, of, words=json_data.remark), uow.now, uow.hall(hall)
        ),
        status=200,
    )
