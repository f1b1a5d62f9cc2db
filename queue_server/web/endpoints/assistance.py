"""Calls for a person from a window: rung there, answered by those they are for."""

from apiflask import APIBlueprint
from flask import Response

from queue_server.domain.assistance import Assistance, Whom
from queue_server.use_cases import assistance
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.principal import Principal
from queue_server.web.access import OFFICERS, STAFF, only, principal, services
from queue_server.web.commands import run
from queue_server.web.help_json import FindOfficer, assistance_json
from queue_server.web.schemas.asked import Nothing
from queue_server.web.schemas.of_help import AssistanceOrder, AssistanceOut, AssistanceOverOut

bp = APIBlueprint("assistance", __name__, tag="Help")
AT = "/halls/<hall>/counters/<int(max=9999):counter>/help-requests"
CALL = f"{AT}/<int(max=9223372036854775807):call>"


@bp.post(AT)
@only(*OFFICERS)
@bp.input(AssistanceOrder)
@bp.output(AssistanceOut, status_code=201)
def call_for_a_person(hall: str, counter: int, json_data: AssistanceOrder) -> Response:
    """Call the duty leader, a colleague or, in an emergency, everybody to one's own counter (呼叫协助)."""
    by, order, find = principal(), json_data, services().find_officer

    def act(uow: UnitOfWork) -> object:
        made = assistance.ask(
            uow,
            hall=hall,
            counter=counter,
            whom=Whom(order.whom),
            badge=order.officer,
            say=order.say,
            by=by,
        )
        return _seen(uow, hall, made, by, find)

    return run(act)


@bp.delete(f"{AT}/current")
@only(*OFFICERS)
@bp.output(AssistanceOverOut)
def withdraw_call(hall: str, counter: int) -> Response:
    """Nobody is needed any more."""
    by = principal()

    def act(uow: UnitOfWork) -> object:
        at = assistance.withdraw(uow, hall=hall, counter=counter, by=by)
        return {"counter": at, "call": None}

    return run(act, status=200)


@bp.post(f"{CALL}/acknowledgements")
@only(*STAFF)
@bp.input(Nothing)
@bp.output(AssistanceOut, status_code=201)
def answer_call(hall: str, counter: int, call: int, json_data: Nothing) -> Response:  # noqa: ARG001 -- an empty body
    """I come (我去): the page of the caller says who and since when; to an emergency several may come."""
    by, find = principal(), services().find_officer

    def act(uow: UnitOfWork) -> object:
        coming = assistance.answer(uow, hall=hall, counter=counter, call=call, by=by)
        return _seen(uow, hall, coming, by, find)

    return run(act)


@bp.post(f"{CALL}/completions")
@only(*STAFF)
@bp.input(Nothing)
@bp.output(AssistanceOverOut, status_code=201)
def finish_call(hall: str, counter: int, call: int, json_data: Nothing) -> Response:  # noqa: ARG001 -- an empty body
    """It is done, says the caller, one who came, or a manager."""
    by = principal()

    def act(uow: UnitOfWork) -> object:
        at = assistance.finish(uow, hall=hall, counter=counter, call=call, by=by)
        return {"counter": at, "call": None}

    return run(act)


def _seen(uow: UnitOfWork, hall: str, of: Assistance, by: Principal, find: FindOfficer) -> object:
    """The call as the one who asks sees it."""
    with uow.locked(hall) as locked:
        return assistance_json(of, locked.hall, assistance.person_of(locked, by), find)
