"""Events: what happened, as it is kept in the hall's record.

An event says who, when and to which ticket or counter. Its ``kind`` is the name on
the wire. Common facts are fields of ``Event``; what only one kind has, ``data()`` gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import ClassVar

from queue_server.domain.names import CounterNumber, TicketId

Json = str | int | float | bool | None | dict[str, "Json"] | list["Json"]
Fact = Json | datetime | date


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """Something that happened in a hall."""

    kind: ClassVar[str]
    at: datetime
    ticket: TicketId | None = None
    number: str | None = None
    counter: CounterNumber | None = None
    actor: str | None = None
    """Who did it: an officer's user name, a device's name, ``citizen`` or ``hall``."""

    def data(self) -> dict[str, Fact]:
        """The facts that only this kind has, by name."""
        return {name: getattr(self, name) for name in own_fields(type(self))}


def tickets_of(event: Event) -> Sequence[int]:
    """The tickets that an event is about, by id: whose holders are told of it."""
    if isinstance(event, TicketsPrecalled):
        return event.tickets
    return () if event.ticket is None else (event.ticket,)


_COMMON = frozenset({"at", "ticket", "number", "counter", "actor"})
_own: dict[type[Event], tuple[str, ...]] = {}


def own_fields(kind: type[Event]) -> tuple[str, ...]:
    """The names of the fields that a kind adds to the common ones."""
    names = _own.get(kind)
    if names is None:
        names = tuple(field.name for field in fields(kind) if field.name not in _COMMON)
        _own[kind] = names
    return names


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


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketTransferred(Event):
    """The same number waits for another service or counter; its clock runs on."""

    kind: ClassVar[str] = "ticket_transferred"
    service: str
    promise_s: float
    reserved_for: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketSentForPapers(Event):
    """The person fetches a missing paper and need not queue again (容缺)."""

    kind: ClassVar[str] = "ticket_sent_for_papers"
    reason: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketCameBack(Event):
    """The person is back with the paper, at the front of the class with a full bar."""

    kind: ClassVar[str] = "ticket_came_back"
    clock: datetime


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
class CounterOpened(Event):
    """The counter calls."""

    kind: ClassVar[str] = "counter_opened"
    officer: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CounterPaused(Event):
    """The counter stops calling for a while."""

    kind: ClassVar[str] = "counter_paused"
    reason: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CounterClosed(Event):
    """The counter stopped calling."""

    kind: ClassVar[str] = "counter_closed"
    reason: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class HallOpened(Event):
    """The hall began its day."""

    kind: ClassVar[str] = "hall_opened"
    day: date


@dataclass(frozen=True, kw_only=True, slots=True)
class HallClosed(Event):
    """The hall ended its day; every number has an ending."""

    kind: ClassVar[str] = "hall_closed"
    day: date


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeChanged(Event):
    """What the screens say between calls changed; None is again as the hall file has it."""

    kind: ClassVar[str] = "notice_changed"
    notices: list[Json] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeSpoken(Event):
    """An officer or a manager had the hall's voice say a notice of its list, perhaps for a counter."""

    kind: ClassVar[str] = "notice_spoken"
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ScreenChanged(Event):
    """A screen was configured, or is again as the hall file has it."""

    kind: ClassVar[str] = "screen_changed"
    screen: str
    configured: dict[str, Json] | None
    """As on the wire; None where the hall file decides again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyChanged(Event):
    """Somebody was named duty leader of a day; without a badge, the hall file's is it again."""

    kind: ClassVar[str] = "duty_changed"
    day: date
    badge: str | None
    name: str | None = None
    photo: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MediaChanged(Event):
    """Pictures and videos of the screens: the whole list as it is after the change."""

    kind: ClassVar[str] = "media_changed"
    media: list[Json]


@dataclass(frozen=True, kw_only=True, slots=True)
class DeviceChanged(Event):
    """A device asked to be enrolled, was approved or revoked, or changed its state."""

    kind: ClassVar[str] = "device_changed"
    device: str
    device_kind: str
    state: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ForecastMade(Event):
    """What a person who comes now would wait, by service."""

    kind: ClassVar[str] = "forecast"
    services: dict[str, Json]


@dataclass(frozen=True, kw_only=True, slots=True)
class PromiseAtRisk(Event):
    """A person will probably be called after the promise ends."""

    kind: ClassVar[str] = "promise_at_risk"
    due_at: datetime
    expected_at: datetime | None
