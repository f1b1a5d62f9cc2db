"""When something last happened here."""

from datetime import datetime

from sqlalchemy import func, select

from queue_server.storage.database import Database
from queue_server.storage.instants import from_micros_or_none
from queue_server.storage.tables import event


def last_moment(database: Database) -> datetime | None:
    """The time of the newest event of any hall; None in a new installation."""
    with database.reading.connect() as connection:
        return from_micros_or_none(connection.scalar(select(func.max(event.c.at))))
