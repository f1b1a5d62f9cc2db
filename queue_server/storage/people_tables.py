"""The tables of accounts, sessions and devices."""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, String, Table, Text

from queue_server.storage.metadata import metadata

account = Table(
    "account",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("password", String(255), nullable=False),
    Column("roles", String(255), nullable=False),
    Column("hall", String(64)),
    Column("badge", String(32)),
    Column("display_name", String(64)),
    Column("state", String(10), nullable=False),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("locked_until", BigInteger),
    Column("created_at", BigInteger, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("account", String(64), nullable=False, index=True),
    Column("csrf", String(43), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
)
"""A person's page sessions (``page``) and bearer tokens (``token``)."""

device = Table(
    "device",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("hall", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("name", String(64), nullable=False),
    Column("state", String(10), nullable=False),
    Column("token", LargeBinary(32), unique=True),
    Column("counter", Integer),
    Column("asked_at", BigInteger, nullable=False),
    Column("decided_by", String(64)),
    Column("decided_at", BigInteger),
    Column("seen_at", BigInteger),
    Column("status", Text, nullable=False, server_default="{}"),
    Column("screen", String(64)),
    Column("help_at", BigInteger),
    Column("helper", String(64)),
    Column("helped_at", BigInteger),
)
