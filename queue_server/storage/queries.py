"""The questions of the hot path, each compiled once (see ``prepared``); of lines: ``line_queries``."""

from sqlalchemy import BindParameter, and_, bindparam, case, func, literal_column, select, text

from queue_server.domain.appointment import AppointmentState
from queue_server.domain.events import TicketCalled, TicketsPrecalled
from queue_server.domain.lifecycle import TicketState
from queue_server.storage.other_tables import (
    OPEN_JOB,
    QUEUED_JOB,
    answer,
    appointment,
    job,
    rating,
    shown,
    slot,
)
from queue_server.storage.people_tables import device
from queue_server.storage.prepared import Prepared
from queue_server.storage.tables import (
    LIVING_TICKET,
    NO_SHOW,
    event,
    hall,
    number,
    seat,
    stage,
    ticket,
)
from queue_server.use_cases.shown import What

_in_hall = ticket.c.hall == bindparam("hall")
_today = (_in_hall, ticket.c.day == bindparam("day"))
_every_ticket = select(ticket)

# -- counters
SEAT = Prepared(
    select(seat).where(seat.c.hall == bindparam("hall"), seat.c.number == bindparam("number"))
)
SEATS = Prepared(select(seat).where(seat.c.hall == bindparam("hall")))
SEAT_OF = Prepared(
    select(seat).where(seat.c.hall == bindparam("hall"), seat.c.officer == bindparam("officer"))
)

# -- the screens
SHOWN = Prepared(select(shown).where(shown.c.hall == bindparam("hall")).order_by(shown.c.sequence))

SERVICE_SHOWN = Prepared(
    select(shown.c.value).where(
        shown.c.hall == bindparam("hall"),
        shown.c.what == What.SERVICE.value,
        shown.c.key == bindparam("service"),
    )
)

# -- tickets
TICKET_BY_NUMBER = Prepared(_every_ticket.where(*_today, ticket.c.number == bindparam("number")))
TICKET_BY_ALIAS = Prepared(_every_ticket.where(*_today, ticket.c.alias == bindparam("number")))
"""By what stands on its paper; asked where no ticket has the number."""
TICKET_BY_ID = Prepared(_every_ticket.where(_in_hall, ticket.c.id == bindparam("id")))
TICKET_BY_SECRET = Prepared(_every_ticket.where(ticket.c.secret == bindparam("secret")))
TICKETS = Prepared(_every_ticket.where(*_today))
TICKETS_IN = Prepared(_every_ticket.where(*_today, ticket.c.state == bindparam("state")))
LIVING_IN = Prepared(
    _every_ticket.where(*_today, text(LIVING_TICKET), ticket.c.state == bindparam("state"))
)
LIVING_BEFORE = Prepared(
    _every_ticket.where(_in_hall, text(LIVING_TICKET), ticket.c.day < bindparam("day")).order_by(
        ticket.c.id
    )
)
IN_HAND = Prepared(
    _every_ticket.select_from(
        seat.join(ticket, and_(ticket.c.hall == seat.c.hall, ticket.c.id == seat.c.ticket))
    ).where(seat.c.hall == bindparam("hall"))
)
LIVING = Prepared(_every_ticket.where(_in_hall, text(LIVING_TICKET)).order_by(ticket.c.id))
CALLED_BETWEEN = Prepared(
    _every_ticket.where(*_today, ticket.c.called_at.between(bindparam("begin"), bindparam("end")))
)
_lasted = ticket.c.ended_at - ticket.c.started_at
_at_the_window = case((_lasted < 0, 0), else_=_lasted)
"""Two machines' clocks may differ; NULL where the service was never begun."""
SERVED_AT = Prepared(
    select(
        func.count().label("served"),
        (func.avg(_at_the_window) / 1_000_000 + func.avg(ticket.c.served_s)).label("mean_s"),
    ).where(
        *_today,
        ticket.c.counter == bindparam("counter"),
        ticket.c.state == TicketState.COMPLETED.value,
    )
)
STAGES = Prepared(
    select(stage)
    .where(stage.c.hall == bindparam("hall"), stage.c.ticket == bindparam("ticket"))
    .order_by(stage.c.n)
)
LAST_NUMBER = Prepared(
    select(number.c.last).where(
        number.c.hall == bindparam("hall"),
        number.c.day == bindparam("day"),
        number.c.letter == bindparam("letter"),
    )
)

_begin: BindParameter[str] = bindparam("begin")
_end: BindParameter[str] = bindparam("end")
PRESENT_STAGES = Prepared(
    select(
        ticket.c.id,
        ticket.c.day,
        ticket.c.service,
        ticket.c["class"],
        ticket.c.counter,
        ticket.c.officer,
        ticket.c.promise_s,
        ticket.c.clock,
        ticket.c.queued_at,
        ticket.c.called_at,
        ticket.c.started_at,
        ticket.c.ended_at,
        ticket.c.served_s,
        ticket.c.state,
        ticket.c.stage,
        ticket.c.misses,
        rating.c.grade,
    )
    .select_from(
        ticket.outerjoin(
            rating,
            and_(
                rating.c.hall == ticket.c.hall,
                rating.c.ticket == ticket.c.id,
                rating.c.stage == ticket.c.stage,
            ),
        )
    )
    .where(_in_hall, ticket.c.day.between(_begin, _end))
)
PAST_STAGES = Prepared(
    select(stage, rating.c.grade)
    .select_from(
        stage.outerjoin(
            rating,
            and_(
                rating.c.hall == stage.c.hall,
                rating.c.ticket == stage.c.ticket,
                rating.c.stage == stage.c.n,
            ),
        )
    )
    .where(stage.c.hall == bindparam("hall"), stage.c.day.between(_begin, _end))
)

# -- who is known by a document
LIVING_OF = Prepared(
    _every_ticket.where(
        _in_hall,
        ticket.c.holder == bindparam("holder"),
        text(LIVING_TICKET),
        literal_column("holder IS NOT NULL"),
    ).order_by(ticket.c.id)
)
NO_SHOWS = Prepared(
    _every_ticket.where(
        _in_hall, ticket.c.ended_at >= bindparam("since"), literal_column(NO_SHOW)
    ).order_by(ticket.c.ended_at)
)
BOOKINGS_OF = Prepared(
    select(appointment)
    .where(
        appointment.c.hall == bindparam("hall"),
        appointment.c.holder == bindparam("holder"),
        appointment.c.state == AppointmentState.BOOKED.value,
    )
    .order_by(appointment.c.starts_at)
)

# -- the record
HALL_LOCK = Prepared(
    select(hall.c.sequence, hall.c.digest, hall.c.open_day, hall.c.closed_day, hall.c.epoch)
    .where(hall.c.id == bindparam("hall"))
    .with_for_update()
)
CLOSED_DAY = Prepared(select(hall.c.closed_day).where(hall.c.id == bindparam("hall")))
SEQUENCE = Prepared(select(hall.c.sequence).where(hall.c.id == bindparam("hall")))
SEQUENCES = Prepared(select(hall.c.id, hall.c.sequence))
EVENTS = Prepared(
    select(event)
    .where(event.c.hall == bindparam("hall"), event.c.sequence > bindparam("after"))
    .order_by(event.c.sequence)
    .limit(bindparam("limit", type_=event.c.sequence.type))
)
EVENTS_OF = Prepared(
    select(event)
    .where(event.c.hall == bindparam("hall"), event.c.ticket == bindparam("ticket"))
    .order_by(event.c.sequence)
)
PRECALLS = Prepared(
    select(event)
    .where(
        event.c.hall == bindparam("hall"),
        event.c.sequence.between(bindparam("first"), bindparam("last")),
        literal_column(f"kind = '{TicketsPrecalled.kind}'"),
    )
    .order_by(event.c.sequence)
)
LAST_CALLS = Prepared(
    select(event)
    .where(
        event.c.hall == bindparam("hall"),
        literal_column(f"kind = '{TicketCalled.kind}'"),
        event.c.at >= bindparam("begin"),
    )
    .order_by(event.c.at.desc(), event.c.sequence.desc())
    .limit(bindparam("limit", type_=event.c.sequence.type))
)
CALLS_AFTER = Prepared(
    select(event.c.ticket, event.c.data).where(
        event.c.hall == bindparam("hall"),
        literal_column(f"kind = '{TicketCalled.kind}'"),
        event.c.sequence > bindparam("after"),
        event.c.at >= bindparam("begin"),
    )
)
ANSWER = Prepared(
    select(answer).where(answer.c.scope == bindparam("scope"), answer.c.key == bindparam("key"))
)

# -- papers
JOB = Prepared(select(job).where(job.c.id == bindparam("id")))
JOBS_OF = Prepared(
    select(job)
    .where(job.c.hall == bindparam("hall"), job.c.ticket == bindparam("ticket"))
    .order_by(job.c.copy)
)
UNFETCHED = Prepared(
    select(job)
    .where(
        job.c.hall == bindparam("hall"),
        literal_column(QUEUED_JOB),
        job.c.created_at < bindparam("before"),
    )
    .order_by(job.c.created_at)
)
DOUBTFUL = Prepared(
    select(job)
    .where(
        # By device, as the index of open papers has it.
        job.c.device.in_(select(device.c.id).where(device.c.hall == bindparam("hall"))),
        literal_column(OPEN_JOB),
        literal_column("state IN ('held', 'unsure')"),
        job.c.hall == bindparam("hall"),
        job.c.created_at >= bindparam("begin"),
    )
    .order_by(job.c.created_at, job.c.id)
    .limit(bindparam("limit"))
)
OPEN_JOBS = Prepared(
    select(job)
    .where(job.c.device == bindparam("device"), literal_column(OPEN_JOB))
    .order_by(job.c.created_at)
)

# -- appointments
APPOINTMENT = Prepared(select(appointment).where(appointment.c.code == bindparam("code")))
BOOKED = Prepared(
    select(slot.c.booked).where(
        slot.c.hall == bindparam("hall"),
        slot.c.service == bindparam("service"),
        slot.c.starts_at == bindparam("starts_at"),
    )
)
