"""Questions, answered beside the writer on OS threads of their own."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar, cast

from sqlalchemy.exc import DBAPIError

from queue_server.domain.errors import StorageUnavailable
from queue_server.storage.database import Database
from queue_server.storage.unit_of_work import SqlUnitOfWork
from queue_server.storage.view import SqlView
from queue_server.use_cases.ports import Halls, Threads

T = TypeVar("T")


class SqlReader:
    """Implements ``ports.Reader``, and the questions about people and devices."""

    def __init__(
        self, database: Database, halls: Halls, clock: Callable[[], datetime], *, threads: Threads
    ) -> None:
        self._database, self._halls, self._clock, self._threads = database, halls, clock, threads

    def ask(self, hall: str, question: Callable[[SqlView], T]) -> T:
        """The answer to a question about one hall today."""
        of = self._halls.get(hall)
        return self._on_thread(lambda work: question(SqlView(work.connection, of, work.now)))

    def ask_all(self, question: Callable[[SqlUnitOfWork], T]) -> T:
        """The answer to a question that is not about one hall."""
        return self._on_thread(question)

    def _on_thread(self, question: Callable[[SqlUnitOfWork], T]) -> T:
        return cast("T", self._threads.run(self._answer, question))

    def _answer(self, question: Callable[[SqlUnitOfWork], T]) -> T:
        try:
            with self._database.reading.connect() as connection:
                return question(SqlUnitOfWork(connection, self._halls, self._clock()))
        except DBAPIError as error:
            raise StorageUnavailable(retry_after_s=1) from error
