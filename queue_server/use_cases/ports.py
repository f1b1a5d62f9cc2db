"""What the use cases need from outside; storage, realtime and web give it, ``app`` joins them."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from queue_server.domain.appointment import Appointment
from queue_server.domain.counter import Counter, Seat
from queue_server.domain.events import Event
from queue_server.domain.hall import Hall
from queue_server.domain.ticket import Ticket
from queue_server.domain.waiting_time import Line
from queue_server.use_cases.print_job import PrintJob

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """An event as it stands in the record of its hall."""

    hall: str
    sequence: int
    event: Event


class LockedHall(Protocol):
    """One hall, locked by the present transaction: nobody else changes it meanwhile."""

    hall: Hall
    now: datetime
    day: date

    def seat(self, number: int) -> Seat:
        """The counter as it is now; NotFound if the hall has none of that number."""
        ...

    def find_seat_of(self, officer: str) -> Seat | None:
        """Where an officer sits."""
        ...

    def seats(self) -> Sequence[Seat]:
        """Every counter as it is now."""
        ...

    def get_ticket(self, number: str) -> Ticket:
        """Today's ticket of a number; NotFound otherwise."""
        ...

    def get_ticket_by_id(self, ticket: int) -> Ticket:
        """A ticket by its id; NotFound otherwise."""
        ...

    def get_ticket_by_secret(self, secret: str) -> Ticket:
        """A ticket by the citizen's secret; NotFound otherwise."""
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

    def living(self) -> Sequence[Ticket]:
        """Every ticket of the hall without an ending, of any day."""
        ...

    def next_number(self, letter: str) -> int:
        """Take the day's next count for a letter."""
        ...

    def next_sequence(self) -> int:
        """The sequence that the next recorded event will have."""
        ...

    def add_ticket(self, ticket: Ticket, event: Event) -> None:
        """Keep a new ticket and record its event."""
        ...

    def record(self, event: Event, *, ticket: Ticket | None = None, seat: Seat | None = None) -> None:
        """Record an event, with the ticket and the counter as they are after it."""
        ...

    def add_job(self, job: PrintJob) -> None:
        """Keep a print job."""
        ...


class UnitOfWork(Protocol):
    """One transaction. What was recorded is published after it is committed."""

    now: datetime

    def locked(self, hall: str) -> AbstractContextManager[LockedHall]:
        """Lock a hall; NotFound if there is none of that name."""
        ...


Command = Callable[[UnitOfWork], T]


class Writer(Protocol):
    """Runs commands durably, one hall at a time; answers after the commit and the publishing."""

    def run(self, command: Command[T]) -> T:
        """The command's answer, or its refusal; Busy and StorageUnavailable when it cannot run."""
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


Json = Mapping[str, object]
