"""A small SQLite file that belongs to one process and is written durably at each step."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LedgerInUse(Exception):
    """Another kiosk works with this file; two of them would give numbers twice."""


class Ledger:
    """Rows in `folder`/`name`; safe between threads."""

    def __init__(self, folder: Path, name: str, schema: str) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = threading.RLock()
        self._database = sqlite3.connect(
            folder / name, isolation_level=None, check_same_thread=False, timeout=1
        )
        self._database.row_factory = sqlite3.Row
        try:
            self._open(schema)
        except sqlite3.OperationalError as error:
            self._database.close()
            if "locked" in str(error):
                raise LedgerInUse(f"another kiosk uses {folder}") from error
            raise

    def _open(self, schema: str) -> None:
        self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
        # The log of WAL would keep the links of tickets long after they were erased here.
        self._database.execute("PRAGMA journal_mode = TRUNCATE")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute("PRAGMA secure_delete = ON")
        self._database.executescript(schema)
        with self.transaction():
            self.do("CREATE TABLE IF NOT EXISTS opened (once INTEGER)")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._database.close()

    def do(self, statement: str, *values: object) -> None:
        """Change something, inside a transaction."""
        self._database.execute(statement, values)

    def row(self, query: str, *values: object) -> sqlite3.Row | None:
        """The first row, if there is one."""
        with self._lock:
            found: sqlite3.Row | None = self._database.execute(query, values).fetchone()
        return found

    def rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        """Every row."""
        with self._lock:
            return self._database.execute(query, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing, and durable when it is over."""
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")
