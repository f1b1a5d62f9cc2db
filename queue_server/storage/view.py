"""What the queue's tables answer inside one transaction, reading only."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sqlalchemy import Connection

from queue_server.domain.counter import Counter, Seat
from queue_server.domain.errors import NotFound
from queue_server.domain.hall import Hall
from queue_server.domain.lifecycle import ENDED, TicketState
from queue_server.domain.next_ticket import Head
from queue_server.domain.number_block import given_before, is_given_alone
from queue_server.domain.reservation import reachable
from queue_server.domain.ticket import Ticket
from queue_server.domain.waiting_time import Line
from queue_server.storage import line_queries, queries, rating_queries
from queue_server.storage.alone_rows import ALONE_NUMBERS
from queue_server.storage.cases import SqlCaseBook
from queue_server.storage.instants import from_micros_or_none, to_day, to_micros
from queue_server.storage.paper_view import PaperView
from queue_server.storage.person_view import PersonView
from queue_server.storage.prepared import Prepared, Row
from queue_server.storage.record_view import RecordView
from queue_server.storage.report_view import ReportView
from queue_server.storage.rows import (
    head_from_row,
    stage_from_row,
    ticket_from_row,
)
from queue_server.storage.seat_view import SeatView
from queue_server.storage.stage_rows import stages_between
from queue_server.storage.undo_view import UndoView
from queue_server.use_cases.statistics import StageFacts

RIVALS = 500
"""How many of each class are looked at to say who goes before."""


class SqlView(PersonView, PaperView, RecordView, ReportView, SeatView, UndoView):
    """One hall on one day, as one transaction sees it. Implements ``ports.HallView``."""

    def __init__(
        self, connection: Connection, hall: Hall, now: datetime, day: date | None = None
    ) -> None:
        """``day``: today at the hall, unless another is asked for."""
        self._connection = connection
        self.hall = hall
        self.now = now
        self.day = day or hall.day(now)
        self._key = {"hall": hall.id, "day": to_day(self.day)}
        self._seats_read: list[Seat] | None = None
        self._lines_read: list[Line] | None = None

    def is_open(self) -> bool:
        """Whether the hall takes numbers now: by its hours, and unless a manager ended the day."""
        return self.hall.is_open(self.now) and self._closed_day() != to_day(self.day)

    def _closed_day(self) -> str | None:
        day: str | None = queries.CLOSED_DAY.scalar(self._connection, {"hall": self.hall.id})
        return day

    @property
    def cases(self) -> SqlCaseBook:
        """What could not be done, complaints, suggestions."""
        return SqlCaseBook(self._connection, self.hall.id)

    # -- tickets -------------------------------------------------------------------

    def get_ticket(self, number: str) -> Ticket:
        """Today's ticket of a number, or with it on its paper; NotFound otherwise."""
        key = {**self._key, "number": number}
        row = queries.TICKET_BY_NUMBER.row(self._connection, key)
        row = row or queries.TICKET_BY_ALIAS.row(self._connection, key)
        if row is None:
            raise NotFound(what="ticket", number=number)
        return self._with_stages(ticket_from_row(row))

    def get_ticket_by_id(self, ticket: int) -> Ticket:
        """A ticket by its id; NotFound otherwise."""
        key = {"hall": self.hall.id, "id": ticket}
        row = queries.TICKET_BY_ID.row(self._connection, key)
        if row is None:
            raise NotFound(what="ticket", id=ticket)
        return self._with_stages(ticket_from_row(row))

    def heads(self, counter: Counter) -> list[Head]:
        """The first waiting ticket of each line that the counter takes, and those reserved for it.

        Who waits for a counter that does not call now is as free as everyone.
        """
        services = "".join(take.service for take in counter.takes)
        key = {
            **self._key,
            "now": to_micros(self.now),
            "services": services,
        }
        heads = [head_from_row(row) for row in line_queries.HEADS.rows(self._connection, key)]
        return reachable(heads, counter, self.seats)

    def first_of_lines(self, counter: Counter, limit: int) -> list[Ticket]:
        """The first ``limit`` of each line who may be called now, and all that wait for one counter."""
        key = {**self._key, "now": to_micros(self.now), "limit": limit}
        first = [
            ticket_from_row(row)
            for line in self.lines()
            if counter.find_take(line.service, line.priority_class) is not None
            for row in line_queries.LINE_READY.rows(
                self._connection, {**key, "service": line.service, "class": line.priority_class}
            )
        ]
        return [*first, *self.reserved()]

    def reserved(self) -> list[Ticket]:
        """Today's waiting tickets that are reserved for one counter."""
        return [
            ticket_from_row(row)
            for row in line_queries.ALL_RESERVED.rows(self._connection, self._key)
        ]

    def on_the_way(self, service: str | None = None) -> list[Ticket]:
        """Today's waiting tickets whose holders are not in the hall, of one service or all."""
        if self.hall.online is None or not any(line.on_the_way for line in self.lines()):
            return []
        rows = line_queries.ON_THE_WAY.rows(self._connection, self._key)
        found = [ticket_from_row(row) for row in rows]
        return [each for each in found if service is None or each.service == service]

    def from_phones(self) -> list[Ticket]:
        """Today's tickets that phones took, in the order of issue."""
        return [
            ticket_from_row(row)
            for row in line_queries.FROM_PHONES.rows(self._connection, self._key)
        ]

    def first_clock(self, service: str, priority_class: str) -> datetime | None:
        """The earliest clock of a line; None if nobody waits there."""
        key = {**self._key, "service": service, "class": priority_class}
        return from_micros_or_none(line_queries.FIRST_CLOCK.scalar(self._connection, key))

    def clocks_between(
        self, service: str, priority_class: str, after: datetime, until: datetime
    ) -> int:
        """How many of a line have a clock after a moment and not after another."""
        key: dict[str, object] = {**self._key, "service": service, "class": priority_class}
        key |= {"after": to_micros(after), "until": to_micros(until)}
        return int(line_queries.CLOCKS_BETWEEN.scalar(self._connection, key))

    def lines(self) -> list[Line]:
        """How many wait in each line today."""
        if self._lines_read is None:
            rows = line_queries.LINES.rows(self._connection, self._key)
            self._lines_read = [
                Line(
                    service=row["service"],
                    priority_class=row["class"],
                    waiting=row["waiting"],
                    on_the_way=row["on_the_way"],
                )
                for row in rows
            ]
        return self._lines_read

    def tickets(self, states: Iterable[TicketState] | None = None) -> list[Ticket]:
        """Today's tickets in the order of issue, of some states or all."""
        if states is None:
            rows = queries.TICKETS.rows(self._connection, self._key)
        else:
            rows = [
                row
                for state in states
                for row in _in(state).rows(self._connection, {**self._key, "state": state.value})
            ]
        return sorted((ticket_from_row(row) for row in rows), key=lambda each: each.id)

    def waiting_first(self, service: str, limit: int) -> list[Ticket]:
        """The first ``limit`` of each class of a service, by their clocks."""
        return [
            ticket_from_row(row) for row in self._firsts(line_queries.LINE_FIRST, service, limit)
        ]

    def waiting_heads(self, service: str, limit: int) -> list[Head]:
        """The same, as far as the rule of order needs to know them."""
        return [head_from_row(row) for row in self._firsts(line_queries.LINE_HEADS, service, limit)]

    def _firsts(self, question: Prepared, service: str, limit: int) -> Iterator[Row]:
        there = {line.priority_class for line in self.lines() if line.service == service}
        for each in self.hall.classes:
            if each.code in there:
                key = {**self._key, "service": service, "class": each.code, "limit": limit}
                yield from question.rows(self._connection, key)

    def living(self) -> list[Ticket]:
        """Every ticket of the hall without an ending, of any day, in the order of issue."""
        rows = queries.LIVING.rows(self._connection, {"hall": self.hall.id})
        return [ticket_from_row(row) for row in rows]

    def living_before(self, day: date) -> list[Ticket]:
        """Every ticket of an earlier day that has no ending, in the order of issue."""
        key = {"hall": self.hall.id, "day": to_day(day)}
        return [ticket_from_row(row) for row in queries.LIVING_BEFORE.rows(self._connection, key)]

    def in_hand(self) -> list[Ticket]:
        """Those called or being served now."""
        key = {"hall": self.hall.id}
        return [ticket_from_row(row) for row in queries.IN_HAND.rows(self._connection, key)]

    def left_at(self, counter: int, since: datetime) -> list[Ticket]:
        """Today's tickets that a counter has let go since a moment: completed there, or sent on."""
        key = {**self._key, "counter": counter, "since": to_micros(since)}
        rows = [
            *rating_queries.COMPLETED_AT.rows(self._connection, key),
            *rating_queries.SENT_ON_FROM.rows(self._connection, key),
        ]
        return [self.get_ticket_by_id(each) for each in sorted({row["id"] for row in rows})]

    def was_called_to(self, counter: int, since: datetime, *, but: int) -> bool:
        """Whether somebody other than a ticket's holder was called to a counter since a moment today."""
        key = {**self._key, "counter": counter, "since": to_micros(since), "but": but}
        return rating_queries.CALLED_TO_SINCE.row(self._connection, key) is not None

    def rivals(self, ticket: Ticket) -> list[Ticket]:
        """Those called since a ticket was issued, and those waiting for its service."""
        key = {
            **self._key,
            "begin": to_micros(ticket.issued_at),
            "end": to_micros(ticket.called_at or self.now),
        }
        called = [ticket_from_row(r) for r in queries.CALLED_BETWEEN.rows(self._connection, key)]
        return [*called, *self.waiting_first(ticket.service, RIVALS)]

    def chosen(self, ticket: Ticket) -> frozenset[int]:
        """Of those called since the ticket was issued, whom an officer called by choice."""
        key = {"hall": self.hall.id, "after": ticket.id, "begin": to_micros(ticket.issued_at)}
        rows = queries.CALLS_AFTER.rows(self._connection, key)
        return frozenset(row["ticket"] for row in rows if '"chosen":true' in row["data"])

    def served_at(self, counter: int) -> tuple[int, float | None]:
        """How many a counter completed today, and their mean service time in seconds."""
        row = queries.SERVED_AT.row(self._connection, {**self._key, "counter": counter})
        if row is None or row["mean_s"] is None:
            return (0 if row is None else row["served"]), None
        return row["served"], round(float(row["mean_s"]), 3)

    def stages_between(self, begin: date, end: date) -> list[StageFacts]:
        """Every stage of tickets of the days from ``begin`` to ``end``, both included."""
        return stages_between(self._connection, self.hall.id, begin, end)

    def last_number(self, letter: str) -> int:
        """The day's last count of a letter; 0 before the first."""
        key = {**self._key, "letter": letter}
        return int(queries.LAST_NUMBER.scalar(self._connection, key) or 0)

    def numbers_given(self, letter: str) -> int:
        """How many numbers of a letter were given today, those of kiosks that worked alone, too."""
        rows = ALONE_NUMBERS.rows(self._connection, {**self._key, "letter": letter})
        alone = sum(is_given_alone(int(row["number"][1:])) for row in rows)
        return given_before(self.last_number(letter)) + alone

    def _with_stages(self, ticket: Ticket) -> Ticket:
        if ticket.stage > 1:
            key = {"hall": ticket.hall, "ticket": ticket.id}
            rows = queries.STAGES.rows(self._connection, key)
            ticket.stages = [stage_from_row(row) for row in rows]
        return ticket

    def on(self, day: date) -> "SqlView":
        """The same hall on another day."""
        return SqlView(self._connection, self.hall, self.now, day)


def _in(state: TicketState) -> Prepared:
    """Those without an ending are found by an index of their own."""
    return queries.TICKETS_IN if state in ENDED else queries.LIVING_IN
