"""The questions about ratings, and what the pad at a counter offers; each compiled once."""

from sqlalchemy import bindparam, select

from queue_server.domain.lifecycle import TicketState
from queue_server.storage.other_tables import rating
from queue_server.storage.prepared import Prepared
from queue_server.storage.tables import stage, ticket

_today = (ticket.c.hall == bindparam("hall"), ticket.c.day == bindparam("day"))

RATING = Prepared(
    select(rating).where(
        rating.c.hall == bindparam("hall"),
        rating.c.ticket == bindparam("ticket"),
        rating.c.stage == bindparam("stage"),
    )
)
COMPLETED_AT = Prepared(
    select(ticket.c.id).where(
        *_today,
        ticket.c.counter == bindparam("counter"),
        ticket.c.state == TicketState.COMPLETED.value,
        ticket.c.ended_at >= bindparam("since"),
    )
)
SENT_ON_FROM = Prepared(
    select(stage.c.ticket.label("id")).where(
        stage.c.hall == bindparam("hall"),
        stage.c.day == bindparam("day"),
        stage.c.counter == bindparam("counter"),
        stage.c.ended_at >= bindparam("since"),
    )
)
CALLED_TO_SINCE = Prepared(
    select(ticket.c.id)
    .where(
        *_today,
        ticket.c.called_at >= bindparam("since"),
        ticket.c.id != bindparam("but"),
        ticket.c.counter == bindparam("counter"),
    )
    .limit(1)
)
