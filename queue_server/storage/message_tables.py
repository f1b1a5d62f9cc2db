"""The tables of messages to phones: where to tell, what to tell, and up to where the record was read."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, text

from queue_server.storage.metadata import metadata

WAITS = "outcome IS NULL"
_waits = text(WAITS)

subscription = Table(
    "subscription",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("hall", String(64), nullable=False),
    Column("ticket", BigInteger, nullable=False),
    Column("channel", String(32), nullable=False),
    Column("address", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("is_over", Integer, nullable=False, server_default="0"),
    Index("ix_subscription_ticket", "hall", "ticket"),
)

message = Table(
    "message",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("hall", String(64), nullable=False),
    Column("ticket", BigInteger, nullable=False),
    Column("subscription", String(32), nullable=False),
    Column("topic", String(32), nullable=False),
    Column("facts", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("good_until", BigInteger, nullable=False),
    Column("next_at", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("outcome", String(8)),
)
"""``outcome`` is null while it waits to be told."""
Index(
    "ix_message_due",
    message.c.hall,
    message.c.next_at,
    sqlite_where=_waits,
    postgresql_where=_waits,
)

told = Table(
    "told",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("sequence", BigInteger, nullable=False),
)
"""Up to which event messages were made."""
