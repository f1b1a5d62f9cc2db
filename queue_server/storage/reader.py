"""Questions, answered beside the writer on OS threads of their own."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar, cast

from queue_server.domain.errors import NotFound, StorageUnavailable
from queue_server.domain.ticket import Ticket
from queue_server.storage.connections import FAILURES, ConnectionPerThread
from queue_server.storage.unit_of_work import SqlUnitOfWork
from queue_server.storage.view import SqlView
from queue_server.use_cases.ports import Halls, Threads

T = TypeVar("T")


class SqlReader:
    """Implements ``ports.Questions``."""

    def __init__(
        self,
        connections: ConnectionPerThread,
        halls: Halls,
        clock: Callable[[], datetime],
        *,
        threads: Threads,
    ) -> None:
        self._connections, self._halls, self._clock = connections, halls, clock
        self._threads = threads

    def ask(self, hall: str, question: Callable[[SqlView], T]) -> T:
        """The answer to a question about one hall today."""
        self._halls.get(hall)
        return self._on_thread(lambda work: question(self._view(work, hall)))

    def ask_about(self, secret: str, question: Callable[[SqlView, Ticket], T]) -> T:
        """The answer to a question about the ticket of a citizen's secret."""
        return self._on_thread(lambda work: self._about(work, secret, question))

    def ask_all(self, question: Callable[[SqlUnitOfWork], T]) -> T:
        """The answer to a question that is not about one hall."""
        return self._on_thread(question)

    def ask_here(self, hall: str, question: Callable[[SqlView], T]) -> T:
        """The same as ``ask``, on the calling thread, which may block."""
        return self._answer(lambda work: question(self._view(work, hall)))

    def ask_all_here(self, question: Callable[[SqlUnitOfWork], T]) -> T:
        """The same as ``ask_all``, on the calling thread, which may block."""
        return self._answer(question)

    def ask_about_here(self, secret: str, question: Callable[[SqlView, Ticket], T]) -> T:
        """The same as ``ask_about``, on the calling thread, which may block."""
        return self._answer(lambda work: self._about(work, secret, question))

    def _view(self, work: SqlUnitOfWork, hall: str) -> SqlView:
        return SqlView(work.connection, self._halls.get(hall), work.now)

    def _about(
        self, work: SqlUnitOfWork, secret: str, question: Callable[[SqlView, Ticket], T]
    ) -> T:
        ticket = work.find_ticket_by_secret(secret)
        if ticket is None:
            raise NotFound(what="ticket")
        view = SqlView(work.connection, self._halls.get(ticket.hall), work.now, ticket.day)
        return question(view, view.get_ticket_by_id(ticket.id))

    def _on_thread(self, question: Callable[[SqlUnitOfWork], T]) -> T:
        return cast("T", self._threads.run(self._answer, question))

    def _answer(self, question: Callable[[SqlUnitOfWork], T]) -> T:
        """Once more if the connection was lost: the database may have been restarted."""
        try:
            return self._try(question)
        except FAILURES:
            self._connections.drop()
        try:
            return self._try(question)
        except FAILURES as error:
            self._connections.drop()
            raise StorageUnavailable(retry_after_s=1) from error

    def _try(self, question: Callable[[SqlUnitOfWork], T]) -> T:
        connection = self._connections.get()
        with connection.begin():
            return question(SqlUnitOfWork(connection, self._halls, self._clock()))
