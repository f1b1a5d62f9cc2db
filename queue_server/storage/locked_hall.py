"""A hall while one transaction holds it: what is read is exact, what is written waits for the end.

Writes are kept back until the command is done. So a refusal leaves nothing behind, and
many commands can share one transaction without savepoints.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection

from queue_server.domain.appointment import Appointment, Slot
from queue_server.domain.counter import Counter, Seat
from queue_server.domain.events import Event
from queue_server.domain.hall import Hall
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.number_block import next_count
from queue_server.domain.ticket import Ticket
from queue_server.domain.waiting_time import Line
from queue_server.storage.alone_rows import (
    ADD_BLOCK,
    PRESS,
    PUT_PRESS,
    SET_NUMBER,
    SqlKiosks,
    block_to_row,
    number_row,
    press_from_row,
    press_to_row,
)
from queue_server.storage.instants import to_day, to_micros
from queue_server.storage.other_rows import (
    appointment_to_row,
    job_to_row,
    rating_to_row,
    shown_to_row,
)
from queue_server.storage.prepared import Parameters, Prepared, Write, change, insert_into, upsert
from queue_server.storage.rows import (
    event_to_row,
    stage_to_row,
    ticket_to_row,
)
from queue_server.storage.shared import Shared
from queue_server.storage.tables import (
    appointment,
    event,
    job,
    rating,
    shown,
    slot,
    stage,
    ticket,
)
from queue_server.storage.view import SqlView
from queue_server.use_cases.kiosk_presses import Press
from queue_server.use_cases.print_job import PrintJob
from queue_server.use_cases.rating import Rating
from queue_server.use_cases.recorded import Recorded
from queue_server.use_cases.shown import Shown, What

ADD_TICKET = insert_into(ticket)
CHANGE_TICKET = change(ticket, ["hall", "id"], never={"day", "number", "secret", "issued_at"})
PUT_JOB = upsert(job, ["id"])
PUT_SLOT = upsert(slot, ["hall", "service", "starts_at"])
PUT_APPOINTMENT = upsert(appointment, ["code"])
PUT_SHOWN = upsert(shown, ["hall", "what", "key"])
INSERT_EVENT = insert_into(event)
INSERT_STAGE = insert_into(stage)
INSERT_RATING = insert_into(rating)

_Line = tuple[str, str, str, bool]
"""Day, service, class, and whether the person is in the hall."""


class SqlLockedHall(SqlView):
    """Implements ``ports.LockedHall``."""

    def __init__(
        self, connection: Connection, of: Hall, now: datetime, transaction: Shared
    ) -> None:
        """``transaction`` is what the commands of one transaction share."""
        self._transaction, self._written = transaction, connection
        super().__init__(connection, of, now)
        self._kept = transaction.hall(connection, of)
        self._sequence, self._digest = self._kept.sequence, self._kept.digest
        self.open_day, self.closed_day = _day(self._kept.open_day), _day(self._kept.closed_day)
        self.epoch, self.kiosks = self._kept.epoch, SqlKiosks(self)
        self._events: list[Parameters] = []
        self._seats: list[Seat] = []
        self._moves: list[tuple[_Line, int]] = []
        self._writes: list[Write] = []
        self._lines: dict[int, _Line | None] = {}
        self._stages: dict[int, int] = {}
        self._counts: dict[tuple[date, str], int] = {}
        self._shown_now: dict[tuple[What, str], Shown] = {}
        self.recorded: list[Recorded] = []

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
        """The first ``limit`` of each line who may be called now, and those reserved for the counter."""
        return [self._loaded(each) for each in super().first_of_lines(counter, limit)]

    def last_number(self, letter: str) -> int:
        """The day's last count of a letter; 0 before the first."""
        return self.last_count(self.day, letter)

    def next_number(self, letter: str) -> int:
        """Take the day's next count for a letter; a refusal later gives it back."""
        count = next_count(self.last_count(self.day, letter))
        self._counts[self.day, letter] = count
        return count

    def last_count(self, day: date, letter: str) -> int:
        """The last count of a day, with those that this command took."""
        key = day, letter
        return self._counts.get(key) or self._kept.last_number(self._written, day, letter)

    def raise_count(self, day: date, letter: str, last: int) -> None:
        """Never give a count up to this one again."""
        self._counts[day, letter] = max(last, self.last_count(day, letter))

    @property
    def reading(self) -> Connection:
        """For reading what was decided before, too."""
        return self._connection

    @property
    def end_of_record(self) -> tuple[int, bytes]:
        """The last sequence and its digest, with what this command has recorded."""
        return self._sequence, self._digest

    def find_press(self, issue: str) -> Press | None:
        """What became of a press at a kiosk, without settling what others keep back."""
        told = self._transaction.presses.get((self.hall.id, issue))
        if told is not None:
            return told
        row = PRESS.row(self._written, {"hall": self.hall.id, "issue": issue})
        return None if row is None else press_from_row(row)

    def _closed_day(self) -> str | None:
        return None if self.closed_day is None else to_day(self.closed_day)

    def next_sequence(self) -> int:
        """The sequence that the next recorded event will have."""
        return self._sequence + 1

    # -- writing ---------------------------------------------------------------------

    def record(
        self,
        event: Event,
        *,
        ticket: Ticket | None = None,
        seat: Seat | None = None,
        tickets: Sequence[Ticket] = (),
    ) -> None:
        """Record an event, with the ticket or tickets and the counter as they are after it."""
        self._sequence += 1
        recorded = Recorded(hall=self.hall.id, sequence=self._sequence, event=event)
        row = event_to_row(recorded, self._digest)
        self._digest = row["digest"]  # type: ignore[assignment] # bytes, as event_to_row made it
        self.recorded.append(recorded)
        self._events.append(row)
        for each in tickets if ticket is None else (ticket,):
            each.sequence, each.changed_at = self._sequence, event.at
            # A ticket's id is the sequence of the event that issued it.
            self._save(each, ADD_TICKET if each.id == self._sequence else CHANGE_TICKET)
        if seat is not None:
            self.save_seat(seat)

    def save_seat(self, seat: Seat) -> None:
        """Keep a counter that changed without an event of its own."""
        if self._seats and self._seats[-1].number == seat.number:
            self._seats.pop()
        self._seats.append(replace(seat))

    def save_ticket(self, ticket: Ticket) -> None:
        """Keep a ticket that changed without an event of its own, and how many wait in its line."""
        self._save(ticket, CHANGE_TICKET)

    def _save(self, ticket: Ticket, statement: Prepared) -> None:
        for finished in ticket.stages[self._stages.get(ticket.id, 0) :]:
            self._writes.append((INSERT_STAGE, stage_to_row(finished, ticket)))
        before, after = self._lines.get(ticket.id), _line_of(ticket)
        if before != after:
            if before is not None:
                self._moves.append((before, -1))
            if after is not None:
                self._moves.append((after, +1))
        self._writes.append((statement, ticket_to_row(ticket)))
        self._loaded(ticket)

    def save_number(self, ticket: Ticket) -> None:
        """Keep the number and the link that stand on a ticket's paper."""
        self._writes.append((SET_NUMBER, number_row(ticket)))

    def save_job(self, job: PrintJob) -> None:
        """Keep a print job as it is now."""
        self._writes.append((PUT_JOB, job_to_row(job)))

    def add_rating(self, rating: Rating) -> None:
        """Keep a rating."""
        self._writes.append((INSERT_RATING, rating_to_row(rating, self.hall.id, self.day)))

    def save_slot(self, service: str, slot: Slot) -> None:
        """Keep how many have booked a slot."""
        row = {"hall": self.hall.id, "service": service, "starts_at": to_micros(slot.starts_at)}
        row |= {"booked": slot.booked, "capacity": slot.capacity}
        self._writes.append((PUT_SLOT, row))

    def save_appointment(self, appointment: Appointment) -> None:
        """Keep an appointment as it is now."""
        self._writes.append((PUT_APPOINTMENT, appointment_to_row(appointment)))

    def save_shown(self, shown: Shown) -> None:
        """Keep what was set about the screens."""
        self._writes.append((PUT_SHOWN, shown_to_row(shown, self.hall.id)))
        self._shown_now[shown.what, shown.key] = shown

    def shown(self) -> list[Shown]:
        """What managers have set, with what this command sets, oldest first."""
        known = {(each.what, each.key): each for each in super().shown()} | self._shown_now
        return sorted(known.values(), key=lambda each: each.sequence)

    def flush(self) -> None:
        """The command is done: hand everything that was kept back to the transaction."""
        for statement, parameters in self._writes:
            self._transaction.write(statement, parameters, first=statement is ADD_TICKET)
        self._writes.clear()
        kept = self._kept
        for changed in self._seats:
            kept.put_seat(self._written, changed)
        for line, people in self._moves:
            kept.move(self._written, line, people)
        for (day, letter), last in self._counts.items():
            kept.put_number(day, letter, last)
        for leased in self.kiosks.blocks_now:
            self._transaction.write(ADD_BLOCK, block_to_row(leased, self.hall.id))
        for pressed in self.kiosks.new:
            self._transaction.presses[self.hall.id, pressed.issue] = pressed
            self._transaction.write_late(PUT_PRESS, press_to_row(pressed, self.hall.id))
        for row in self._events:
            self._transaction.write_late(INSERT_EVENT, row)
        kept.is_changed = kept.is_changed or bool(self._events)
        kept.sequence, kept.digest = self._sequence, self._digest
        kept.open_day = None if self.open_day is None else to_day(self.open_day)
        kept.closed_day, kept.epoch = self._closed_day(), self.epoch

    # -- a ticket and its line -----------------------------------------------------

    def _loaded(self, ticket: Ticket) -> Ticket:
        """Remember in which line the ticket is counted, and how many of its stages are kept."""
        self._lines[ticket.id] = _line_of(ticket)
        self._stages[ticket.id] = len(ticket.stages)
        return ticket


def _line_of(ticket: Ticket) -> _Line | None:
    """The line in which a ticket is counted; None unless it waits."""
    if ticket.state is not TicketState.WAITING:
        return None
    return to_day(ticket.day), ticket.service, ticket.priority_class, ticket.here


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
