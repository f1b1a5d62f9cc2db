"""What the use cases need from outside; storage, realtime and web give it, ``app`` joins them."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from queue_server.domain.appointment import Appointment, Slot
from queue_server.domain.assistance import Assistance
from queue_server.domain.counter import Seat
from queue_server.domain.events import Event
from queue_server.domain.hall import Hall
from queue_server.domain.names import CounterNumber
from queue_server.domain.papers import PaperCase
from queue_server.domain.rating import Rating
from queue_server.domain.ticket import Ticket
from queue_server.use_cases.case_book import KeptCases
from queue_server.use_cases.device import Devices
from queue_server.use_cases.display import Displays
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.kiosk_presses import Kiosks
from queue_server.use_cases.lease import Lease
from queue_server.use_cases.messages import Outbox
from queue_server.use_cases.pairing import Pairings
from queue_server.use_cases.people import People
from queue_server.use_cases.print_job import PrintJob
from queue_server.use_cases.recorded import Recorded
from queue_server.use_cases.shown import Shown

T = TypeVar("T")


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


class LockedHall(HallView, Protocol):
    """One hall, held by the present transaction: nobody else changes it meanwhile."""

    open_day: date | None
    """The day that was opened and not yet closed."""
    closed_day: date | None
    """The day that a manager ended before its hours did."""
    epoch: int
    """Rises when the record turns out to have been restored from an older backup."""

    @property
    def kiosks(self) -> Kiosks:
        """The numbers that kiosks may give alone, and what became of their presses."""
        ...

    @property
    def cases(self) -> KeptCases:
        """What could not be done, complaints, suggestions."""
        ...

    def next_number(self, letter: str) -> int:
        """Take the day's next count for a letter; a refusal later gives it back."""
        ...

    def next_sequence(self) -> int:
        """The sequence that the next recorded event will have."""
        ...

    def record(
        self,
        event: Event,
        *,
        ticket: Ticket | None = None,
        seat: Seat | None = None,
        tickets: Sequence[Ticket] = (),
    ) -> None:
        """Record an event, with the ticket or tickets and the counter as they are after it."""
        ...

    def save_seat(self, seat: Seat) -> None:
        """Keep a counter that changed without an event of its own."""
        ...

    def save_ticket(self, ticket: Ticket) -> None:
        """Keep a ticket that changed without an event: what is known of its paper."""
        ...

    def save_number(self, ticket: Ticket) -> None:
        """Keep the number and the link that stand on a ticket's paper."""
        ...

    def save_job(self, job: PrintJob) -> None:
        """Keep a print job as it is now."""
        ...

    def add_rating(self, rating: Rating) -> None:
        """Keep a rating."""
        ...

    def save_shown(self, shown: Shown) -> None:
        """Keep what was set about the screens."""
        ...

    def save_assistance(self, counter: CounterNumber, assistance: Assistance | None) -> None:
        """Keep the call for a person that is open at a counter; None when none is any more."""
        ...

    def save_slot(self, service: str, slot: Slot) -> None:
        """Keep how many have booked a slot."""
        ...

    def save_paper_case(self, case: PaperCase) -> None:
        """Keep what somebody was sent for, and whether they came back."""
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

    @property
    def displays(self) -> Displays:
        """Pages that show screens."""
        ...

    @property
    def pairings(self) -> Pairings:
        """Codes on screens that belong to no hall yet."""
        ...

    @property
    def outbox(self) -> Outbox:
        """Messages to phones."""
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

    def find_lease(self, hall: str, work: str) -> Lease | None:
        """Who does a work of a hall, and until when."""
        ...

    def save_lease(self, lease: Lease) -> None:
        """Keep who does a work of a hall."""
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

    def run(self, command: Command[T], *, hall: str | None = None) -> T:
        """The command's answer, or its refusal; Busy and StorageUnavailable when it cannot run.

        ``hall`` is the one hall that the command locks, where that is known: commands of one hall
        may then share a transaction.
        """
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

    @property
    def displays(self) -> Displays:
        """Pages that show screens."""
        ...

    @property
    def pairings(self) -> Pairings:
        """Codes on screens that belong to no hall yet."""
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
