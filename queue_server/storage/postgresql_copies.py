"""A PostgreSQL database is copied while it works, by PostgreSQL's own tools, and loaded again."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, func, inspect, select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.pool import NullPool

from queue_server.storage.copies import BackupRefused, Counts, count_rows
from queue_server.storage.database import Database

NOBODYS = ("--no-owner", "--no-privileges")
"""Who restores owns what he restores."""
OTHERS = """SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""


def copy_out(database: Database, file: Path) -> Counts:
    """Copy one moment of a running database by ``pg_dump``. Its rows at that moment."""
    with database.reading.begin() as connection:
        moment = connection.scalars(select(func.pg_export_snapshot())).one()
        rows = count_rows(connection)
        options = ["--format=custom", f"--snapshot={moment}", f"--file={file}", *NOBODYS]
        _tool("pg_dump", database.url, *options)
    return rows


def exists(database: Database) -> bool:
    """Whether something would be overwritten."""
    with database.reading.connect() as connection:
        return bool(inspect(connection).get_table_names())


def load(file: Path, database: Database) -> None:
    """Put the copy's tables in the place of those in a database, all of them or none."""
    with database.reading.connect() as connection:
        dropping = _dropping(connection)
        if dropping and connection.scalars(text(OTHERS)).one():
            raise BackupRefused(f"{_shown(database.url)} is in use: stop the servers first")
    script = file.with_suffix(".sql")
    _tool("pg_restore", None, f"--file={script}", *NOBODYS, str(file))
    whole = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    _tool("psql", database.url, *whole, *dropping, f"--file={script}")
    script.unlink()


@contextmanager
def a_database_beside(url: URL) -> Iterator[Database]:
    """An empty database on the same server, dropped afterwards."""
    name = f"{url.database}_trial_{secrets.token_hex(4)}"
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        try:
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template0'))
        except ProgrammingError as error:
            raise BackupRefused(f"the backup cannot be tried out: {error.orig}") from error
    made = Database(url.set(database=name).render_as_string(hide_password=False))
    try:
        yield made
    finally:
        made.close()
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


def _dropping(connection: Connection) -> list[str]:
    quote = connection.dialect.identifier_preparer.quote_identifier
    names = [quote(name) for name in inspect(connection).get_table_names()]
    return [f"--command=DROP TABLE {', '.join(names)} CASCADE"] if names else []


def _tool(name: str, url: URL | None, *options: str) -> None:
    """Run one of PostgreSQL's programs; BackupRefused with its own words when it fails."""
    program = shutil.which(name)
    if program is None:
        raise BackupRefused(f"{name} is not on this machine: install the client of PostgreSQL")
    where = [f"--dbname={_shown(url)}"] if url else []
    # Not in the command line: there everybody on the machine can read it.
    password = {"PGPASSWORD": str(url.password)} if url and url.password else {}
    done = subprocess.run(
        [program, *where, *options],
        env=os.environ | password,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupRefused(f"{name}: {done.stderr.strip()}")


def _shown(url: URL) -> str:
    """An address without its password, as libpq wants it."""
    bare = url.set(drivername="postgresql")
    return bare._replace(password=None).render_as_string(hide_password=False)
