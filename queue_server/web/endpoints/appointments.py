"""Appointments: slots, booking, check-in, giving back."""

import secrets

from apiflask import APIBlueprint
from flask import Response

from queue_server.domain.appointment import Appointment
from queue_server.protocol.identity import holder_hash
from queue_server.use_cases import appointments
from queue_server.use_cases.appointments import Arrival
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.principal import Role
from queue_server.web.access import KIOSKS, anyone, only, principal, services
from queue_server.web.commands import run, scope_of, show
from queue_server.web.endpoints.tickets import issued_json
from queue_server.web.links import linker
from queue_server.web.schemas.answered import AppointmentOut, SlotsOut
from queue_server.web.schemas.answered_tickets import TicketOut
from queue_server.web.schemas.asked import Booking, CardArrival, Nothing, SlotsQuery
from queue_server.web.wire import iso

bp = APIBlueprint("appointments", __name__, tag="Appointments")
CODE_LENGTH = 8


@bp.get("/halls/<hall>/slots")
@anyone
@bp.input(SlotsQuery, location="query")
@bp.output(SlotsOut)
def list_slots(hall: str, query_data: SlotsQuery) -> Response:
    """The slots of a service on a day, with how many places are free."""

    def question(view: HallView) -> object:
        found = appointments.slots(view, query_data.service, query_data.date)
        return [
            {
                "starts_at": iso(slot.starts_at),
                "ends_at": iso(slot.ends_at),
                "capacity": slot.capacity,
                "booked": slot.booked,
                "free": slot.free,
            }
            for slot in found
        ]

    return show({"slots": services().questions.ask(hall, question)})


@bp.post("/halls/<hall>/appointments")
@anyone
@bp.input(Booking)
@bp.output(AppointmentOut, status_code=201)
def book(hall: str, json_data: Booking) -> Response:
    """Book a slot; the answer's code is what one checks in with."""
    code = "".join(secrets.choice(appointments.CODE_LETTERS) for _ in range(CODE_LENGTH))
    holder = json_data.holder
    key = services().identity_key(hall)
    hashed = None if holder is None else holder_hash(key, holder)

    def act(uow: UnitOfWork) -> object:
        booked = appointments.book(
            uow,
            hall=hall,
            service=json_data.service,
            starts_at=json_data.starts_at,
            code=code,
            party_size=json_data.party_size,
            language=json_data.language,
            holder=hashed,
        )
        return _appointment_json(booked)

    return run(act, scope=None if principal().is_known else scope_of("booking", hall))


@bp.post("/appointments/<code>/check-ins")
@anyone
@bp.input(Nothing)
@bp.output(TicketOut, status_code=201)
def check_in(code: str, json_data: Nothing) -> Response:  # noqa: ARG001 -- an empty body
    """I am here: a number whose waiting counts from the booked time (签到)."""
    by, using, link_to = principal(), services(), linker()
    printer = by.device if Role.KIOSK in by.roles else None
    secret = secrets.token_urlsafe(16)

    def act(uow: UnitOfWork) -> object:
        return issued_json(
            appointments.check_in(
                uow, code=code.upper(), by=by, secret=secret, printer=printer, pace=using.pace
            ),
            link_to,
        )

    response = run(act, scope=None if by.is_known else scope_of("appointment", code.upper()))
    if printer is not None:
        using.job_waiters.wake(printer)
    return response


@bp.post("/halls/<hall>/check-ins")
@only(*KIOSKS)
@bp.input(CardArrival)
@bp.output(TicketOut, status_code=201)
def check_in_by_card(hall: str, json_data: CardArrival) -> Response:
    """I am here, and this is my document: the same, for what its holder has booked for today."""
    by, using, link_to, card = principal(), services(), linker(), json_data.card
    printer = by.device or ""
    arrival = Arrival(
        by=by,
        secret=secrets.token_urlsafe(16),
        printer=printer,
        pace=using.pace,
        last4=card.last4,
    )

    def act(uow: UnitOfWork) -> object:
        return issued_json(
            appointments.check_in_by_holder(uow, hall=hall, holder=card.hash, arrival=arrival),
            link_to,
        )

    response = run(act)
    using.job_waiters.wake(printer)
    return response


@bp.delete("/appointments/<code>")
@anyone
@bp.output(AppointmentOut)
def cancel_appointment(code: str) -> Response:
    """Give a booked time back."""
    return run(
        lambda uow: _appointment_json(appointments.cancel(uow, code=code.upper())),
        status=200,
        scope=None if principal().is_known else scope_of("appointment", code.upper()),
    )


def _appointment_json(appointment: Appointment) -> dict[str, object]:
    return {
        "code": appointment.code,
        "hall": appointment.hall,
        "service": appointment.service,
        "starts_at": iso(appointment.starts_at),
        "state": appointment.state.value,
        "party_size": appointment.party_size,
    }
