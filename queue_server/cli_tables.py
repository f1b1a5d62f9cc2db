"""The verbs of ``queue-server`` that care for the tables: migrate, backup, restore."""

import argparse
import sqlite3
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from queue_server.settings.installation import write_private
from queue_server.settings.server import DATABASE_FILE, ServerSettings
from queue_server.storage.backup import back_up, restore
from queue_server.storage.copies import BackupRefused
from queue_server.storage.database import Database
from queue_server.storage.prepared import StatementFailed

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 -- it has no public name

REFUSED = 2
UNREADABLE = (OSError, sqlite3.Error, SQLAlchemyError, StatementFailed)
"""How a full disk, a damaged database or one that does not answer says so, by whichever way it was asked."""
FAILURES = (BackupRefused, *UNREADABLE)
"""Each leaves everything as it was."""


def add_table_verbs(verbs: "Verbs") -> None:
    """Tell the command line of them."""
    migrate = verbs.add_parser("migrate", help="bring the tables to those of this program")
    backup = verbs.add_parser("backup", help="copy the database, also while the server serves")
    backup.add_argument("file", type=Path, help="a new file: database and secrets, tried out")
    back = verbs.add_parser("restore", help="make a backup the database; no server may run")
    back.add_argument("file", type=Path, help="what `backup` made")
    back.add_argument(
        "--replace", action="store_true", help="also where there is a database already"
    )
    for verb in (migrate, backup, back):
        verb.add_argument("--data", type=Path, help="folder of the installation (or LUNHOU_DATA)")
        verb.add_argument("--database", help="SQLAlchemy URL (default: SQLite in --data)")


def run_table_verb(options: argparse.Namespace, settings: ServerSettings) -> int:
    """The exit code; 2 when it was refused and nothing was done."""
    try:
        with closing(Database(settings.database_url)) as database:
            return TABLE_VERBS[options.verb](options, settings, database)
    except FAILURES as refused:
        print(f"refused: {refused}", file=sys.stderr)
        return REFUSED


def _migrate(_: argparse.Namespace, __: ServerSettings, database: Database) -> int:
    before = database.revision()
    database.migrate()
    after = database.revision()
    same = f"the tables are {after} already"
    print(same if before == after else f"the tables are {after} now, they were {before or 'none'}")
    return 0


def _backup(options: argparse.Namespace, settings: ServerSettings, database: Database) -> int:
    return back_up(database, options.file, data=settings.data, now=datetime.now(UTC), say=print)


def _restore(options: argparse.Namespace, settings: ServerSettings, database: Database) -> int:
    code = restore(
        options.file,
        database,
        data=settings.data,
        replace=options.replace,
        now=datetime.now(UTC),
        say=print,
    )
    if settings.database:  # as a server does that is started with it: the folder remembers
        write_private(settings.data / DATABASE_FILE, settings.database)
    return code


Verb = Callable[[argparse.Namespace, ServerSettings, Database], int]
TABLE_VERBS: Mapping[str, Verb] = {"migrate": _migrate, "backup": _backup, "restore": _restore}
