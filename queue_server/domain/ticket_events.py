"""What happens to a ticket, from the machine to its ending, as it is kept in the hall's record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from queue_server.domain.event import Event, Json


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketIssued(Event):
    """A number was taken."""

    kind: ClassVar[str] = "ticket_issued"
    service: str
    priority_class: str
    tier: int
    promise_s: float
    clock: datetime
    day: date
    language: str
    channel: str
    party_size: int = 1
    reason: str | None = None
    appointment: str | None = None
    printer: str | None = None
    pressed_at: datetime | None = None
    """When it was taken at a kiosk that worked alone; the event is of when the server learnt of it."""
    here: bool = True
    """False for a number from a phone whose holder is not in the hall yet."""
    arrive_from: datetime | None = None
    arrive_by: datetime | None = None
    route: list[Json] | None = None
    """Of a visit of several steps (see ``route.as_json``)."""
    reserved_for: int | None = None
    comeback: int | None = None
    """The ticket of an earlier day that was sent for papers, with which its holder has come back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketRenumbered(Event):
    """A ticket has the number that stands on its holder's paper; the one before is void."""

    kind: ClassVar[str] = "ticket_renumbered"
    void: str
    pressed_at: datetime
    """From when its holder waits: the press, where the request for a number came late."""
    clock: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketAliased(Event):
    """Another number stands on the holder's paper than the one that was called already."""

    kind: ClassVar[str] = "ticket_aliased"
    alias: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketCheckedIn(Event):
    """The holder of a number from a phone is in the hall, or still is."""

    kind: ClassVar[str] = "ticket_checked_in"
    method: str
    here_until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class PresenceLapsed(Event):
    """A check-in ran out; the number is passed over until the next one."""

    kind: ClassVar[str] = "presence_lapsed"


@dataclass(frozen=True, kw_only=True, slots=True)
class ArrivalChanged(Event):
    """The line goes faster or slower than was thought: another arrival window."""

    kind: ClassVar[str] = "arrival_changed"
    arrive_from: datetime
    arrive_by: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketCalled(Event):
    """A number was called to a counter; attempt 1 is the call, the next ones recalls."""

    kind: ClassVar[str] = "ticket_called"
    attempt: int
    service: str
    language: str
    chosen: bool = False
    reason: str | None = None
    tier: int = 0
    """1 in the green channel: such a call is said before others that wait to be said."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketsPrecalled(Event):
    """Those who come next at a counter were told to get ready (候办); of some tickets, not of one."""

    kind: ClassVar[str] = "tickets_precalled"
    tickets: list[int]
    numbers: list[str]
    languages: list[str]
    """Of their holders, in the same order."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceStarted(Event):
    """The person came to the counter."""

    kind: ClassVar[str] = "service_started"


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketMissed(Event):
    """The person did not come."""

    kind: ClassVar[str] = "ticket_missed"
    misses: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketRestored(Event):
    """A missed person came back and waits again."""

    kind: ClassVar[str] = "ticket_restored"
    clock: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketPutBack(Event):
    """A mistaken call was undone; the person waits as before."""

    kind: ClassVar[str] = "ticket_put_back"


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketHeld(Event):
    """The service is interrupted; the counter is free for others."""

    kind: ClassVar[str] = "ticket_held"
    reason: str | None = None
    remind_at: datetime | None = None
    """When the officer wants to be reminded of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketTransferred(Event):
    """The same number waits for another service or counter; its clock runs on."""

    kind: ClassVar[str] = "ticket_transferred"
    service: str
    promise_s: float
    reserved_for: int | None = None
    completed: str | None = None
    """The service that was done here, where this is the next step of a visit."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteChanged(Event):
    """A step of a visit was added, or is not needed."""

    kind: ClassVar[str] = "route_changed"
    service: str
    change: str
    """``added`` or ``skipped``."""
    route: list[Json]
    """The whole route after it (see ``route.as_json``)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketSentForPapers(Event):
    """The person fetches a missing paper and need not queue again (容缺)."""

    kind: ClassVar[str] = "ticket_sent_for_papers"
    reason: str | None = None
    missing: list[str] | None = None
    """What is missing (see ``papers.Missing``); None of a time when nobody could come back by a code."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketCameBack(Event):
    """The person is back with the paper, at the front of the class with a full bar."""

    kind: ClassVar[str] = "ticket_came_back"
    clock: datetime
    reserved_for: int | None = None
    """The counter that had asked for the papers, if it calls now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketDeferred(Event):
    """The person asked to be called later."""

    kind: ClassVar[str] = "ticket_deferred"
    clock: datetime
    not_before: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassGranted(Event):
    """An officer granted a class, with a reason."""

    kind: ClassVar[str] = "class_granted"
    priority_class: str
    tier: int
    promise_s: float
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketMoved(Event):
    """A waiting number waits for another service or counter instead; its clock runs on."""

    kind: ClassVar[str] = "ticket_moved"
    service: str
    promise_s: float
    reserved_for: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceCompleted(Event):
    """The person is served."""

    kind: ClassVar[str] = "service_completed"


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketCancelled(Event):
    """The number was given back."""

    kind: ClassVar[str] = "ticket_cancelled"
    reason: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketAbandoned(Event):
    """The number ended by the hall's rule or at close of day."""

    kind: ClassVar[str] = "ticket_abandoned"
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketRated(Event):
    """The person rated a stage of the visit, 5 (very satisfied) to 1."""

    kind: ClassVar[str] = "ticket_rated"
    grade: int
    stage: int
    reasons: list[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketReprinted(Event):
    """Another paper of the same number was asked for."""

    kind: ClassVar[str] = "ticket_reprinted"
    copy: int
    printer: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PromiseAtRisk(Event):
    """A person will probably be called after the promise ends."""

    kind: ClassVar[str] = "promise_at_risk"
    due_at: datetime
    expected_at: datetime | None


def tickets_of(event: Event) -> Sequence[int]:
    """The tickets that an event is about, by id: whose holders are told of it."""
    if isinstance(event, TicketsPrecalled):
        return event.tickets
    return () if event.ticket is None else (event.ticket,)
