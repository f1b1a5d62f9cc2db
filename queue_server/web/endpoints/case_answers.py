"""Cases of citizens: complaining, suggesting, and reading the answer. A secret in the address is the key."""

from apiflask import APIBlueprint
from flask import Response

from queue_server.domain.case_lifecycle import CaseState
from queue_server.domain.errors import NotFound
from queue_server.domain.ticket import Ticket
from queue_server.use_cases import cases
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.ports import UnitOfWork
from queue_server.web.access import anyone, services
from queue_server.web.cases_json import mine_json
from queue_server.web.commands import run, scope_of, show
from queue_server.web.guessing import hold_back_guessing
from queue_server.web.schemas.of_cases import MyCaseOrder, MyCaseOut, MyCasesOut

bp = APIBlueprint("case_answers", __name__, tag="Citizens")
hold_back_guessing(bp)


@bp.get("/tickets/<secret>/cases")
@anyone
@bp.output(MyCasesOut)
def list_my_cases(secret: str) -> Response:
    """What I have said with my number, what could not be done for me, and the answers."""

    def question(view: HallView, ticket: Ticket) -> object:
        found = view.cases.of_ticket(ticket.id)
        there = [each for each in found if each.state is not CaseState.ERASED]
        mine = [mine_json(each, view.cases.acts(each)) for each in there]
        return {"cases": mine, "left": cases.left(found)}

    return show(services().questions.ask_about(secret, question))


@bp.post("/tickets/<secret>/cases")
@anyone
@bp.input(MyCaseOrder)
@bp.output(MyCaseOut, status_code=201)
def open_my_case(secret: str, json_data: MyCaseOrder) -> Response:
    """Complain or suggest something (投诉与建议); every one is answered."""
    kind, text, contact = json_data.kind, json_data.text, json_data.contact

    def act(uow: UnitOfWork) -> object:
        case = cases.open_mine(uow, secret=secret, kind=kind, text=text, contact=contact)
        return mine_json(case, ())

    return run(act, scope=scope_of("ticket", secret))


@bp.get("/halls/<hall>/case-answers/<secret>")
@anyone
@bp.output(MyCaseOut)
def read_answer(hall: str, secret: str) -> Response:
    """The answer to somebody without a number, by the code that was given instead."""

    def question(view: HallView) -> object:
        case = view.cases.find_by_code(secret.strip().upper())
        if case is None or case.state is CaseState.ERASED:
            raise NotFound(what="case")
        return mine_json(case, view.cases.acts(case))

    return show(services().questions.ask(hall, question))
