"""A hall while one transaction holds it: what is read is exact, what is written waits for the end.

Writes are kept back until the command is done. So a refusal leaves nothing behind, and
many commands can share one transaction without savepoints.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete

from queue_server.domain.appointment import Appointment, Slot
from queue_server.domain.assistance import Assistance
from queue_server.domain.counter import Seat
from queue_server.domain.events import Event
from queue_server.domain.hall import Hall
from queue_server.domain.names import CounterNumber
from queue_server.domain.number_block import next_count
from queue_server.domain.papers import PaperCase
from queue_server.domain.rating import Rating
from queue_server.domain.ticket import Ticket
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
from queue_server.storage.assistance_rows import PUT_ASSISTANCE, assistance_to_row
from queue_server.storage.cases import SqlCases
from queue_server.storage.instants import to_day, to_micros
from queue_server.storage.known_hall import KnownHall, TicketLine, line_of
from queue_server.storage.other_rows import (
    appointment_to_row,
    job_to_row,
    rating_to_row,
    shown_to_row,
)
from queue_server.storage.other_tables import appointment, job, rating, shown, slot
from queue_server.storage.paper_view import PUT_PAPER_CASE, paper_case_to_row
from queue_server.storage.prepared import (
    Parameters,
    Prepared,
    Row,
    Write,
    change,
    insert_into,
    upsert,
)
from queue_server.storage.rows import (
    event_to_row,
    stage_to_row,
    ticket_to_row,
)
from queue_server.storage.shared import Shared
from queue_server.storage.tables import event, stage, ticket
from queue_server.use_cases.kiosk_presses import Press
from queue_server.use_cases.print_job import PrintJob
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
FORGET_STAGE = Prepared(
    delete(stage).where(
        stage.c.hall == bindparam("hall"),
        stage.c.ticket == bindparam("ticket"),
        stage.c.n == bindparam("n"),
    )
)
"""Of a transfer that was taken back."""
INSERT_RATING = insert_into(rating)


class SqlLockedHall(KnownHall):
    """Implements ``ports.LockedHall``."""

    def __init__(
        self, connection: Connection, of: Hall, now: datetime, transaction: Shared
    ) -> None:
        """``transaction`` is what the commands of one transaction share."""
        super().__init__(connection, of, now, transaction)
        self._sequence, self._digest = self._kept.sequence, self._kept.digest
        self.open_day, self.closed_day = _day(self._kept.open_day), _day(self._kept.closed_day)
        self.epoch, self.kiosks = self._kept.epoch, SqlKiosks(self)
        self._events: list[Parameters] = []
        self._seats: list[Seat] = []
        self._moves: list[tuple[TicketLine, int]] = []
        self._writes: list[Write] = []
        self._cases = SqlCases(self, self._writes)
        self._counts: dict[tuple[date, str], int] = {}
        self._paper_cases: dict[int, PaperCase] = {}
        self._shown_now: dict[tuple[What, str], Shown] = {}
        self.recorded: list[Recorded] = []

    # -- numbers and the record -----------------------------------------------------

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
    def cases(self) -> SqlCases:
        """What could not be done, complaints, suggestions."""
        return self._cases

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

    def is_paused(self, letter: str) -> bool:
        """Whether numbers for a service are not given for a while."""
        changed = self._shown_now.get((What.SERVICE, letter))
        return super().is_paused(letter) if changed is None else changed.value is not None

    def _closed_day(self) -> str | None:
        return None if self.closed_day is None else to_day(self.closed_day)

    def next_sequence(self) -> int:
        """The sequence that the next recorded event will have."""
        return self._sequence + 1

    def _unwritten(self) -> list[Row]:
        rows = self._transaction.unwritten(INSERT_EVENT)
        return [row for row in rows if row["hall"] == self.hall.id]

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
        for n in range(len(ticket.stages) + 1, self._stages.get(ticket.id, 0) + 1):
            self._writes.append((FORGET_STAGE, {"hall": ticket.hall, "ticket": ticket.id, "n": n}))
        before, after = self._lines.get(ticket.id), line_of(ticket)
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

    def save_assistance(self, counter: CounterNumber, assistance: Assistance | None) -> None:
        """Keep the call for a person that is open at a counter; None when none is any more."""
        self._writes.append((PUT_ASSISTANCE, assistance_to_row(counter, assistance, self.hall.id)))

    def save_slot(self, service: str, slot: Slot) -> None:
        """Keep how many have booked a slot."""
        row = {"hall": self.hall.id, "service": service, "starts_at": to_micros(slot.starts_at)}
        row |= {"booked": slot.booked, "capacity": slot.capacity}
        self._writes.append((PUT_SLOT, row))

    def save_appointment(self, appointment: Appointment) -> None:
        """Keep an appointment as it is now."""
        self._writes.append((PUT_APPOINTMENT, appointment_to_row(appointment)))

    def save_paper_case(self, case: PaperCase) -> None:
        """Keep what somebody was sent for, and whether they came back."""
        self._writes.append((PUT_PAPER_CASE, paper_case_to_row(case)))
        self._paper_cases[case.ticket] = case

    def paper_case_of(self, ticket: int) -> PaperCase | None:
        """What the holder of a ticket was sent for, also by this command."""
        return self._paper_cases.get(ticket) or super().paper_case_of(ticket)

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
        for (what, key), each in self._shown_now.items():
            if what is What.SERVICE:
                kept.paused[key] = each.value is not None
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


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
