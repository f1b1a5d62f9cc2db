"""The table of those who were sent for papers, and of the codes with which they come back."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from queue_server.storage.metadata import metadata

paper_case = Table(
    "paper_case",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("ticket", BigInteger, primary_key=True, autoincrement=False),
    Column("day", String(10), nullable=False),
    Column("code", String(16), nullable=False, unique=True),
    Column("missing", Text, nullable=False),
    Column("counter", Integer),
    Column("asked_at", BigInteger, nullable=False),
    Column("used_by", BigInteger),
    Index("ix_paper_case_day", "hall", "day"),
)
"""One for each ticket that was ever sent for papers; ``missing`` is a JSON list of codes."""
