"""Appointments in their simple form: slots of fixed capacity, and where a kept one stands in line."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from queue_server.domain.calendar import moment
from queue_server.domain.errors import IllegalTransition
from queue_server.domain.hall import Hall
from queue_server.domain.names import HallId, TicketId


class AppointmentState(StrEnum):
    """Where an appointment is in its life."""

    BOOKED = "booked"
    CHECKED_IN = "checked_in"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """A time that can be booked, and how many have (时段)."""

    starts_at: datetime
    ends_at: datetime
    capacity: int
    booked: int = 0

    @property
    def free(self) -> int:
        """How many may still book."""
        return max(0, self.capacity - self.booked)


@dataclass(kw_only=True, slots=True)
class Appointment:
    """A booked time for one service (预约)."""

    code: str
    hall: HallId
    service: str
    starts_at: datetime
    state: AppointmentState = AppointmentState.BOOKED
    party_size: int = 1
    language: str = "zh-CN"
    holder: str | None = None
    booked_at: datetime
    ticket: TicketId | None = None

    def check_in(self, ticket: TicketId) -> None:
        """Kept: it became a ticket."""
        self._require_booked("check_in")
        self.state, self.ticket = AppointmentState.CHECKED_IN, ticket

    def cancel(self) -> None:
        """Given back."""
        self._require_booked("cancel")
        self.state = AppointmentState.CANCELLED

    def _require_booked(self, verb: str) -> None:
        if self.state is not AppointmentState.BOOKED:
            raise IllegalTransition(code=self.code, state=self.state.value, verb=verb)


def slots_of(hall: Hall, service: str, day: date) -> tuple[Slot, ...]:
    """The slots of a service on a day, none when it takes no appointments or the hall is closed.

    A slot that would outlast the interval is left out.
    """
    plan = hall.get_service(service).appointments
    if plan is None:
        return ()
    slots: list[Slot] = []
    for begin, end in hall.hours.on(day):
        starts, closes = moment(day, begin, hall.zone), moment(day, end, hall.zone)
        while starts + plan.slot <= closes:
            slots.append(Slot(starts_at=starts, ends_at=starts + plan.slot, capacity=plan.capacity))
            starts += plan.slot
    return tuple(slots)


def appointment_clock(starts_at: datetime, checked_in_at: datetime, grace: timedelta) -> datetime:
    """When a kept appointment's waiting counts from: its slot, or the check-in if that is too late."""
    return checked_in_at if checked_in_at > starts_at + grace else starts_at
