"""Writers: commands in, answers out, durable before anyone hears of them.

Commands that wait while another batch is written are run together in one transaction,
so that they share one fsync (group commit), and the event loop never waits for a disk.
SQLite has one writer, so all commands stand in one lane. On PostgreSQL each hall has a
lane of its own, and the lanes are run side by side on a few OS threads; the lock on the
hall's row puts those of several processes in order.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from threading import Lock
from typing import TypeVar, cast

from queue_server.domain.errors import Busy, StorageUnavailable
from queue_server.storage.transactions import Slot, Transactions, Turn
from queue_server.use_cases.ports import Command, Publisher, Threads

T = TypeVar("T")
Spawn = Callable[[Callable[[], None]], object]
log = logging.getLogger(__name__)

BATCH = 64
"""Commands in one transaction at the most."""
QUEUE = 2000
"""Commands that may wait in a lane; more are told to come again."""


class _Lane:
    """Commands that are written one batch after another."""

    def __init__(self, write: Callable[[Sequence[Slot]], None], spawn: Spawn) -> None:
        """``write`` carries a batch out, tells what happened, and opens every gate."""
        self._write, self._spawn = write, spawn
        self._waiting: deque[Slot] = deque()
        self._lock = Lock()
        self._running = False

    def run(self, command: Command[T]) -> T:
        """The command's answer, or its refusal; Busy when too many wait."""
        slot = Slot(command)
        with self._lock:
            if len(self._waiting) >= QUEUE:
                raise Busy(retry_after_s=1)
            self._waiting.append(slot)
            first, self._running = not self._running, True
        if first:
            self._spawn(self._pump)
        return cast("T", slot.answer())

    def _pump(self) -> None:
        while batch := self._gather():
            try:
                self._write(batch)
            except Exception:
                log.exception("the writer failed")
            except BaseException:
                self._running = False  # told to end; who comes next begins another pump
                raise

    def _gather(self) -> list[Slot]:
        """All who wait, after everyone who is ready to ask had a turn to do so: fewer, larger batches."""
        time.sleep(0)
        with self._lock:
            batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
            self._running = bool(batch)
            return batch


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
        self._transactions, self._thread, self._publisher = transactions, thread, publisher
        self._lane = _Lane(self._write, spawn)

    def run(self, command: Command[T], *, hall: str | None = None) -> T:  # noqa: ARG002 -- one lane for every hall
        """The command's answer after its commit, or its refusal."""
        return self._lane.run(command)

    def _write(self, batch: Sequence[Slot]) -> None:
        try:
            self._thread.run(self._transactions.run_all, batch)
            recorded = [each for slot in batch for each in slot.recorded]
            if recorded:
                self._publisher.publish(recorded)
        except BaseException as error:
            for slot in batch:
                slot.error = slot.error or error
            raise
        finally:
            for slot in batch:
                slot.gate.release()


class PooledWriter:
    """The writer for PostgreSQL: a lane for each hall, several lanes at once.

    What names no hall is a transaction of its own, beside the lanes. It may lock a hall all the same, and
    other threads may come back in any order: each command takes its turn while it holds the hall, and its
    events are told when those before it were.
    """

    def __init__(
        self, transactions: Transactions, *, threads: Threads, spawn: Spawn, publisher: Publisher
    ) -> None:
        self._transactions, self._threads, self._spawn = transactions, threads, spawn
        self._publisher = publisher
        self._lanes: dict[str, _Lane] = {}
        self._turns: deque[Turn] = deque()
        self._telling = Lock()
        transactions.on_written = self._take_turn

    def run(self, command: Command[T], *, hall: str | None = None) -> T:
        """The command's answer after its commit, or its refusal; ``hall`` is the one that it is about."""
        if hall is not None:
            lane = self._lanes.get(hall) or self._lanes.setdefault(
                hall, _Lane(self._write, self._spawn)
            )
            return lane.run(command)
        slot = Slot(command)
        self._write([slot])
        return cast("T", slot.answer())

    def _write(self, batch: Sequence[Slot]) -> None:
        try:
            self._threads.run(self._transact, batch)
        except BaseException as error:
            for slot in batch:
                slot.error = slot.error or error
            raise
        finally:
            for slot in batch:
                self._is_over(slot)
            self._tell()

    def _transact(self, batch: Sequence[Slot]) -> None:
        """Once more if the database failed: the server may have been restarted, or a key have won."""
        self._transactions.run_all(batch)
        for slot in batch:
            if isinstance(slot.error, StorageUnavailable) and not slot.is_in_doubt:
                self._transactions.run_all([slot])

    def _take_turn(self, slot: Slot) -> None:
        if slot.turn is not None:
            slot.turn.is_over = True  # an attempt that came to nothing
        slot.turn = Turn()
        self._turns.append(slot.turn)

    def _is_over(self, slot: Slot) -> None:
        turn = slot.turn
        if turn is None:
            slot.gate.release()
        else:
            turn.recorded, turn.gate = slot.recorded, slot.gate
            turn.is_over = True

    def _tell(self) -> None:
        """Publish whose turn has come, in the order of the record."""
        with self._telling:
            while self._turns and self._turns[0].is_over:
                turn = self._turns.popleft()
                try:
                    if turn.recorded:
                        self._publisher.publish(turn.recorded)
                finally:
                    if turn.gate is not None:
                        turn.gate.release()
