"""The agent's memory: which papers it was asked for, and what became of each.

A small SQLite file of its own, written durably at each step (`synchronous=FULL`), so that an agent
killed at any point knows afterwards which tickets may be on paper. A change and the outcome that
tells the server of it are one transaction; an outcome is kept until the server has acknowledged it.
Safe between threads; the file belongs to one process, which the lock on it makes sure of.
"""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from queue_server.protocol import JobState, new_key
from queue_server.protocol.messages import Job, Layout
from ticket_printer.job_states import SENDABLE, check_move, is_over

_SCHEMA = """
CREATE TABLE IF NOT EXISTS job (
    id TEXT PRIMARY KEY,
    copy INTEGER NOT NULL,
    state TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT '',
    was_sent INTEGER NOT NULL DEFAULT 0,
    layout TEXT,                     -- erased at the end: it holds the citizen's link
    expires_us INTEGER NOT NULL,
    changed_us INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS outcome (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    job TEXT NOT NULL REFERENCES job (id),
    key TEXT NOT NULL,               -- the Idempotency-Key of all its repetitions
    state TEXT NOT NULL,
    detail TEXT NOT NULL
);
"""
KEPT = timedelta(days=7)
"""How long an ended job is remembered, so that a late second delivery prints nothing."""

CROSSING = timedelta(seconds=10)
"""For so long after a change, a job delivered in its old state has merely crossed the outcome."""

WITHDRAWN = "withdrawn"
"""The server's word for a job that waits at the printer and is no longer wanted."""

_UNDER_WAY = (JobState.SENDING, JobState.HELD)


class SpoolInUse(Exception):
    """Another agent works on this spool; two of them would print tickets twice."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A job that may still be sent."""

    id: str
    copy: int
    state: JobState
    detail: str
    layout: Layout


@dataclass(frozen=True, kw_only=True)
class Unreported:
    """An outcome that the server has not acknowledged."""

    sequence: int
    job: str
    key: str
    state: JobState
    detail: str


class Spool:
    """The jobs in `folder`; opening it declares every job that was under way `unsure`.

    `broke_off` says whether there was one.
    """

    def __init__(self, folder: Path, *, now: datetime) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.broke_off = False
        self._lock = threading.Lock()
        self._database = sqlite3.connect(
            folder / "spool.sqlite3", isolation_level=None, check_same_thread=False, timeout=1
        )
        self._database.row_factory = sqlite3.Row
        try:
            self._open(now)
        except sqlite3.OperationalError as error:
            self._database.close()
            if "locked" in str(error):
                raise SpoolInUse(f"another agent uses {folder}") from error
            raise

    def _open(self, now: datetime) -> None:
        self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
        # The log of WAL would keep the links of tickets long after they were erased here.
        self._database.execute("PRAGMA journal_mode = TRUNCATE")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute("PRAGMA secure_delete = ON")
        self._database.executescript(_SCHEMA)
        with self._transaction():
            for row in self._rows(
                "SELECT id FROM job WHERE was_sent AND state IN ('sending', 'held')"
            ):
                self.broke_off = True
                self._move(row["id"], JobState.UNSURE, "agent_stopped", now)
            self._forget(now - KEPT)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._database.close()

    def accept(self, job: Job, *, now: datetime) -> bool:
        """Take a delivered job; True if it is new and to be printed.

        Of a known one the server is told again what became of it, if it does not know. A job that
        the server believes under way, though this spool has never seen it, may be on paper
        already: it becomes `unsure` and is not printed.
        """
        with self._transaction():
            known = self._find(job["id"])
            if known:
                if job.get("detail") == WITHDRAWN and not known["was_sent"]:
                    self._withdraw(known, now)
                self._tell_again(known, delivered=job["state"], now=now)
                return False
            if job["state"] in _UNDER_WAY or job["state"] == JobState.QUEUED:
                self._insert(job, now)
            if job["state"] in _UNDER_WAY:
                self._set(job["id"], JobState.UNSURE, "spool_lost", was_sent=True, now=now)
            return job["state"] == JobState.QUEUED

    def next_waiting(self) -> Waiting | None:
        """Return the oldest job that may be sent, without changing it."""
        with self._transaction():
            row = self._row(
                "SELECT * FROM job WHERE NOT was_sent AND state IN ('queued', 'held')"
                " ORDER BY rowid LIMIT 1"
            )
        return _waiting(row) if row else None

    def expire(self, *, now: datetime) -> list[str]:
        """End the jobs whose time passed before anything was sent, and return their ids."""
        with self._transaction():
            rows = self._rows(
                "SELECT id FROM job WHERE NOT was_sent AND state IN ('queued', 'held')"
                " AND expires_us <= ?",
                _us(now),
            )
            for row in rows:
                self._move(row["id"], JobState.EXPIRED, "", now)
        return [row["id"] for row in rows]

    def move(self, job: str, state: JobState, detail: str, *, now: datetime) -> bool:
        """Record durably what became of a job; False if that was known.

        Raises IllegalMove where it cannot be.
        """
        with self._transaction():
            return self._move(job, state, detail, now)

    def find_state(self, job: str) -> str | None:
        """How far a job is; None where it never came."""
        with self._transaction():
            known = self._find(job)
        return None if known is None else str(known["state"])

    def unreported(self) -> list[Unreported]:
        """Return the outcomes that the server has yet to acknowledge, in order."""
        with self._transaction():
            rows = self._rows("SELECT * FROM outcome ORDER BY sequence")
        return [Unreported(**{**dict(row), "state": JobState(row["state"])}) for row in rows]

    def acknowledge(self, outcome: Unreported) -> None:
        """Forget an outcome that the server knows."""
        with self._transaction():
            self._database.execute("DELETE FROM outcome WHERE sequence = ?", (outcome.sequence,))

    def _move(self, job: str, state: JobState, detail: str, now: datetime) -> bool:
        row = self._get(job)
        was_sent = bool(row["was_sent"])
        check_move(JobState(row["state"]), state, was_sent=was_sent)
        if (row["state"], row["detail"]) == (state, detail):
            return False
        self._set(job, state, detail, was_sent=was_sent or state is JobState.SENDING, now=now)
        return True

    def _withdraw(self, known: sqlite3.Row, now: datetime) -> None:
        """Give up what somebody at the server decided about, as long as nothing was sent."""
        if known["state"] in SENDABLE:
            self._move(known["id"], JobState.VOID, WITHDRAWN, now)

    def _set(
        self, job: str, state: JobState, detail: str, *, was_sent: bool, now: datetime
    ) -> None:
        self._database.execute(
            "UPDATE job SET state = ?, detail = ?, was_sent = ?, changed_us = ? WHERE id = ?",
            (state, detail, was_sent, _us(now), job),
        )
        if is_over(state, was_sent=was_sent):
            self._database.execute("UPDATE job SET layout = NULL WHERE id = ?", (job,))
        self._tell(job, state, detail)

    def _tell(self, job: str, state: str, detail: str) -> None:
        self._database.execute(
            "INSERT INTO outcome (job, key, state, detail) VALUES (?, ?, ?, ?)",
            (job, new_key(), state, detail),
        )

    def _tell_again(self, known: sqlite3.Row, *, delivered: str, now: datetime) -> None:
        """Repeat a state that the server does not know, unless its outcome may be on the way."""
        on_the_way = self._row("SELECT 1 FROM outcome WHERE job = ?", known["id"])
        recent = known["changed_us"] > _us(now - CROSSING)
        if not (on_the_way or recent or delivered == known["state"]):
            self._tell(known["id"], known["state"], known["detail"])

    def _insert(self, job: Job, now: datetime) -> None:
        expires = datetime.fromisoformat(job["created_at"]) + timedelta(seconds=job["ttl_s"])
        layout = json.dumps(job["layout"])  # in ASCII: half a surrogate can be kept, too
        self._database.execute(
            "INSERT INTO job (id, copy, state, layout, expires_us, changed_us)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (job["id"], job["copy"], JobState.QUEUED, layout, _us(expires), _us(now)),
        )

    def _forget(self, before: datetime) -> None:
        self._database.execute(
            "DELETE FROM job WHERE changed_us < ? AND layout IS NULL"
            " AND id NOT IN (SELECT job FROM outcome)",
            (_us(before),),
        )

    def _get(self, job: str) -> sqlite3.Row:
        row = self._find(job)
        if row is None:
            raise KeyError(job)
        return row

    def _find(self, job: str) -> sqlite3.Row | None:
        return self._row("SELECT * FROM job WHERE id = ?", job)

    def _row(self, query: str, *values: object) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._database.execute(query, values).fetchone()
        return row

    def _rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        return self._database.execute(query, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")


def _waiting(row: sqlite3.Row) -> Waiting:
    return Waiting(
        id=row["id"],
        copy=row["copy"],
        state=JobState(row["state"]),
        detail=row["detail"],
        layout=json.loads(row["layout"]),
    )


def _us(moment: datetime) -> int:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return (moment - epoch) // timedelta(microseconds=1)
