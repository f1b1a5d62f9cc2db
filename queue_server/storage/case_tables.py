"""The tables of cases. What was said, and how to reach the person, lie apart from what is counted."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from queue_server.storage.metadata import metadata

case = Table(
    "case",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("year", Integer, nullable=False),
    Column("count", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(10), nullable=False),
    Column("why", String(32)),
    Column("ticket", BigInteger),
    Column("ticket_number", String(16)),
    Column("service", String(1)),
    Column("counter", Integer),
    Column("officer", String(64)),
    Column("grade", Integer),
    Column("reasons", Text, nullable=False),
    Column("code", String(16), unique=True),
    Column("opened_at", BigInteger, nullable=False),
    Column("opened_by", String(64), nullable=False),
    Column("owner", String(64)),
    Column("due", String(10), nullable=False),
    Column("answered_at", BigInteger),
    Column("closed_at", BigInteger),
    Column("outcome", String(16)),
    Column("has_contact", Integer, nullable=False),
    Column("changed_at", BigInteger),
    Column("sequence", BigInteger, nullable=False),
    UniqueConstraint("hall", "year", "count"),
    Index("ix_case_due", "hall", "state", "due"),
    Index("ix_case_ticket", "hall", "ticket"),
    Index("ix_case_opened", "hall", "opened_at"),
)

case_note = Table(
    "case_note",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("case_id", BigInteger, nullable=False),
    Column("text", Text),
    Column("salt", LargeBinary(16)),
    Index("ix_case_note_case", "hall", "case_id"),
)
"""Each event of a case, and what was said with it; null where nothing was, or it was erased."""

case_contact = Table(
    "case_contact",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("case_id", BigInteger, primary_key=True, autoincrement=False),
    Column("contact", String(128), nullable=False),
    Column("salt", LargeBinary(16), nullable=False),
)
