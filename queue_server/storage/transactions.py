"""Commands inside transactions: several share one, and a bad one fails alone.

A command runs in a unit of work that keeps its writes back until it is done, so a
refusal leaves nothing behind. If the database refuses a batch, it is rolled back whole
and its commands are run again one by one.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from queue_server.domain.errors import StorageUnavailable
from queue_server.storage.connections import FAILURES, ConnectionPerThread
from queue_server.storage.shared import Shared
from queue_server.storage.unit_of_work import SqlUnitOfWork
from queue_server.use_cases.ports import Command, Halls
from queue_server.use_cases.recorded import Recorded

Clock = Callable[[], datetime]
log = logging.getLogger(__name__)


def _shut() -> Lock:
    """A gate that one other opens once: a lock is a fifth of what an ``Event`` costs."""
    gate = Lock()
    gate.acquire()
    return gate


@dataclass(slots=True, eq=False)
class Turn:
    """When the events of a command are told: after those that were recorded before them."""

    recorded: list[Recorded] = field(default_factory=list)
    is_over: bool = False
    """Committed, or failed and then without events."""
    gate: "Lock | None" = None
    """Of who waits to be told; None for an attempt that was made again."""


@dataclass(slots=True, eq=False)
class Slot:
    """One command on its way, and what becomes of it."""

    command: Command[Any]
    gate: Lock = field(default_factory=_shut)
    """Opened when there is an answer."""
    value: Any = None
    error: BaseException | None = None
    recorded: list[Recorded] = field(default_factory=list)
    turn: Turn | None = None
    is_in_doubt: bool = False
    """The database was lost while it committed: perhaps it did. Only who sent a key may try again."""

    def answer(self) -> Any:
        """The value, or the refusal raised; waits for it."""
        self.gate.acquire()
        if self.error is not None:
            raise self.error
        return self.value


class Transactions:
    """Runs commands inside transactions on the calling thread, over its own connection."""

    def __init__(self, connections: ConnectionPerThread, halls: Halls, clock: Clock) -> None:
        self._connections, self._halls, self._clock = connections, halls, clock
        self.on_written: Callable[[Slot], object] = lambda _slot: None
        """Told of each command whose writes were made, while its halls are still locked."""

    def run_all(self, slots: Sequence[Slot]) -> None:
        """All in one transaction; one by one if the database refuses it."""
        began = written = False
        try:
            connection = self._connections.get()
            with connection.begin():
                began, shared = True, Shared()
                for slot in slots:
                    self._run_one(slot, connection, shared)
                shared.finish(connection)
                written = True
        except Exception as error:  # noqa: BLE001 -- whatever it was: nothing was kept, all must be answered
            self._connections.drop()
            log.warning("a transaction of %d failed: %s", len(slots), _says(error))
            in_doubt = written and isinstance(error, DBAPIError) and error.connection_invalidated
            for slot in slots:
                slot.is_in_doubt = in_doubt
            self._failed(slots, error, try_each=began and len(slots) > 1 and not in_doubt)

    def _failed(self, slots: Sequence[Slot], error: Exception, *, try_each: bool) -> None:
        """Each alone, unless that was tried, or not even a transaction could be begun."""
        is_storage = isinstance(error, (*FAILURES, OSError))
        for slot in slots:
            slot.recorded = []
            slot.error = StorageUnavailable(retry_after_s=1) if is_storage else error
            if try_each:
                self.run_all([slot])

    def _run_one(self, slot: Slot, connection: Connection, shared: Shared) -> None:
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
