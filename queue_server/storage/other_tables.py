"""The tables around the queue: answers to repeated commands, papers, ratings, appointments, screens."""

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

from queue_server.storage.metadata import metadata

answer = Table(
    "answer",
    metadata,
    Column("scope", String(80), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("fingerprint", LargeBinary(32), nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("at", BigInteger, nullable=False, index=True),
)

job = Table(
    "job",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("hall", String(64), nullable=False),
    Column("ticket", BigInteger, nullable=False),
    Column("device", String(32), nullable=False),
    Column("copy", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("detail", String(64)),
    Column("created_at", BigInteger, nullable=False),
    Column("reported_at", BigInteger),
    Column("ahead", Integer, nullable=False),
    UniqueConstraint("hall", "ticket", "copy"),
)
QUEUED_JOB = "state = 'queued'"
OPEN_JOB = "state IN ('queued', 'sending', 'held', 'unsure')"
_open_job = text(OPEN_JOB)
_queued_job = text(QUEUED_JOB)
Index(
    "ix_job_queued",
    job.c.hall,
    job.c.created_at,
    sqlite_where=_queued_job,
    postgresql_where=_queued_job,
)
Index("ix_job_open", job.c.device, job.c.state, sqlite_where=_open_job, postgresql_where=_open_job)

rating = Table(
    "rating",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("ticket", BigInteger, primary_key=True, autoincrement=False),
    Column("stage", Integer, primary_key=True),
    Column("day", String(10), nullable=False),
    Column("service", String(1), nullable=False),
    Column("class", String(32), nullable=False),
    Column("counter", Integer),
    Column("officer", String(64)),
    Column("grade", Integer, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("comment", Text),
    Column("at", BigInteger, nullable=False),
    CheckConstraint("grade BETWEEN 1 AND 5", name="five_grades"),
    Index("ix_rating_day", "hall", "day"),
)

slot = Table(
    "slot",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("service", String(1), primary_key=True),
    Column("starts_at", BigInteger, primary_key=True, autoincrement=False),
    Column("booked", Integer, nullable=False),
    Column("capacity", Integer, nullable=False),
    CheckConstraint("booked >= 0 AND booked <= capacity", name="never_overbooked"),
)

appointment = Table(
    "appointment",
    metadata,
    Column("code", String(16), primary_key=True),
    Column("hall", String(64), nullable=False),
    Column("service", String(1), nullable=False),
    Column("starts_at", BigInteger, nullable=False),
    Column("state", String(12), nullable=False),
    Column("party_size", Integer, nullable=False),
    Column("language", String(16), nullable=False),
    Column("holder", String(128)),
    Column("booked_at", BigInteger, nullable=False),
    Column("ticket", BigInteger),
    Index("ix_appointment_slot", "hall", "service", "starts_at"),
    Index("ix_appointment_holder", "hall", "holder", "starts_at"),
)

shown = Table(
    "shown",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("what", String(16), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
    Column("sequence", BigInteger, nullable=False),
)
"""What managers have set about the screens; ``value`` is JSON, null where the hall file decides."""

lease = Table(
    "lease",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("work", String(32), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until", BigInteger, nullable=False),
)
"""Which process does a work of a hall, such as what the clock does."""
