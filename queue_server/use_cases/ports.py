"""What the use cases need from outside; storage, realtime and web give it, ``app`` joins them."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from queue_server.domain.appointment import Appointment, Slot
from queue_server.domain.counter import Counter, Seat
from queue_server.domain.events import Event, TicketCalled
from queue_server.domain.hall import Hall
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.domain.waiting_time import Line
from queue_server.use_cases.device import Devices
from queue_server.use_cases.people import People
from queue_server.use_cases.print_job import PrintJob
from queue_server.use_cases.rating import Rating
from queue_server.use_cases.statistics import StageFacts

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """An event as it stands in the record of its hall."""

    hall: str
    sequence: int
    event: Event


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordedCall:
    """A call as it stands in the record."""

    sequence: int
    event: TicketCalled


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What goes back to who asked: an HTTP status and a JSON body."""

    status: int
    body: bytes
    is_replay: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptAnswer:
    """An answer, and the digest of the request that it was given to."""

    answer: Answer
    fingerprint: bytes


class HallView(Protocol):
    """One hall on one day, as one transaction sees it."""

    hall: Hall
    now: datetime
    day: date

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

    def heads(self, counter: Counter) -> Sequence[Ticket]:
        """The first waiting ticket of each line that the counter takes, and those reserved for it."""
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
        """Everything that happened to a ticket."""
        ...

    def last_calls(self, limit: int) -> Sequence[RecordedCall]:
        """The last calls and recalls of the day, newest first."""
        ...

    def jobs_of(self, ticket: int) -> Sequence[PrintJob]:
        """The papers of a ticket, first copy first."""
        ...

    def unfetched_jobs(self, before: datetime) -> Sequence[PrintJob]:
        """Papers that were asked for before a moment and that no device has begun."""
        ...

    def find_rating(self, ticket: int, stage: int) -> Rating | None:
        """What a person said of a stage."""
        ...

    def booked(self, service: str, starts_at: datetime) -> int:
        """How many have booked a slot."""
        ...

    def on(self, day: date) -> "HallView":
        """The same hall on another day."""
        ...


class LockedHall(HallView, Protocol):
    """One hall, held by the present transaction: nobody else changes it meanwhile."""

    open_day: date | None
    """The day that was opened and not yet closed."""

    def next_number(self, letter: str) -> int:
        """Take the day's next count for a letter; a refusal later gives it back."""
        ...

    def next_sequence(self) -> int:
        """The sequence that the next recorded event will have."""
        ...

    def record(
        self, event: Event, *, ticket: Ticket | None = None, seat: Seat | None = None
    ) -> None:
        """Record an event, with the ticket and the counter as they are after it."""
        ...

    def save_seat(self, seat: Seat) -> None:
        """Keep a counter that changed without an event of its own."""
        ...

    def save_ticket(self, ticket: Ticket) -> None:
        """Keep a ticket that changed without an event: what is known of its paper."""
        ...

    def save_job(self, job: PrintJob) -> None:
        """Keep a print job as it is now."""
        ...

    def add_rating(self, rating: Rating) -> None:
        """Keep a rating."""
        ...

    def save_slot(self, service: str, slot: Slot) -> None:
        """Keep how many have booked a slot."""
        ...

    def save_appointment(self, appointment: Appointment) -> None:
        """Keep an appointment as it is now."""
        ...


class UnitOfWork(Protocol):
    """One transaction. What was recorded is published after it is committed."""

    @property
    def now(self) -> datetime:
        """When the command runs."""
        ...

    @property
    def people(self) -> People:
        """Accounts and sessions."""
        ...

    @property
    def devices(self) -> Devices:
        """Devices."""
        ...

    def hall(self, hall: str) -> Hall:
        """How a hall is set up; NotFound if there is none of that name."""
        ...

    def locked(self, hall: str) -> AbstractContextManager[LockedHall]:
        """Lock a hall until the transaction ends."""
        ...

    def find_ticket_by_secret(self, secret: str) -> Ticket | None:
        """The ticket of a citizen's link."""
        ...

    def find_appointment(self, code: str) -> Appointment | None:
        """A booked time by its code."""
        ...

    def find_job(self, job: str) -> PrintJob | None:
        """A print job."""
        ...

    def find_answer(self, scope: str, key: str) -> KeptAnswer | None:
        """What was answered to a key before."""
        ...

    def keep_answer(self, scope: str, key: str, kept: KeptAnswer) -> None:
        """Remember what is answered to a key, with the change itself."""
        ...

    def forget_answers(self, *, before: datetime) -> None:
        """Kept answers that nobody will ask for again."""
        ...

    def discard(self) -> None:
        """Forget everything kept back: the command was refused."""
        ...


Command = Callable[[UnitOfWork], T]


class Writer(Protocol):
    """Runs commands durably; answers after the commit and the publishing."""

    def run(self, command: Command[T]) -> T:
        """The command's answer, or its refusal; Busy and StorageUnavailable when it cannot run."""
        ...


class Everything(Protocol):
    """A transaction that reads people and devices."""

    @property
    def now(self) -> datetime:
        """When it is asked."""
        ...

    @property
    def people(self) -> People:
        """Accounts and sessions."""
        ...

    @property
    def devices(self) -> Devices:
        """Devices."""
        ...


class Questions(Protocol):
    """Answers questions beside the writer, each inside one consistent view."""

    def ask(self, hall: str, question: Callable[[HallView], T]) -> T:
        """About one hall today; NotFound if there is none of that name."""
        ...

    def ask_about(self, secret: str, question: Callable[[HallView, Ticket], T]) -> T:
        """About the ticket of a citizen's secret; NotFound if it is nobody's."""
        ...

    def ask_all(self, question: Callable[[Everything], T]) -> T:
        """About people and devices."""
        ...


class Publisher(Protocol):
    """Sends recorded events to those who watch."""

    def publish(self, recorded: Sequence[Recorded]) -> None:
        """Send; never raises, never waits for a slow watcher."""
        ...


class Threads(Protocol):
    """A few OS threads where something may block without stopping the event loop."""

    def run(self, function: Callable[..., T], *args: object) -> T:
        """The function's answer, computed on one of the threads while others go on."""
        ...


class Halls(Protocol):
    """The halls that this server serves, as they are set up."""

    def get(self, hall: str) -> Hall:
        """A hall by its name; NotFound otherwise."""
        ...

    def all(self) -> Sequence[Hall]:
        """Every hall, by name."""
        ...
