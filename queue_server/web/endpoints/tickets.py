"""Taking a number, and looking at the hall's tickets."""

import secrets
from collections.abc import Callable
from typing import TypedDict

from apiflask import APIBlueprint
from flask import Response, request

from queue_server.domain.errors import Invalid
from queue_server.domain.hall import Hall
from queue_server.domain.lifecycle import TicketState
from queue_server.protocol.identity import holder_hash, last_four
from queue_server.use_cases import printing, ticketing
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.outlook import standing
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.principal import Principal, Role
from queue_server.use_cases.ticketing import Issued, Order
from queue_server.web.access import ISSUERS, KIOSKS, STAFF, only, principal, services
from queue_server.web.commands import run, show
from queue_server.web.desk_json import PRINTERS
from queue_server.web.jobs_json import job_json
from queue_server.web.links import linker
from queue_server.web.schemas.answered_tickets import TicketHistoryOut, TicketOut, TicketsOut
from queue_server.web.schemas.asked import Reprint, TicketOrder, TicketsQuery
from queue_server.web.schemas.of_devices import JobOut
from queue_server.web.tickets_json import LinkTo, history_json, holder_json, listed_json
from queue_server.web.window_json import is_detail, sees_details

bp = APIBlueprint("tickets", __name__, tag="Tickets")

SECRET_BYTES = 16
CHANNELS = {
    Role.KIOSK: "kiosk",
    Role.DESK: "desk",
    Role.OFFICER: "officer",
    Role.MANAGER: "officer",
}


@bp.post("/halls/<hall>/tickets")
@only(*ISSUERS)
@bp.input(TicketOrder)
@bp.output(TicketOut, status_code=201)
def issue_ticket(hall: str, json_data: TicketOrder) -> Response:
    """Take a number (取号)."""
    using, by, link_to = services(), principal(), linker()
    secret = secrets.token_urlsafe(SECRET_BYTES)
    printers: list[str] = []
    press = request.headers.get("Idempotency-Key")

    def act(uow: UnitOfWork) -> object:
        order = _order(uow, hall, json_data, by, using.identity_key, press)
        issued = ticketing.issue(uow, hall=hall, order=order, by=by, secret=secret, pace=using.pace)
        printers.append(order.printer or "")
        return issued_json(issued, link_to)

    response = run(act)
    for printer in filter(None, printers):
        using.job_waiters.wake(printer)
    return response


@bp.get("/halls/<hall>/tickets")
@only(*STAFF)
@bp.input(TicketsQuery, location="query")
@bp.output(TicketsOut)
def list_tickets(hall: str, query_data: TicketsQuery) -> Response:
    """Today's tickets in the order of issue; ``state`` may name several with commas."""
    states, by = _states(query_data.state), principal()

    def question(view: HallView) -> object:
        sees = sees_details(view.hall, by)
        found = [each for each in view.tickets(states) if sees or not is_detail(each)]
        return listed_json(view, found)

    return show({"tickets": services().questions.ask(hall, question)})


@bp.get("/halls/<hall>/tickets/<number>")
@only(*STAFF)
@bp.output(TicketHistoryOut)
def get_ticket(hall: str, number: str) -> Response:
    """One of today's tickets with its stages and events; ratings are told to managers alone."""
    using, is_told = services(), Role.MANAGER in principal().roles

    def question(view: HallView) -> object:
        ticket = view.get_ticket(number)
        expected = standing(view, ticket, using.pace)
        return history_json(ticket, view, expected=expected, with_ratings=is_told)

    return show(using.questions.ask(hall, question))


@bp.post("/halls/<hall>/tickets/<number>/reprints")
@only(*STAFF, *KIOSKS)
@bp.input(Reprint)
@bp.output(JobOut, status_code=201)
def reprint_ticket(hall: str, number: str, json_data: Reprint) -> Response:
    """Print another copy of the same number (重打)."""
    by = principal()
    printers: list[str] = []

    def act(uow: UnitOfWork) -> object:
        printer = json_data.printer
        if printer is not None:
            _require_printer(uow, hall, printer)
        card = json_data.card
        shown = None if card is None else card.hash
        job = printing.reprint(uow, hall=hall, number=number, printer=printer, by=by, holder=shown)
        printers.append(job.device)
        return job_json(job)

    response = run(act)
    for printer in printers:
        services().job_waiters.wake(printer)
    return response


def issued_json(issued: Issued, link_to: LinkTo) -> dict[str, object]:
    """A new ticket for who took it."""
    ticket = issued.ticket
    return holder_json(
        ticket, ticket.changed_at or ticket.issued_at, issued.hall, link_to, expected=issued.outlook
    )


def _order(
    uow: UnitOfWork,
    hall: str,
    body: TicketOrder,
    by: Principal,
    identity_key: Callable[[str], bytes],
    issue: str | None,
) -> Order:
    printer = body.printer
    if printer is not None:
        _require_printer(uow, hall, printer)
    elif Role.KIOSK in by.roles:
        printer = by.device
    channel: str = body.channel or next(each for role, each in CHANNELS.items() if role in by.roles)
    return Order(
        service=body.service,
        priority_class=body.priority_class,
        language=body.language,
        channel=channel,
        party_size=body.party_size,
        **_identity(uow.hall(hall), body, identity_key),
        reason=body.reason,
        remark=body.remark,
        printer=printer,
        issue=issue if Role.KIOSK in by.roles else None,
    )


class _Identity(TypedDict, total=False):
    holder: str
    holder_last4: str
    holder_name: str | None
    is_read: bool


def _identity(hall: Hall, body: TicketOrder, identity_key: Callable[[str], bytes]) -> _Identity:
    """Who it is: a document that a kiosk has read, or a number that somebody typed; the latter stays here."""
    card = body.card
    if card is not None and body.holder is not None:
        raise Invalid(field="holder")
    if card is not None:
        name = card.name if hall.identity.names else None
        return {
            "holder": card.hash,
            "holder_last4": card.last4,
            "holder_name": name,
            "is_read": True,
        }
    if body.holder is None:
        return {}
    hashed = holder_hash(identity_key(hall.id), body.holder)
    return {"holder": hashed, "holder_last4": last_four(body.holder)}


def _require_printer(uow: UnitOfWork, hall: str, printer: str) -> None:
    device = uow.devices.find_device(printer)
    if device is None or device.hall != hall or device.kind not in PRINTERS:
        raise Invalid(field="printer")


def _states(asked: str | None) -> list[TicketState] | None:
    if asked is None:
        return None
    try:
        return [TicketState(each.strip()) for each in asked.split(",")]
    except ValueError:
        raise Invalid(field="state") from None
