"""Commands run directly, while no server serves: for the command line."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from queue_server.domain.errors import NotFound
from queue_server.domain.hall import Hall
from queue_server.storage.database import Database
from queue_server.storage.unit_of_work import SqlUnitOfWork

T = TypeVar("T")


class _NoHalls:
    def get(self, hall: str) -> Hall:
        raise NotFound(what="hall", hall=hall)

    def all(self) -> Sequence[Hall]:
        return ()


def run_offline(database: Database, command: Callable[[SqlUnitOfWork], T]) -> T:
    """Run one command that touches no hall."""
    with database.writing.begin() as connection:
        work = SqlUnitOfWork(connection, _NoHalls(), datetime.now(UTC))
        answer = command(work)
        work.flush()
        return answer
