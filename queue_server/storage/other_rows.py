"""Between rows and what stands around a ticket: papers, ratings, appointments, screens."""

from datetime import date

import orjson

from queue_server.domain.appointment import Appointment, AppointmentState
from queue_server.domain.names import HallId, TicketId
from queue_server.domain.rating import Grade, Rating
from queue_server.storage.instants import (
    from_micros,
    from_micros_or_none,
    to_day,
    to_micros,
    to_micros_or_none,
)
from queue_server.storage.prepared import Row
from queue_server.use_cases.print_job import PrintJob, PrintState
from queue_server.use_cases.shown import Shown, What


def job_from_row(row: Row) -> PrintJob:
    """A print job."""
    return PrintJob(
        id=row["id"],
        hall=HallId(row["hall"]),
        ticket=TicketId(row["ticket"]),
        device=row["device"],
        copy=row["copy"],
        state=PrintState(row["state"]),
        detail=row["detail"],
        created_at=from_micros(row["created_at"]),
        reported_at=from_micros_or_none(row["reported_at"]),
        ahead=row["ahead"],
    )


def job_to_row(job: PrintJob) -> dict[str, object]:
    """Every column of a print job."""
    return {
        "id": job.id,
        "hall": job.hall,
        "ticket": job.ticket,
        "device": job.device,
        "copy": job.copy,
        "state": job.state.value,
        "detail": job.detail,
        "created_at": to_micros(job.created_at),
        "reported_at": to_micros_or_none(job.reported_at),
        "ahead": job.ahead,
    }


def appointment_from_row(row: Row) -> Appointment:
    """A booked time."""
    ticket = row["ticket"]
    return Appointment(
        code=row["code"],
        hall=HallId(row["hall"]),
        service=row["service"],
        starts_at=from_micros(row["starts_at"]),
        state=AppointmentState(row["state"]),
        party_size=row["party_size"],
        language=row["language"],
        holder=row["holder"],
        booked_at=from_micros(row["booked_at"]),
        ticket=None if ticket is None else TicketId(ticket),
    )


def appointment_to_row(appointment: Appointment) -> dict[str, object]:
    """Every column of a booked time."""
    return {
        "code": appointment.code,
        "hall": appointment.hall,
        "service": appointment.service,
        "starts_at": to_micros(appointment.starts_at),
        "state": appointment.state.value,
        "party_size": appointment.party_size,
        "language": appointment.language,
        "holder": appointment.holder,
        "booked_at": to_micros(appointment.booked_at),
        "ticket": appointment.ticket,
    }


def rating_from_row(row: Row) -> Rating:
    """A rating."""
    return Rating(
        ticket=TicketId(row["ticket"]),
        stage=row["stage"],
        service=row["service"],
        priority_class=row["class"],
        counter=row["counter"],
        officer=row["officer"],
        grade=Grade(row["grade"]),
        reasons=tuple(orjson.loads(row["reasons"])),
        comment=row["comment"],
        at=from_micros(row["at"]),
    )


def rating_to_row(rating: Rating, hall: str, day: date) -> dict[str, object]:
    """Every column of a rating."""
    return {
        "hall": hall,
        "ticket": rating.ticket,
        "stage": rating.stage,
        "day": to_day(day),
        "service": rating.service,
        "class": rating.priority_class,
        "counter": rating.counter,
        "officer": rating.officer,
        "grade": int(rating.grade),
        "reasons": orjson.dumps(list(rating.reasons)).decode(),
        "comment": rating.comment,
        "at": to_micros(rating.at),
    }


def shown_from_row(row: Row) -> Shown:
    """What was set about the screens."""
    return Shown(
        what=What(row["what"]),
        key=row["key"],
        value=orjson.loads(row["value"]),
        sequence=row["sequence"],
    )


def shown_to_row(shown: Shown, hall: str) -> dict[str, object]:
    """Every column of what was set; the same facts give the same text."""
    return {
        "hall": hall,
        "what": shown.what.value,
        "key": shown.key,
        "value": orjson.dumps(shown.value, option=orjson.OPT_SORT_KEYS).decode(),
        "sequence": shown.sequence,
    }
