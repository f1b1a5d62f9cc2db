"""Engines: one file of SQLite, or a PostgreSQL server."""

import sqlite3
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.engine.interfaces import IsolationLevel
from sqlalchemy.pool import NullPool

from queue_server.storage import tables
from queue_server.storage.prepared import upsert

BUSY_S = 5.0
"""How long a transaction waits for another before it gives up."""
MIGRATING = 0x6C756E686F75
"""The lock of PostgreSQL that keeps two servers from making the tables at once."""
FIRST_DIGEST = bytes(32)
"""What the first event of a hall is chained to."""

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -65536",
    f"PRAGMA busy_timeout = {int(BUSY_S * 1000)}",
)
POSTGRESQL_GONE = {
    "connect_timeout": 5,
    "tcp_user_timeout": 20_000,  # milliseconds
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
}
"""When a server that says nothing is given up. The driver's own waits are minutes: a machine that
lost its power or its network would take with it every thread that commands have."""
POSTGRESQL_OPTIONS = "-c statement_timeout=30000 -c lock_timeout=5000 -c timezone=UTC"


class Database:
    """Where the tables are; makes connections for writing and for reading."""

    def __init__(self, url: str) -> None:
        """``url``: ``sqlite:///path/to/file.db`` or ``postgresql+psycopg://…``."""
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self.writing = self._sqlite("BEGIN IMMEDIATE")
            self.reading = self._sqlite("BEGIN")
        else:
            self.writing = self._postgresql("READ COMMITTED")
            self.reading = self._postgresql("REPEATABLE READ")

    def _sqlite(self, begin: str) -> Engine:
        if self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(
            self.url, poolclass=NullPool, connect_args={"check_same_thread": False}
        )

        @event.listens_for(engine, "connect")
        def prepare(connection: Any, _record: Any) -> None:
            connection.isolation_level = None  # transactions are begun by us, not by the driver
            try:
                for pragma in SQLITE_PRAGMAS:
                    connection.execute(pragma)
            except UnicodeDecodeError as error:  # SQLite's own message quotes what is damaged
                raise sqlite3.DatabaseError("its tables are damaged and cannot be read") from error

        @event.listens_for(engine, "begin")
        def start(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        return engine

    def _postgresql(self, isolation: IsolationLevel) -> Engine:
        """Who reads sees one moment; who writes sees what the last who held the lock wrote."""
        return create_engine(
            self.url,
            poolclass=NullPool,
            isolation_level=isolation,
            connect_args={"options": POSTGRESQL_OPTIONS, **POSTGRESQL_GONE},
        )

    def revision(self) -> str | None:
        """The version of the tables, such as ``0001``; None where there are none."""
        with self.reading.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()

    def is_current(self) -> bool:
        """Whether the tables are those of this program."""
        return self.revision() == revisions()[-1]

    def migrate(self, to: str = "head") -> None:
        """Bring the tables to a version, those of this program without it."""
        config = _alembic()
        with self.writing.connect() as connection:
            if not self.is_sqlite:  # where the transaction itself is the lock
                connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
            config.attributes["connection"] = connection
            command.upgrade(config, to)
            connection.commit()

    def add_halls(self, halls: list[str]) -> None:
        """Make the row of each hall that has none yet."""
        with self.writing.begin() as connection:
            known = set(connection.scalars(select(tables.hall.c.id)))
            for name in halls:
                if name not in known:
                    row = {"id": name, "sequence": 0, "digest": FIRST_DIGEST}
                    row |= {"open_day": None, "closed_day": None, "epoch": 1}
                    upsert(tables.hall, ["id"]).run(connection, row)

    def close(self) -> None:
        """Give every connection back."""
        self.reading.dispose()
        self.writing.dispose()


def revisions() -> list[str]:
    """The versions that tables have had, the first one first."""
    scripts = ScriptDirectory.from_config(_alembic()).walk_revisions()
    return [script.revision for script in scripts][::-1]


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", "queue_server.storage:migrations")
    return config
