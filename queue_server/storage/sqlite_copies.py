"""A SQLite file is copied while it works, and put in the place of another."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import cast

from queue_server.storage.copies import BackupRefused, Counts, count_rows
from queue_server.storage.database import Database

IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
PATIENCE_S = 2.0
"""How long a server that is just stopping may still have the file."""


def place_of(database: Database) -> Path:
    """The file of a database."""
    return Path(database.url.database or "")


def copy_out(database: Database, file: Path) -> Counts:
    """Copy one moment of a running database; commands go on meanwhile. Its rows at that moment."""
    if not exists(database):
        raise BackupRefused(f"there is no database at {place_of(database)}")
    with database.reading.begin() as connection, closing(sqlite3.connect(file)) as copy:
        # The count begins the reading transaction, and the copy is made by the same connection:
        # both see what was committed when it began.
        rows = count_rows(connection)
        source = cast("sqlite3.Connection", connection.connection.driver_connection)
        source.backup(copy)
    return rows


def exists(database: Database) -> bool:
    """Whether something would be overwritten."""
    return place_of(database).exists()


def put_in_place(file: Path, database: Database, now: datetime) -> Path | None:
    """Make a file the database. What was there is kept under the name that is returned."""
    target, kept = place_of(database), None
    if target.exists():
        _let_go(target)
        kept = target.with_name(f"{target.name}.replaced-{now:%Y%m%dT%H%M%S}")
        for end in ("", "-wal", "-shm"):
            beside = target.with_name(target.name + end)
            if beside.exists():
                beside.replace(kept.with_name(kept.name + end))
    file.replace(target)
    return kept


def _let_go(target: Path) -> None:
    """Fold the log into a file that nobody has open; BackupRefused where somebody has."""
    try:
        with closing(sqlite3.connect(target, timeout=PATIENCE_S)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode in IN_USE:
            raise BackupRefused(f"{target} is in use: stop the server first") from error
        # A file that can no longer be read is the reason to restore, not an obstacle to it.
