"""Appointments: book a slot, keep it, give it back (预约, 签到)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from queue_server.domain.appointment import (
    Appointment,
    Slot,
    appointment_clock,
    slots_of,
)
from queue_server.domain.errors import HallClosed, Invalid, NoCapacity, NotFound
from queue_server.domain.hall import Hall
from queue_server.domain.names import HallId, TicketId
from queue_server.domain.priority_class import PriorityClass, Who
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.may_issue import require_once
from queue_server.use_cases.outlook import Pace, usual_pace
from queue_server.use_cases.ports import LockedHall, UnitOfWork
from queue_server.use_cases.principal import Principal
from queue_server.use_cases.ticketing import Issued, Order, Origin, add_ticket

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""What codes are made of: nothing that is read for something else."""


def slots(view: HallView, service: str, day: date) -> list[Slot]:
    """The slots of a day with how many have booked; past ones are left out."""
    return [
        replace(each, booked=view.booked(service, each.starts_at))
        for each in slots_of(view.hall, service, day)
        if each.ends_at > view.now
    ]


def book(
    uow: UnitOfWork,
    *,
    hall: str,
    service: str,
    starts_at: datetime,
    code: str,
    party_size: int = 1,
    language: str = "zh-CN",
    holder: str | None = None,
) -> Appointment:
    """Book a slot; NoCapacity when it is full, Invalid when there is none at that time."""
    with uow.locked(hall) as locked:
        slot = _bookable(locked, service, starts_at)
        if slot.free < 1:
            raise NoCapacity(service=service, starts_at=starts_at.isoformat())
        appointment = Appointment(
            code=code,
            hall=HallId(hall),
            service=service,
            starts_at=slot.starts_at,
            party_size=party_size,
            language=language,
            holder=holder,
            booked_at=locked.now,
        )
        locked.save_slot(service, replace(slot, booked=slot.booked + 1))
        locked.save_appointment(appointment)
        return appointment


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """Who brings somebody to the line, and where the paper comes out."""

    by: Principal
    secret: str
    channel: str = "appointment"
    printer: str | None = None
    pace: Pace = usual_pace
    last4: str | None = None


def check_in(
    uow: UnitOfWork,
    *,
    code: str,
    by: Principal,
    secret: str,
    channel: str = "appointment",
    printer: str | None = None,
    pace: Pace = usual_pace,
) -> Issued:
    """The person is here: a ticket whose clock starts at the slot.

    Raises NotFound, IllegalTransition (checked in before, or cancelled), Invalid on another day,
    AlreadyWaiting.
    """
    arrival = Arrival(by=by, secret=secret, channel=channel, printer=printer, pace=pace)
    with _locked(uow, code) as (locked, appointment):
        return _arrive(locked, appointment, arrival)


def check_in_by_holder(uow: UnitOfWork, *, hall: str, holder: str, arrival: Arrival) -> Issued:
    """The same by the document that was read: the next of today's times that its holder booked.

    Raises NotFound where the holder has booked nothing for today, else as ``check_in`` does.
    """
    with uow.locked(hall) as locked:
        booked = locked.bookings_of(holder)
        today = [each for each in booked if locked.hall.day(each.starts_at) == locked.day]
        if not today:
            raise NotFound(what="appointment")
        return _arrive(locked, today[0], arrival)


def _arrive(locked: LockedHall, appointment: Appointment, arrival: Arrival) -> Issued:
    if locked.hall.day(appointment.starts_at) != locked.day:
        raise Invalid(field="code", starts_at=appointment.starts_at.isoformat())
    if not locked.is_open():
        raise HallClosed(hall=appointment.hall)
    holder, is_read = appointment.holder, arrival.last4 is not None
    require_once(locked, appointment.service, holder, is_read=is_read)
    appointment.check_in(TicketId(locked.next_sequence()))
    grace = locked.hall.rules.appointment_grace
    clock = appointment_clock(appointment.starts_at, locked.now, grace)
    locked.save_appointment(appointment)
    order = Order(
        service=appointment.service,
        priority_class=_class_of(locked.hall).code,
        language=appointment.language,
        channel=arrival.channel,
        party_size=appointment.party_size,
        holder=holder,
        holder_last4=arrival.last4,
        printer=arrival.printer,
    )
    return add_ticket(
        locked,
        order,
        _class_of(locked.hall),
        by=arrival.by,
        secret=arrival.secret,
        pace=arrival.pace,
        origin=Origin(clock_shift=clock - locked.now, appointment=appointment.code),
    )


def cancel(uow: UnitOfWork, *, code: str) -> Appointment:
    """Give a booked time back; its place is free again."""
    with _locked(uow, code) as (locked, appointment):
        appointment.cancel()
        booked = locked.booked(appointment.service, appointment.starts_at)
        slot = _slot_at(locked.hall, appointment.service, appointment.starts_at)
        if slot is not None:
            locked.save_slot(appointment.service, replace(slot, booked=max(0, booked - 1)))
        locked.save_appointment(appointment)
        return appointment


@contextmanager
def _locked(uow: UnitOfWork, code: str) -> Iterator[tuple[LockedHall, Appointment]]:
    """The appointment of a code as it stands once its hall is locked."""
    found = uow.find_appointment(code)
    if found is None:
        raise NotFound(what="appointment")
    with uow.locked(found.hall) as locked:
        again = uow.find_appointment(code)
        yield locked, again or found


def _bookable(locked: LockedHall, service: str, starts_at: datetime) -> Slot:
    plan = locked.hall.get_service(service).appointments
    if plan is None or not timedelta(0) < starts_at - locked.now < timedelta(
        days=plan.days_ahead + 1
    ):
        raise Invalid(field="starts_at", value=starts_at.isoformat())
    slot = _slot_at(locked.hall, service, starts_at)
    if slot is None or locked.hall.day(starts_at) > locked.day + timedelta(days=plan.days_ahead):
        raise Invalid(field="starts_at", value=starts_at.isoformat())
    return replace(slot, booked=locked.booked(service, slot.starts_at))


def _slot_at(hall: Hall, service: str, starts_at: datetime) -> Slot | None:
    day = hall.day(starts_at)
    return next((s for s in slots_of(hall, service, day) if s.starts_at == starts_at), None)


def _class_of(hall: Hall) -> PriorityClass:
    return next(each for each in hall.classes if each.who is Who.CHECK_IN)
