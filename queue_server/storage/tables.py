"""The tables of the queue itself; what stands around it is in ``other_tables``.

Instants are BIGINT microseconds since 1970 UTC, durations whole seconds, days ISO text
of the hall's own date, so that both databases keep and compare them alike. Tables lead
with ``hall``, so that a city can be split by hall.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from queue_server.domain.events import TicketCalled
from queue_server.domain.lifecycle import ENDED, TicketState
from queue_server.domain.online import CHANNEL
from queue_server.storage.metadata import metadata

hall = Table(
    "hall",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("sequence", BigInteger, nullable=False, server_default="0"),
    Column("digest", LargeBinary(32), nullable=False),
    Column("open_day", String(10)),
    Column("closed_day", String(10)),
    Column("epoch", Integer, nullable=False, server_default="1"),
)

number = Table(
    "number",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("letter", String(1), primary_key=True),
    Column("last", Integer, nullable=False),
)

line = Table(
    "line",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("service", String(1), primary_key=True),
    Column("class", String(32), primary_key=True),
    Column("waiting", Integer, nullable=False),
    Column("on_the_way", Integer, nullable=False, server_default="0"),
    CheckConstraint("waiting >= 0", name="waiting_not_negative"),
)

seat = Table(
    "seat",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("state", String(8), nullable=False),
    Column("reason", String(64)),
    Column("officer", String(64)),
    Column("ticket", BigInteger),
    Column("since", BigInteger),
    Column("until", BigInteger),
    UniqueConstraint("hall", "officer"),
)

ticket = Table(
    "ticket",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", String(10), nullable=False),
    Column("number", String(16), nullable=False),
    Column("service", String(1), nullable=False),
    Column("class", String(32), nullable=False),
    Column("tier", Integer, nullable=False),
    Column("promise_s", Integer, nullable=False),
    Column("issued_at", BigInteger, nullable=False),
    Column("clock", BigInteger, nullable=False),
    Column("queued_at", BigInteger, nullable=False),
    Column("state", String(10), nullable=False),
    Column("language", String(16), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("party_size", Integer, nullable=False),
    Column("holder", String(128)),
    Column("holder_last4", String(4)),
    Column("holder_name", String(64)),
    Column("reason", String(64)),
    Column("remark", Text),
    Column("paper", String(20), nullable=False),
    Column("secret", String(43), nullable=False, unique=True),
    Column("p10_s", Integer),
    Column("p50_s", Integer),
    Column("p90_s", Integer),
    Column("start_on_call", Integer, nullable=False),
    Column("not_before", BigInteger),
    Column("reserved_for", Integer),
    Column("stage", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("misses", Integer, nullable=False),
    Column("counter", Integer),
    Column("officer", String(64)),
    Column("called_at", BigInteger),
    Column("started_at", BigInteger),
    Column("ended_at", BigInteger),
    Column("hold_reason", String(64)),
    Column("remind_at", BigInteger),
    Column("served_s", Integer, nullable=False),
    Column("precalled_at", BigInteger),
    Column("excused_at", BigInteger),
    Column("here", Integer, nullable=False, server_default="1"),
    Column("here_until", BigInteger),
    Column("arrive_from", BigInteger),
    Column("arrive_by", BigInteger),
    Column("device", String(64)),
    Column("changed_at", BigInteger),
    Column("sequence", BigInteger, nullable=False),
    Column("alias", String(16)),
    Column("route", Text),
    UniqueConstraint("hall", "day", "number"),
)
WAITING = f"state = '{TicketState.WAITING}'"
LIVING_TICKET = f"state NOT IN ({', '.join(repr(state.value) for state in sorted(ENDED))})"
HERE = "here = 1"
NOT_HERE = "here = 0"
FROM_PHONE = f"channel = '{CHANNEL}'"
_waiting = text(f"{WAITING} AND reserved_for IS NULL AND {HERE}")
_on_the_way = text(f"{WAITING} AND {NOT_HERE}")
_from_phone = text(FROM_PHONE)
_reserved = text(f"{WAITING} AND reserved_for IS NOT NULL")
_living = text(LIVING_TICKET)
Index(
    "ix_ticket_line",
    ticket.c.hall,
    ticket.c.day,
    ticket.c.service,
    ticket.c["class"],
    ticket.c.clock,
    ticket.c.id,
    sqlite_where=_waiting,
    postgresql_where=_waiting,
)
Index(
    "ix_ticket_reserved",
    ticket.c.hall,
    ticket.c.day,
    ticket.c.reserved_for,
    sqlite_where=_reserved,
    postgresql_where=_reserved,
)
Index(
    "ix_ticket_living",
    ticket.c.hall,
    ticket.c.day,
    ticket.c.state,
    sqlite_where=_living,
    postgresql_where=_living,
)
NO_SHOW = (
    f"holder IS NOT NULL AND state = '{TicketState.ABANDONED}' AND excused_at IS NULL"
    " AND (misses > 0 OR (here = 0 AND arrive_by < ended_at))"
)
"""Called and did not come; or took the number from a phone and did not arrive."""
_known_living = text(f"{LIVING_TICKET} AND holder IS NOT NULL")
_no_show = text(NO_SHOW)
Index(
    "ix_ticket_holder",
    ticket.c.hall,
    ticket.c.holder,
    sqlite_where=_known_living,
    postgresql_where=_known_living,
)
Index(
    "ix_ticket_no_show",
    ticket.c.hall,
    ticket.c.ended_at,
    sqlite_where=_no_show,
    postgresql_where=_no_show,
)
Index(
    "ix_ticket_on_the_way",
    ticket.c.hall,
    ticket.c.day,
    ticket.c.service,
    sqlite_where=_on_the_way,
    postgresql_where=_on_the_way,
)
Index(
    "ix_ticket_from_phone",
    ticket.c.hall,
    ticket.c.day,
    sqlite_where=_from_phone,
    postgresql_where=_from_phone,
)
_called = text(f"kind = '{TicketCalled.kind}'")
Index("ix_ticket_called", ticket.c.hall, ticket.c.day, ticket.c.called_at)

stage = Table(
    "stage",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("ticket", BigInteger, primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True),
    Column("day", String(10), nullable=False),
    Column("service", String(1), nullable=False),
    Column("class", String(32), nullable=False),
    Column("promise_s", Integer, nullable=False),
    Column("waiting_since", BigInteger, nullable=False),
    Column("called_at", BigInteger),
    Column("started_at", BigInteger),
    Column("ended_at", BigInteger, nullable=False),
    Column("served_s", Integer, nullable=False),
    Column("counter", Integer),
    Column("officer", String(64)),
    Column("misses", Integer, nullable=False),
    Index("ix_stage_day", "hall", "day"),
)

event = Table(
    "event",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("ticket", BigInteger),
    Column("number", String(16)),
    Column("counter", Integer),
    Column("actor", String(64)),
    Column("data", Text, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Index("ix_event_ticket", "hall", "ticket", "sequence"),
)
Index(
    "ix_event_called",
    event.c.hall,
    event.c.at,
    event.c.sequence,
    sqlite_where=_called,
    postgresql_where=_called,
)
