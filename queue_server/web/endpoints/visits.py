"""Visits of several steps, and coming back with papers that were missing (一站办理, 容缺)."""

import secrets

from apiflask import APIBlueprint
from flask import Response

from queue_server.use_cases import handling, visits
from queue_server.use_cases.appointments import CODE_LETTERS, Arrival
from queue_server.use_cases.comebacks import come_back_by_code
from queue_server.use_cases.handling import Subject
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.principal import Role
from queue_server.web.access import ISSUERS, OFFICERS, STAFF, only, principal, services
from queue_server.web.commands import run
from queue_server.web.endpoints.appointments import CODE_LENGTH
from queue_server.web.endpoints.tickets import CHANNELS, SECRET_BYTES, issued_json
from queue_server.web.links import linker
from queue_server.web.schemas.answered_tickets import TicketOut
from queue_server.web.schemas.of_visits import ComebackOrder, PaperRequest, SkipOrder, StepOrder
from queue_server.web.tickets_json import ticket_json

bp = APIBlueprint("visits", __name__, tag="Officers")
TICKET = "/halls/<hall>/tickets/<number>"


@bp.post(f"{TICKET}/skips")
@only(*STAFF)
@bp.input(SkipOrder)
@bp.output(TicketOut, status_code=201)
def skip_step(hall: str, number: str, json_data: SkipOrder) -> Response:
    """A step of the visit is not needed (免办一步)."""
    by, service = principal(), json_data.service

    def act(uow: UnitOfWork) -> object:
        ticket = visits.skip(uow, hall=hall, number=number, by=by, service=service)
        return ticket_json(ticket, uow.now, uow.hall(hall))

    return run(act)


@bp.post(f"{TICKET}/steps")
@only(*STAFF)
@bp.input(StepOrder)
@bp.output(TicketOut, status_code=201)
def add_step(hall: str, number: str, json_data: StepOrder) -> Response:
    """One more step of the visit (加办一步); a number without steps has them from then on."""
    by, service, after = principal(), json_data.service, json_data.after

    def act(uow: UnitOfWork) -> object:
        ticket = visits.add(uow, hall=hall, number=number, by=by, service=service, after=after)
        return ticket_json(ticket, uow.now, uow.hall(hall))

    return run(act)


@bp.post(f"{TICKET}/paper-requests")
@only(*OFFICERS)
@bp.input(PaperRequest)
@bp.output(TicketOut, status_code=201)
def send_for_papers(hall: str, number: str, json_data: PaperRequest) -> Response:
    """The person fetches a missing paper and need not queue again (容缺).

    The answer's ``papers.code`` is what one comes back with on another day.
    """
    of, code = Subject(hall=hall, number=number, by=principal()), _new_code()
    missing = list(dict.fromkeys(each.value for each in json_data.missing))

    def act(uow: UnitOfWork) -> object:
        ticket = handling.send_for_papers(uow, of, json_data.reason, missing=missing, code=code)
        with uow.locked(hall) as locked:
            case = locked.paper_case_of(ticket.id)
        return ticket_json(ticket, uow.now, uow.hall(hall), case=case)

    return run(act)


@bp.post("/halls/<hall>/comebacks")
@only(*ISSUERS)
@bp.input(ComebackOrder)
@bp.output(TicketOut, status_code=201)
def return_by_code(hall: str, json_data: ComebackOrder) -> Response:
    """Back with the paper, by the code: a number of today that is due at once (凭补件码返回)."""
    using, by, link_to = services(), principal(), linker()
    arrival = Arrival(
        by=by,
        secret=secrets.token_urlsafe(SECRET_BYTES),
        channel=next(each for role, each in CHANNELS.items() if role in by.roles),
        printer=by.device if Role.KIOSK in by.roles else None,
        pace=using.pace,
    )

    def act(uow: UnitOfWork) -> object:
        with uow.locked(hall) as locked:
            back = come_back_by_code(locked, code=json_data.code.upper(), arrival=arrival)
        return issued_json(back, link_to)

    response = run(act)
    if arrival.printer is not None:
        using.job_waiters.wake(arrival.printer)
    return response


def _new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
