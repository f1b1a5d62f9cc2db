"""The tables of kiosks that work alone: which numbers they may give, and what became of each press."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table

from queue_server.storage.metadata import metadata

block = Table(
    "block",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("service", String(1), primary_key=True),
    Column("first", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
    Column("device", String(32)),
    Column("leased_at", BigInteger, nullable=False),
)
"""Numbers that a kiosk may give alone."""

press = Table(
    "press",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("issue", String(64), primary_key=True),
    Column("device", String(32), nullable=False),
    Column("day", String(10), nullable=False),
    Column("number", String(16), nullable=False),
    Column("ticket", BigInteger),
    Column("conflict", String(32)),
    Column("at", BigInteger, nullable=False),
    Index("ix_press_number", "hall", "day", "number"),
    Index("ix_press_ticket", "hall", "ticket"),
)
"""What became of one press at a kiosk, by the id that the kiosk made for it."""
