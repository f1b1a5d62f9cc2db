"""A hall while one transaction holds it: what its commands so far have left is known, the rest is read."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection

from queue_server.domain.counter import Counter, Seat
from queue_server.domain.hall import Hall
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.domain.waiting_time import Line
from queue_server.storage.instants import to_day
from queue_server.storage.shared import Shared
from queue_server.storage.view import SqlView

TicketLine = tuple[str, str, str, bool]
"""Day, service, class, and whether the person is in the hall."""


class KnownHall(SqlView):
    """A part of ``SqlLockedHall``: every question, none of the writes."""

    def __init__(
        self, connection: Connection, of: Hall, now: datetime, transaction: Shared
    ) -> None:
        """``transaction`` is what the commands of one transaction share."""
        self._transaction, self._written = transaction, connection
        super().__init__(connection, of, now)
        self._kept = transaction.hall(connection, of)
        self._lines: dict[int, TicketLine | None] = {}
        self._stages: dict[int, int] = {}

    @property
    def _connection(self) -> Connection:
        """For reading in the tables: whoever does finds there what was decided before."""
        self._transaction.settle(self._written)
        return self._written

    @_connection.setter
    def _connection(self, connection: Connection) -> None:
        self._written = connection

    # -- what the transaction knows already -----------------------------------------

    def seat(self, counter: int) -> Seat:
        """The counter as it is now; closed when nobody ever sat there."""
        number = self.hall.get_counter(counter).number
        return replace(self._kept.seats_now(self._written)[number])

    def find_seat_of(self, officer: str) -> Seat | None:
        """Where an officer sits."""
        kept = self._kept.seats_now(self._written).values()
        return next((replace(seat) for seat in kept if seat.officer == officer), None)

    def seats(self) -> list[Seat]:
        """Every counter as it is now, in the hall's order: to look at, not to change."""
        return list(self._kept.seats_now(self._written).values())

    def lines(self) -> list[Line]:
        """How many wait in each line today."""
        kept = self._kept.lines_on(self._written, self._key["day"])
        return [
            Line(service, priority_class, *people)
            for (service, priority_class), people in kept.items()
            if any(people)
        ]

    def is_paused(self, letter: str) -> bool:
        """Whether numbers for a service are not given for a while."""
        return self._kept.is_paused(self._written, letter)

    # -- reading, remembering where each ticket stood ------------------------------

    def get_ticket(self, number: str) -> Ticket:
        """Today's ticket of a number; NotFound otherwise."""
        return self._loaded(super().get_ticket(number))

    def get_ticket_by_id(self, ticket: int) -> Ticket:
        """A ticket by its id; NotFound otherwise."""
        return self._loaded(super().get_ticket_by_id(ticket))

    def living_before(self, day: date) -> list[Ticket]:
        """Every ticket of an earlier day that has no ending."""
        return [self._loaded(each) for each in super().living_before(day)]

    def living_of(self, holder: str) -> list[Ticket]:
        """A person's tickets without an ending, first issued first."""
        return [self._loaded(each) for each in super().living_of(holder)]

    def no_shows(self, since: datetime) -> list[Ticket]:
        """Known people's numbers that were lost by not coming since a moment, and not forgiven."""
        return [self._loaded(each) for each in super().no_shows(since)]

    def tickets(self, states: Iterable[TicketState] | None = None) -> list[Ticket]:
        """Today's tickets in the order of issue, of some states or all."""
        return [self._loaded(each) for each in super().tickets(states)]

    def living(self) -> list[Ticket]:
        """Every ticket of the hall without an ending, of any day."""
        return [self._loaded(each) for each in super().living()]

    def from_phones(self) -> list[Ticket]:
        """Today's tickets that phones took, in the order of issue."""
        return [self._loaded(each) for each in super().from_phones()]

    def first_of_lines(self, counter: Counter, limit: int) -> list[Ticket]:
        """The first ``limit`` of each line who may be called now, and all that wait for one counter."""
        return [self._loaded(each) for each in super().first_of_lines(counter, limit)]

    # -- a ticket and its line -----------------------------------------------------

    def _loaded(self, ticket: Ticket) -> Ticket:
        """Remember in which line the ticket is counted, and how many of its stages are kept."""
        self._lines[ticket.id] = line_of(ticket)
        self._stages[ticket.id] = len(ticket.stages)
        return ticket


def line_of(ticket: Ticket) -> TicketLine | None:
    """The line in which a ticket is counted; None unless it waits."""
    if ticket.state is not TicketState.WAITING:
        return None
    return to_day(ticket.day), ticket.service, ticket.priority_class, ticket.here
