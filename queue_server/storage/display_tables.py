"""The tables of pages that show screens, and of screens that wait for a hall."""

from sqlalchemy import BigInteger, Column, Float, Integer, LargeBinary, String, Table, Text

from queue_server.storage.metadata import metadata

display = Table(
    "display",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("device", String(32)),
    Column("screen", String(64), nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("behind", BigInteger, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("due_at", BigInteger),
    Column("sound", String(32), nullable=False),
    Column("sound_at", BigInteger),
    Column("spoke", BigInteger),
    Column("spoke_by", String(32)),
    Column("missing", Text, nullable=False, server_default="[]"),
    Column("clock_off_s", Float, nullable=False),
    Column("version", String(64), nullable=False),
    Column("seen_at", BigInteger),
    Column("alarm", String(16)),
)
"""What each page last said of itself, whichever process heard it."""

pairing = Table(
    "pairing",
    metadata,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("code", String(6), nullable=False, unique=True),
    Column("origin", LargeBinary(32), nullable=False, index=True),
    Column("ends_at", BigInteger, nullable=False),
)

guess = Table(
    "guess",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("since", BigInteger, nullable=False),
)
"""How many codes a hall has tried since a moment."""
