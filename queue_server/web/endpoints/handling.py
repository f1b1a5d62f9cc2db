"""What an officer does with a ticket. A verb is a resource: ``POST …/tickets/A007/recalls``."""

from collections.abc import Callable
from datetime import timedelta

from apiflask import APIBlueprint
from flask import Response

from queue_server.domain.ticket import Ticket
from queue_server.use_cases import handling
from queue_server.use_cases.handling import Subject
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.sending import Where
from queue_server.web.access import OFFICERS, STAFF, only, principal
from queue_server.web.commands import run
from queue_server.web.schemas.answered_tickets import TicketOut
from queue_server.web.schemas.asked import Grant, Nothing, Reason
from queue_server.web.schemas.of_counters import HoldOrder
from queue_server.web.schemas.of_windows import TransferOrder
from queue_server.web.tickets_json import ticket_json

bp = APIBlueprint("handling", __name__, tag="Officers")
TICKET = "/halls/<hall>/tickets/<number>"


@bp.post(f"{TICKET}/recalls")
@only(*OFFICERS)
@bp.input(Nothing)
@bp.output(TicketOut, status_code=201)
def recall(hall: str, number: str, json_data: Nothing) -> Response:  # noqa: ARG001 -- an empty body
    """Announce the call again (重呼)."""
    return _do(hall, number, handling.recall)


@bp.post(f"{TICKET}/starts")
@only(*OFFICERS)
@bp.input(Nothing)
@bp.output(TicketOut, status_code=201)
def start(hall: str, number: str, json_data: Nothing) -> Response:  # noqa: ARG001 -- an empty body
    """The person has come (开始办理)."""
    return _do(hall, number, handling.start)


@bp.post(f"{TICKET}/misses")
@only(*OFFICERS)
@bp.input(Nothing)
@bp.output(TicketOut, status_code=201)
def miss(hall: str, number: str, json_data: Nothing) -> Response:  # noqa: ARG001 -- an empty body
    """The person did not come (过号)."""
    return _do(hall, number, handling.miss)


@bp.post(f"{TICKET}/restorations")
@only(*STAFF)
@bp.input(Nothing)
@bp.output(TicketOut, status_code=201)
def restore(hall: str, number: str, json_data: Nothing) -> Response:  # noqa: ARG001 -- an empty body
    """A missed person is back and waits again (恢复)."""
    return _do(hall, number, handling.restore)


@bp.post(f"{TICKET}/returns")
@only(*OFFICERS)
@bp.input(Nothing)
@bp.output(TicketOut, status_code=201)
def put_back(hall: str, number: str, json_data: Nothing) -> Response:  # noqa: ARG001 -- an empty body
    """Undo a mistaken call (退回)."""
    return _do(hall, number, handling.put_back)


@bp.post(f"{TICKET}/holds")
@only(*OFFICERS)
@bp.input(HoldOrder)
@bp.output(TicketOut, status_code=201)
def hold(hall: str, number: str, json_data: HoldOrder) -> Response:
    """Interrupt the service (挂起), perhaps with a reminder; calling the number again resumes it."""
    reason, remind_s = json_data.reason, json_data.remind_s
    remind = None if remind_s is None else timedelta(seconds=remind_s)
    return _do(hall, number, lambda uow, of: handling.hold(uow, of, reason, remind))


@bp.post(f"{TICKET}/transfers")
@only(*OFFICERS)
@bp.input(TransferOrder)
@bp.output(TicketOut, status_code=201)
def transfer(hall: str, number: str, json_data: TransferOrder) -> Response:
    """Send on to a service, a counter or an officer, or back, with the same number (转移)."""
    where = _where(json_data)
    return _do(hall, number, lambda uow, of: handling.transfer(uow, of, **where))


@bp.post(f"{TICKET}/comebacks")
@only(*STAFF)
@bp.input(Nothing)
@bp.output(TicketOut, status_code=201)
def come_back(hall: str, number: str, json_data: Nothing) -> Response:  # noqa: ARG001 -- an empty body
    """Back with the paper (容缺返回)."""
    return _do(hall, number, handling.come_back)


@bp.post(f"{TICKET}/check-ins")
@only(*STAFF)
@bp.input(Nothing)
@bp.output(TicketOut, status_code=201)
def check_in(hall: str, number: str, json_data: Nothing) -> Response:  # noqa: ARG001 -- an empty body
    """The holder of a number from a phone stands here (签到)."""
    return _do(hall, number, handling.check_in)


@bp.post(f"{TICKET}/completions")
@only(*OFFICERS)
@bp.input(Nothing)
@bp.output(TicketOut, status_code=201)
def complete(hall: str, number: str, json_data: Nothing) -> Response:  # noqa: ARG001 -- an empty body
    """The person is served (办理完毕)."""
    return _do(hall, number, handling.complete)


@bp.post(f"{TICKET}/cancellations")
@only(*STAFF)
@bp.input(Reason)
@bp.output(TicketOut, status_code=201)
def cancel(hall: str, number: str, json_data: Reason) -> Response:
    """Give a number back for a person."""
    return _do(hall, number, lambda uow, of: handling.cancel(uow, of, json_data.reason))


@bp.post(f"{TICKET}/grants")
@only(*STAFF)
@bp.input(Grant)
@bp.output(TicketOut, status_code=201)
def grant(hall: str, number: str, json_data: Grant) -> Response:
    """Grant a class, such as the green channel, with a reason (绿色通道)."""
    code, reason = json_data.priority_class, json_data.reason
    return _do(
        hall,
        number,
        lambda uow, of: handling.grant(uow, of, priority_class=code, reason=reason),
    )


@bp.post(f"{TICKET}/moves")
@only(*STAFF)
@bp.input(TransferOrder)
@bp.output(TicketOut, status_code=201)
def move(hall: str, number: str, json_data: TransferOrder) -> Response:
    """Let a waiting person wait for another service or counter, with the same number (改办)."""
    where = _where(json_data)
    return _do(hall, number, lambda uow, of: handling.move(uow, of, **where))


def _where(body: TransferOrder) -> Where:
    return {
        "service": body.service,
        "counter": body.counter,
        "officer": body.officer,
        "back": body.back,
    }


def _do(hall: str, number: str, verb: Callable[[UnitOfWork, Subject], Ticket]) -> Response:
    of = Subject(hall=hall, number=number, by=principal())
    return run(lambda uow: ticket_json(verb(uow, of), uow.now, uow.hall(hall)))
