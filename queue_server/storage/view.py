"""What the queue's tables answer inside one transaction, reading only."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sqlalchemy import Connection

from queue_server.domain.counter import Counter, Seat
from queue_server.domain.errors import NotFound
from queue_server.domain.events import TicketCalled, tickets_of
from queue_server.domain.hall import Hall
from queue_server.domain.lifecycle import ENDED, TicketState
from queue_server.domain.names import CounterNumber
from queue_server.domain.next_ticket import Head
from queue_server.domain.number_block import given_before, is_given_alone
from queue_server.domain.ticket import Ticket
from queue_server.domain.waiting_time import Line
from queue_server.storage import line_queries, queries
from queue_server.storage.alone_rows import (
    ALONE_NUMBERS,
    CONFLICTS,
    PRESS_OF_TICKET,
    press_from_row,
)
from queue_server.storage.instants import from_micros_or_none, to_day, to_micros
from queue_server.storage.other_rows import (
    job_from_row,
    rating_from_row,
    shown_from_row,
)
from queue_server.storage.person_view import PersonView
from queue_server.storage.prepared import Prepared, Row
from queue_server.storage.rows import (
    event_from_row,
    head_from_row,
    seat_from_row,
    stage_from_row,
    ticket_from_row,
)
from queue_server.storage.stage_rows import stages_between
from queue_server.use_cases.kiosk_presses import Press
from queue_server.use_cases.print_job import PrintJob
from queue_server.use_cases.rating import Rating
from queue_server.use_cases.recorded import Recorded, RecordedCall
from queue_server.use_cases.shown import Shown
from queue_server.use_cases.statistics import StageFacts

RIVALS = 500
"""How many of each class are looked at to say who goes before."""


class SqlView(PersonView):
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

    # -- counters ------------------------------------------------------------------

    def seat(self, counter: int) -> Seat:
        """The counter as it is now; closed when nobody ever sat there."""
        self.hall.get_counter(counter)
        row = queries.SEAT.row(self._connection, {"hall": self.hall.id, "number": counter})
        return Seat(number=CounterNumber(counter)) if row is None else seat_from_row(row)

    def find_seat_of(self, officer: str) -> Seat | None:
        """Where an officer sits."""
        key = {"hall": self.hall.id, "officer": officer}
        row = queries.SEAT_OF.row(self._connection, key)
        return None if row is None else seat_from_row(row)

    def seats(self) -> list[Seat]:
        """Every counter as it is now, in the hall's order."""
        if self._seats_read is None:
            rows = queries.SEATS.rows(self._connection, {"hall": self.hall.id})
            known = {row["number"]: seat_from_row(row) for row in rows}
            self._seats_read = [
                known.get(c.number) or Seat(number=c.number) for c in self.hall.counters
            ]
        return self._seats_read

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
        """The first waiting ticket of each line that the counter takes, and those reserved for it."""
        services = "".join(take.service for take in counter.takes)
        key = {
            **self._key,
            "now": to_micros(self.now),
            "services": services,
            "counter": counter.number,
        }
        return [head_from_row(row) for row in line_queries.HEADS.rows(self._connection, key)]

    def first_of_lines(self, counter: Counter, limit: int) -> list[Ticket]:
        """The first ``limit`` of each line who may be called now, and those reserved for the counter."""
        key = {**self._key, "now": to_micros(self.now), "limit": limit}
        first = [
            ticket_from_row(row)
            for line in self.lines()
            if counter.find_take(line.service, line.priority_class) is not None
            for row in line_queries.LINE_READY.rows(
                self._connection, {**key, "service": line.service, "class": line.priority_class}
            )
        ]
        return [*first, *(each for each in self.reserved() if each.reserved_for == counter.number)]

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

    # -- the record ----------------------------------------------------------------

    def sequence(self) -> int:
        """The sequence of the hall's last event."""
        return int(queries.SEQUENCE.scalar(self._connection, {"hall": self.hall.id}) or 0)

    def events_after(self, sequence: int, limit: int) -> list[Recorded]:
        """The next events after a sequence, oldest first."""
        key = {"hall": self.hall.id, "after": sequence, "limit": limit}
        return [event_from_row(row) for row in queries.EVENTS.rows(self._connection, key)]

    def events_of(self, ticket: int) -> list[Recorded]:
        """What happened to a ticket alone."""
        key = {"hall": self.hall.id, "ticket": ticket}
        return [event_from_row(row) for row in queries.EVENTS_OF.rows(self._connection, key)]

    def history_of(self, ticket: Ticket) -> list[Recorded]:
        """The same, and when it was told to get ready: an event of several tickets, found in its lifetime."""
        own = self.events_of(ticket.id)
        last = ticket.sequence if ticket.state in ENDED else self.sequence()
        key = {"hall": self.hall.id, "first": own[0].sequence, "last": last}
        rows = queries.PRECALLS.rows(self._connection, key)
        told = [each for each in map(event_from_row, rows) if ticket.id in tickets_of(each.event)]
        return sorted([*own, *told], key=lambda each: each.sequence)

    def last_calls(self, limit: int) -> list[RecordedCall]:
        """The last calls and recalls of the day, newest first."""
        begin = datetime.combine(self.day, datetime.min.time(), tzinfo=self.hall.zone)
        key = {"hall": self.hall.id, "begin": to_micros(begin), "limit": limit}
        rows = queries.LAST_CALLS.rows(self._connection, key)
        calls = [event_from_row(row) for row in rows]
        return [
            RecordedCall(sequence=each.sequence, event=each.event)
            for each in calls
            if isinstance(each.event, TicketCalled)
        ]

    # -- papers, ratings -------------------------------------------------------------

    def jobs_of(self, ticket: int) -> list[PrintJob]:
        """The papers of a ticket, first copy first."""
        key = {"hall": self.hall.id, "ticket": ticket}
        return [job_from_row(row) for row in queries.JOBS_OF.rows(self._connection, key)]

    def doubtful_jobs(self, limit: int) -> list[PrintJob]:
        """Today's papers that are held or unsure, oldest first."""
        begin = datetime.combine(self.day, datetime.min.time(), tzinfo=self.hall.zone)
        key = {"hall": self.hall.id, "begin": to_micros(begin), "limit": limit}
        return [job_from_row(row) for row in queries.DOUBTFUL.rows(self._connection, key)]

    def unfetched_jobs(self, before: datetime) -> list[PrintJob]:
        """Papers that were asked for before a moment and that no device has begun."""
        key = {"hall": self.hall.id, "before": to_micros(before)}
        return [job_from_row(row) for row in queries.UNFETCHED.rows(self._connection, key)]

    def find_rating(self, ticket: int, stage: int) -> Rating | None:
        """What a person said of a stage."""
        key = {"hall": self.hall.id, "ticket": ticket, "stage": stage}
        row = queries.RATING.row(self._connection, key)
        return None if row is None else rating_from_row(row)

    def booked(self, service: str, starts_at: datetime) -> int:
        """How many have booked a slot."""
        key = {"hall": self.hall.id, "service": service, "starts_at": to_micros(starts_at)}
        return int(queries.BOOKED.scalar(self._connection, key) or 0)

    # -- kiosks ------------------------------------------------------------------------

    def paper_conflicts(self) -> list[Press]:
        """Today's papers of kiosks that a person must help with, oldest first."""
        return [press_from_row(row) for row in CONFLICTS.rows(self._connection, self._key)]

    def find_press_of(self, ticket: int) -> Press | None:
        """The press at a kiosk that a ticket is of."""
        key = {"hall": self.hall.id, "ticket": ticket}
        row = PRESS_OF_TICKET.row(self._connection, key)
        return None if row is None else press_from_row(row)

    # -- the screens -----------------------------------------------------------------

    def shown(self) -> list[Shown]:
        """Everything that managers have ever set about the screens, oldest first."""
        rows = queries.SHOWN.rows(self._connection, {"hall": self.hall.id})
        return [shown_from_row(row) for row in rows]

    def on(self, day: date) -> "SqlView":
        """The same hall on another day."""
        return SqlView(self._connection, self.hall, self.now, day)


def _in(state: TicketState) -> Prepared:
    """Those without an ending are found by an index of their own."""
    return queries.TICKETS_IN if state in ENDED else queries.LIVING_IN
