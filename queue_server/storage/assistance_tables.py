"""The table of calls for a person from a window."""

from sqlalchemy import BigInteger, Column, Integer, String, Table, Text

from queue_server.storage.metadata import metadata

assistance = Table(
    "assistance",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("counter", Integer, primary_key=True, autoincrement=False),
    Column("call", BigInteger),
    Column("whom", String(16)),
    Column("officer", String(64)),
    Column("caller", String(64)),
    Column("asked_at", BigInteger),
    Column("comers", Text, nullable=False),
)
"""A counter that ever called, and the call that is open there; without one the columns are empty.

A row stays: what a batch of commands writes goes out by statement, and a deletion would not keep its
place between two changes of the row. ``comers`` is JSON: ``[["chen", 1795395600000000]]``.
"""
