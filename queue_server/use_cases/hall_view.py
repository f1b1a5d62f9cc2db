"""What can be asked of one hall on one day."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

from queue_server.domain.appointment import Appointment
from queue_server.domain.assistance import Assistance
from queue_server.domain.counter import Counter, Seat
from queue_server.domain.hall import Hall
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.next_ticket import Head
from queue_server.domain.papers import PaperCase
from queue_server.domain.rating import Rating
from queue_server.domain.ticket import Ticket
from queue_server.domain.waiting_time import Line
from queue_server.use_cases.case_book import CaseBook
from queue_server.use_cases.granted import Granted
from queue_server.use_cases.kiosk_presses import Press
from queue_server.use_cases.print_job import PrintJob
from queue_server.use_cases.recorded import Recorded, RecordedCall
from queue_server.use_cases.shown import Shown
from queue_server.use_cases.statistics import StageFacts


class HallView(Protocol):
    """One hall on one day, as one transaction sees it."""

    hall: Hall
    now: datetime
    day: date

    @property
    def cases(self) -> CaseBook:
        """What could not be done, complaints, suggestions."""
        ...

    def is_open(self) -> bool:
        """Whether the hall takes numbers now: by its hours, and unless a manager ended the day."""
        ...

    def seat(self, counter: int) -> Seat:
        """The counter as it is now; NotFound if the hall has none of that number."""
        ...

    def find_seat_of(self, officer: str) -> Seat | None:
        """Where an officer sits."""
        ...

    def seats(self) -> Sequence[Seat]:
        """Every counter as it is now, in the hall's order."""
        ...

    def get_ticket(self, number: str) -> Ticket:
        """Today's ticket of a number; NotFound otherwise."""
        ...

    def get_ticket_by_id(self, ticket: int) -> Ticket:
        """A ticket by its id; NotFound otherwise."""
        ...

    def heads(self, counter: Counter) -> Sequence[Head]:
        """The first waiting ticket of each line that the counter takes, and those reserved for it.

        Who waits for a counter that does not call now is as free as everyone (see ``reservation``).
        """
        ...

    def first_of_lines(self, counter: Counter, limit: int) -> Sequence[Ticket]:
        """The first ``limit`` of each line who may be called now, and all that wait for one counter."""
        ...

    def reserved(self) -> Sequence[Ticket]:
        """Today's waiting tickets that are reserved for one counter."""
        ...

    def clocks_between(
        self, service: str, priority_class: str, after: datetime, until: datetime
    ) -> int:
        """How many of a line have a clock after a moment and not after another."""
        ...

    def first_clock(self, service: str, priority_class: str) -> datetime | None:
        """The earliest clock of a line; None if nobody waits there."""
        ...

    def lines(self) -> Sequence[Line]:
        """How many wait in each line today."""
        ...

    def tickets(self, states: Iterable[TicketState] | None = None) -> Sequence[Ticket]:
        """Today's tickets in the order of issue, of some states or all."""
        ...

    def waiting_first(self, service: str, limit: int) -> Sequence[Ticket]:
        """The first ``limit`` of each class of a service, by their clocks."""
        ...

    def waiting_heads(self, service: str, limit: int) -> Sequence[Head]:
        """The same, as far as the rule of order needs to know them."""
        ...

    def paper_case_of(self, ticket: int) -> PaperCase | None:
        """What the holder of a ticket was sent for."""
        ...

    def find_paper_case(self, code: str) -> PaperCase | None:
        """What the holder of a code was sent for, on whatever day."""
        ...

    def paper_cases(self) -> Sequence[PaperCase]:
        """Everyone who was sent for papers today, the first first."""
        ...

    def on_the_way(self, service: str | None = None) -> Sequence[Ticket]:
        """Today's waiting tickets whose holders are not in the hall, of one service or all."""
        ...

    def from_phones(self) -> Sequence[Ticket]:
        """Today's tickets that phones took, in the order of issue."""
        ...

    def living_before(self, day: date) -> Sequence[Ticket]:
        """Every ticket of an earlier day that has no ending."""
        ...

    def in_hand(self) -> Sequence[Ticket]:
        """Those called or being served now."""
        ...

    def living(self) -> Sequence[Ticket]:
        """Every ticket of the hall without an ending, of any day."""
        ...

    def rivals(self, ticket: Ticket) -> Sequence[Ticket]:
        """Those called since a ticket was issued, and those waiting for its service."""
        ...

    def chosen(self, ticket: Ticket) -> frozenset[int]:
        """Of those called since the ticket was issued, whom an officer called by choice."""
        ...

    def served_at(self, counter: int) -> tuple[int, float | None]:
        """How many a counter completed today, and their mean service time in seconds."""
        ...

    def stages_between(self, begin: date, end: date) -> Sequence[StageFacts]:
        """Every stage of tickets of the days from ``begin`` to ``end``, both included."""
        ...

    def sequence(self) -> int:
        """The sequence of the hall's last event."""
        ...

    def events_after(self, sequence: int, limit: int) -> Sequence[Recorded]:
        """The next events after a sequence, oldest first."""
        ...

    def events_of(self, ticket: int) -> Sequence[Recorded]:
        """What happened to a ticket alone."""
        ...

    def history_of(self, ticket: Ticket) -> Sequence[Recorded]:
        """Everything that happened to a ticket, oldest first: also what it was told together with others."""
        ...

    def done_lately(self, counter: int, officer: str) -> Sequence[Recorded]:
        """The last events of a counter and of an officer wherever it was, oldest first."""
        ...

    def ticket_before(self, ticket: Ticket, undone: Collection[int]) -> Ticket:
        """The ticket as the record has it without some of its events; what the record does not hold stays."""
        ...

    def seat_before(self, seat: Seat, undone: Collection[int]) -> Seat | None:
        """The counter before the event that opened or paused it last; None if that is too long ago."""
        ...

    def last_calls(self, limit: int) -> Sequence[RecordedCall]:
        """The last calls and recalls of the day, newest first."""
        ...

    def jobs_of(self, ticket: int) -> Sequence[PrintJob]:
        """The papers of a ticket, first copy first."""
        ...

    def doubtful_jobs(self, limit: int) -> Sequence[PrintJob]:
        """Today's papers that are held or unsure, oldest first."""
        ...

    def unfetched_jobs(self, before: datetime) -> Sequence[PrintJob]:
        """Papers that were asked for before a moment and that no device has begun."""
        ...

    def find_rating(self, ticket: int, stage: int) -> Rating | None:
        """What a person said of a stage."""
        ...

    def left_at(self, counter: int, since: datetime) -> Sequence[Ticket]:
        """Today's tickets that a counter has let go since a moment: completed there, or sent on."""
        ...

    def was_called_to(self, counter: int, since: datetime, *, but: int) -> bool:
        """Whether somebody other than a ticket's holder was called to a counter since a moment today."""
        ...

    def living_of(self, holder: str) -> Sequence[Ticket]:
        """A person's tickets without an ending, first issued first."""
        ...

    def no_shows(self, since: datetime) -> Sequence[Ticket]:
        """Known people's numbers that were lost by not coming since a moment, and not forgiven."""
        ...

    def numbers_given(self, letter: str) -> int:
        """How many numbers of a letter were given today, those of kiosks that worked alone, too."""
        ...

    def is_paused(self, letter: str) -> bool:
        """Whether numbers for a service are not given for a while."""
        ...

    def bookings_of(self, holder: str) -> Sequence[Appointment]:
        """What a person has booked and not yet used, in order of time."""
        ...

    def booked(self, service: str, starts_at: datetime) -> int:
        """How many have booked a slot."""
        ...

    def paper_conflicts(self) -> Sequence[Press]:
        """Today's papers of kiosks that a person must help with, oldest first."""
        ...

    def find_press_of(self, ticket: int) -> Press | None:
        """The press at a kiosk that a ticket is of."""
        ...

    def shown(self) -> Sequence[Shown]:
        """Everything that managers have ever set about the screens, oldest first."""
        ...

    def assistances(self) -> Sequence[Assistance]:
        """The calls for a person that are open, by counter."""
        ...

    def happened(
        self, begin: datetime, end: datetime, kinds: Collection[str]
    ) -> Sequence[Recorded]:
        """The events of some kinds from ``begin`` until before ``end``, oldest first."""
        ...

    def granted(self, begin: date, end: date) -> Sequence[Granted]:
        """The tickets of some days that have a reason for their class, in the order of issue."""
        ...

    def on(self, day: date) -> "HallView":
        """The same hall on another day."""
        ...
