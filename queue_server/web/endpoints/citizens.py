"""What a citizen does with the link on the ticket. The secret in the address is the only key."""

from datetime import timedelta

from apiflask import APIBlueprint
from apiflask.schemas import FileSchema
from flask import Response

from queue_server.domain.explanation import explain
from queue_server.domain.online import CheckIn
from queue_server.domain.ticket import Ticket
from queue_server.use_cases import citizen
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.outlook import standing
from queue_server.use_cases.ports import UnitOfWork
from queue_server.web.access import anyone, principal, services
from queue_server.web.commands import run, scope_of, show
from queue_server.web.guessing import hold_back_guessing
from queue_server.web.links import linker
from queue_server.web.presence import require_code
from queue_server.web.qr import qr_svg
from queue_server.web.schemas.answered_tickets import (
    CitizenTicketOut,
    ExplanationOut,
    RatingOut,
    TicketOut,
)
from queue_server.web.schemas.asked import Deferral, Nothing
from queue_server.web.schemas.of_phones import CheckInOrder
from queue_server.web.schemas.of_ratings import RatingOrder
from queue_server.web.tickets_json import before_json, citizen_json, ticket_json
from queue_server.web.wire import seconds

bp = APIBlueprint("citizens", __name__, tag="Citizens")
hold_back_guessing(bp)
SHOWN = 10
"""How many who went before are named."""


@bp.get("/tickets/<secret>")
@anyone
@bp.output(CitizenTicketOut)
def get_my_ticket(secret: str) -> Response:
    """My ticket: state, how many go before, the expected wait, the counter when called."""
    return show(my_ticket_json(secret))


def my_ticket_json(secret: str) -> dict[str, object]:
    """A ticket as its holder sees it; NotFound for a secret that is nobody's."""
    using, link_to = services(), linker()

    def question(view: HallView, ticket: Ticket) -> dict[str, object]:
        return citizen_json(ticket, view, link_to, expected=standing(view, ticket, using.pace))

    return using.questions.ask_about(secret, question)


@bp.get("/tickets/<secret>/explanation")
@anyone
@bp.output(ExplanationOut)
def explain_my_ticket(secret: str) -> Response:
    """Who went, or goes, before me, and why."""

    def question(view: HallView, ticket: Ticket) -> dict[str, object]:
        others = view.rivals(ticket)
        before = explain(ticket, others, view.hall, view.now, view.chosen(ticket))
        return {
            "before": [before_json(each, view.hall) for each in before[:SHOWN]],
            "share": round(ticket.share(view.now), 4),
            "promise_s": seconds(ticket.promise),
        }

    return show(services().questions.ask_about(secret, question))


@bp.get("/tickets/<secret>/qr.svg")
@anyone
@bp.output(FileSchema(), content_type="image/svg+xml")
def get_my_qr(secret: str) -> Response:
    """The QR of the link, for a screen."""
    services().questions.ask_about(secret, lambda _view, _ticket: None)
    return Response(qr_svg(linker()(secret)), mimetype="image/svg+xml")


@bp.post("/tickets/<secret>/cancellations")
@anyone
@bp.input(Nothing)
@bp.output(TicketOut, status_code=201)
def cancel_my_ticket(secret: str, json_data: Nothing) -> Response:  # noqa: ARG001 -- an empty body
    """Give my number back."""
    return run(
        lambda uow: _own_json(uow, citizen.cancel(uow, secret=secret)),
        scope=scope_of("ticket", secret),
    )


@bp.post("/tickets/<secret>/deferrals")
@anyone
@bp.input(Deferral)
@bp.output(TicketOut, status_code=201)
def defer_my_ticket(secret: str, json_data: Deferral) -> Response:
    """Call me later."""
    by = timedelta(seconds=json_data.by_s)
    return run(
        lambda uow: _own_json(uow, citizen.defer(uow, secret=secret, by=by)),
        scope=scope_of("ticket", secret),
    )


@bp.post("/tickets/<secret>/check-ins")
@anyone
@bp.input(CheckInOrder)
@bp.output(TicketOut, status_code=201)
def check_in(secret: str, json_data: CheckInOrder) -> Response:
    """I am in the hall (到场签到), or still am."""
    hall = services().questions.ask_about(secret, lambda view, _ticket: view.hall.id)
    if json_data.code is not None:
        require_code(hall, json_data.code, scope_of("ticket", secret))
    method = CheckIn.LOCATION if json_data.code is None else CheckIn.CODE
    return run(
        lambda uow: _own_json(uow, citizen.check_in(uow, secret=secret, method=method)),
        scope=scope_of("ticket", secret),
    )


@bp.post("/tickets/<secret>/ratings")
@anyone
@bp.input(RatingOrder)
@bp.output(RatingOut, status_code=201)
def rate_my_ticket(secret: str, json_data: RatingOrder) -> Response:
    """Rate the service that has ended, or one step of the visit; once, and never by the staff."""
    principal().require_nobody_of_staff()

    def act(uow: UnitOfWork) -> object:
        rating = citizen.rate(
            uow,
            secret=secret,
            grade=json_data.grade,
            reasons=json_data.reasons,
            comment=json_data.comment,
            stage=json_data.stage,
            contact=json_data.contact,
        )
        return {"grade": int(rating.grade), "stage": rating.stage}

    return run(act, scope=scope_of("ticket", secret))


def _own_json(uow: UnitOfWork, ticket: Ticket) -> dict[str, object]:
    return ticket_json(ticket, uow.now, uow.hall(ticket.hall))
