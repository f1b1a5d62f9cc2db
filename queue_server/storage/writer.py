"""Writers: commands in, answers out, durable before anyone hears of them.

SQLite has one writer. All commands that wait when it is free are run in one
transaction by one OS thread, so that they share one fsync (group commit) and the event
loop never waits for a disk. PostgreSQL runs commands side by side on a few OS threads;
the lock on the hall's row puts those of one hall in order.

A command runs in a unit of work that keeps its writes back until it is done, so a
refusal leaves nothing behind. If the database refuses a batch, it is rolled back whole
and its commands are run again one by one: a bad one fails alone.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event, Lock
from typing import Any, TypeVar, cast

from sqlalchemy import Connection

from queue_server.domain.errors import Busy, StorageUnavailable
from queue_server.storage.connections import FAILURES, ConnectionPerThread
from queue_server.storage.shared import Shared
from queue_server.storage.unit_of_work import SqlUnitOfWork
from queue_server.use_cases.ports import Command, Halls, Publisher, Threads
from queue_server.use_cases.recorded import Recorded

T = TypeVar("T")
Clock = Callable[[], datetime]
Spawn = Callable[[Callable[[], None]], object]
log = logging.getLogger(__name__)

BATCH = 64
"""Commands in one transaction at the most."""
QUEUE = 2000
"""Commands that may wait; more are told to come again."""


@dataclass(slots=True, eq=False)
class _Slot:
    """One command on its way, and what becomes of it."""

    command: Command[Any]
    done: Event = field(default_factory=Event)
    value: Any = None
    error: BaseException | None = None
    recorded: list[Recorded] = field(default_factory=list)
    turn: "_Turn | None" = None

    def answer(self) -> Any:
        """The value, or the refusal raised."""
        if self.error is not None:
            raise self.error
        return self.value


@dataclass(slots=True, eq=False)
class _Turn:
    """When the events of a command are told: after those that were recorded before them."""

    slot: _Slot
    recorded: list[Recorded] = field(default_factory=list)
    is_over: bool = False
    """Committed, or failed and then without events."""


class Transactions:
    """Runs commands inside transactions on the calling thread, over its own connection."""

    def __init__(self, connections: ConnectionPerThread, halls: Halls, clock: Clock) -> None:
        self._connections, self._halls, self._clock = connections, halls, clock
        self.on_written: Callable[[_Slot], object] = lambda _slot: None
        """Told of each command whose writes were made, while its halls are still locked."""

    def run_all(self, slots: Sequence[_Slot]) -> None:
        """All in one transaction; one by one if the database refuses it."""
        began = False
        try:
            connection = self._connections.get()
            with connection.begin():
                began, shared = True, Shared()
                for slot in slots:
                    self._run_one(slot, connection, shared)
                shared.finish(connection)
        except Exception as error:  # noqa: BLE001 -- whatever it was: nothing was kept, all must be answered
            self._connections.drop()
            log.warning("a transaction of %d failed: %s", len(slots), _says(error))
            self._failed(slots, error, try_each=began and len(slots) > 1)

    def _failed(self, slots: Sequence[_Slot], error: Exception, *, try_each: bool) -> None:
        """Each alone, unless that was tried, or not even a transaction could be begun."""
        is_storage = isinstance(error, (*FAILURES, OSError))
        for slot in slots:
            slot.recorded = []
            slot.error = StorageUnavailable(retry_after_s=1) if is_storage else error
            if try_each:
                self.run_all([slot])

    def _run_one(self, slot: _Slot, connection: Connection, shared: Shared) -> None:
        slot.value, slot.error, slot.recorded = None, None, []
        work = SqlUnitOfWork(connection, self._halls, self._clock(), shared)
        try:
            slot.value = slot.command(work)
        except FAILURES:
            raise
        except Exception as error:  # noqa: BLE001 -- whatever the command raised is its caller's to see
            slot.error = error
            return
        work.flush()
        slot.recorded = work.recorded
        self.on_written(slot)


def _says(error: Exception) -> str:
    """What the database said, without the statement and its values."""
    return f"{type(error).__name__}: {getattr(error, 'orig', error)}".splitlines()[0]


class GroupCommitWriter:
    """The writer for SQLite: one thread, one transaction for all who wait."""

    def __init__(
        self,
        transactions: Transactions,
        *,
        thread: Threads,
        spawn: Spawn,
        publisher: Publisher,
    ) -> None:
        """``thread`` must have exactly one OS thread."""
        self._transactions, self._thread = transactions, thread
        self._spawn, self._publisher = spawn, publisher
        self._waiting: deque[_Slot] = deque()
        self._lock = Lock()
        self._running = False

    def run(self, command: Command[T]) -> T:
        """The command's answer after its commit, or its refusal."""
        slot = _Slot(command)
        with self._lock:
            if len(self._waiting) >= QUEUE:
                raise Busy(retry_after_s=1)
            self._waiting.append(slot)
            first, self._running = not self._running, True
        if first:
            self._spawn(self._pump)
        slot.done.wait()
        return cast("T", slot.answer())

    def _pump(self) -> None:
        while batch := self._gather():
            try:
                self._thread.run(self._transactions.run_all, batch)
                recorded = [each for slot in batch for each in slot.recorded]
                if recorded:
                    self._publisher.publish(recorded)
            except BaseException as error:
                log.exception("the writer failed")
                for slot in batch:
                    slot.error = slot.error or error
                if not isinstance(error, Exception):
                    self._running = False  # told to end; who comes next begins another pump
                    raise
            finally:
                for slot in batch:
                    slot.done.set()

    def _gather(self) -> list[_Slot]:
        """All who wait, after everyone who is ready to ask had a turn to do so: fewer, larger batches."""
        time.sleep(0)
        return self._next_batch()

    def _next_batch(self) -> list[_Slot]:
        with self._lock:
            batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
            self._running = bool(batch)
            return batch


class PooledWriter:
    """The writer for PostgreSQL: one transaction for each command, several at once.

    Commands of one hall commit one after another, but their threads may come back in any order:
    each takes its turn while it holds the hall, and is told when those before it were.
    """

    def __init__(
        self, transactions: Transactions, *, threads: Threads, publisher: Publisher
    ) -> None:
        self._transactions, self._threads = transactions, threads
        self._publisher = publisher
        self._turns: deque[_Turn] = deque()
        self._lock = Lock()
        transactions.on_written = self._take_turn

    def run(self, command: Command[T]) -> T:
        """The command's answer after its commit, or its refusal."""
        slot = _Slot(command)
        self._threads.run(self._transact, slot)
        if slot.turn is not None:
            self._tell()
            slot.done.wait()
        return cast("T", slot.answer())

    def _transact(self, slot: _Slot) -> None:
        """Once more if the database failed: the server may have been restarted, or a key have won."""
        self._attempt(slot)
        if isinstance(slot.error, StorageUnavailable):
            self._attempt(slot)

    def _attempt(self, slot: _Slot) -> None:
        try:
            self._transactions.run_all([slot])
        finally:
            if slot.turn is not None:
                slot.turn.recorded, slot.turn.is_over = slot.recorded, True

    def _take_turn(self, slot: _Slot) -> None:
        slot.turn = _Turn(slot)
        self._turns.append(slot.turn)

    def _tell(self) -> None:
        """Publish whose turn has come, in the order of the record."""
        with self._lock:
            while self._turns and self._turns[0].is_over:
                turn = self._turns.popleft()
                try:
                    if turn.recorded:
                        self._publisher.publish(turn.recorded)
                finally:
                    if turn.slot.turn is turn:
                        turn.slot.done.set()
