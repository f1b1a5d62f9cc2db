"""Every kind of event in the record of a hall, under one name.

Those of tickets are in ``ticket_events``, those of cases in ``case_events``; here are those of the hall:
counters, days, what hangs and is said, devices, forecasts. A new kind goes where it belongs; ``record``
finds it here.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from queue_server.domain.assistance_events import (
    AssistanceAnswered,
    AssistanceEnded,
    AssistanceWanted,
    AssistanceWithdrawn,
)
from queue_server.domain.case_events import (
    CaseAnswered,
    CaseClosed,
    CaseDueChanged,
    CaseErased,
    CaseHandedOn,
    CaseNoted,
    CaseOpened,
    CaseReopened,
)
from queue_server.domain.event import Event, Fact, Json, own_fields
from queue_server.domain.ticket_events import (
    ArrivalChanged,
    ClassGranted,
    PresenceLapsed,
    PromiseAtRisk,
    RouteChanged,
    ServiceCompleted,
    ServiceStarted,
    TicketAbandoned,
    TicketAliased,
    TicketCalled,
    TicketCameBack,
    TicketCancelled,
    TicketCheckedIn,
    TicketDeferred,
    TicketHeld,
    TicketIssued,
    TicketMissed,
    TicketMoved,
    TicketPutBack,
    TicketRated,
    TicketRenumbered,
    TicketReprinted,
    TicketRestored,
    TicketSentForPapers,
    TicketsPrecalled,
    TicketTransferred,
    tickets_of,
)
from queue_server.domain.window_events import ActionUndone, TicketRemarked

__all__ = (  # noqa: RUF022 -- what is found here though it is written elsewhere
    "Event",
    "Fact",
    "Json",
    "own_fields",
    "CaseAnswered",
    "CaseClosed",
    "CaseDueChanged",
    "CaseErased",
    "CaseHandedOn",
    "CaseNoted",
    "CaseOpened",
    "CaseReopened",
    "ActionUndone",
    "ArrivalChanged",
    "AssistanceAnswered",
    "AssistanceEnded",
    "AssistanceWanted",
    "AssistanceWithdrawn",
    "ClassGranted",
    "PresenceLapsed",
    "PromiseAtRisk",
    "RouteChanged",
    "ServiceCompleted",
    "ServiceStarted",
    "TicketAbandoned",
    "TicketAliased",
    "TicketCalled",
    "TicketCameBack",
    "TicketCancelled",
    "TicketCheckedIn",
    "TicketDeferred",
    "TicketHeld",
    "TicketIssued",
    "TicketMissed",
    "TicketMoved",
    "TicketPutBack",
    "TicketRated",
    "TicketRemarked",
    "TicketRenumbered",
    "TicketReprinted",
    "TicketRestored",
    "TicketSentForPapers",
    "TicketTransferred",
    "TicketsPrecalled",
    "tickets_of",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperDecided(Event):
    """Somebody of the staff said what is to become of a paper that nobody was sure of."""

    kind: ClassVar[str] = "paper_decided"
    copy: int
    printer: str
    decision: str


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
    expected_at: datetime | None = None
    """When its officer means to be back."""


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
class CoolDownLifted(Event):
    """An officer forgave a person the numbers lost by not coming: they no longer count."""

    kind: ClassVar[str] = "cool_down_lifted"
    tickets: list[int]
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceChanged(Event):
    """Numbers for a service are given no more for a while, or again."""

    kind: ClassVar[str] = "service_changed"
    service: str
    paused: bool
    reason: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class HelpWanted(Event):
    """Somebody at a kiosk asked for a person to come."""

    kind: ClassVar[str] = "help_wanted"
    device: str
    place: str
    """What the kiosk is called in the hall."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HelpAnswered(Event):
    """Somebody of the hall is on the way to the kiosk."""

    kind: ClassVar[str] = "help_answered"
    device: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HelpWithdrawn(Event):
    """The person at the kiosk needs nobody any more."""

    kind: ClassVar[str] = "help_withdrawn"
    device: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NumbersLeased(Event):
    """A kiosk may give these numbers of a day while it works alone."""

    kind: ClassVar[str] = "numbers_leased"
    device: str | None
    """None where nobody knows who had them: they are never given again."""
    service: str
    day: date
    first: int
    last: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordRestored(Event):
    """A kiosk knows more than this record: it was restored from an older backup."""

    kind: ClassVar[str] = "record_restored"
    device: str
    epoch: int
    given: dict[str, Json]
    """The highest count known to have been given, by day and letter: ``{"2026-11-23 A": 57}``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperConflict(Event):
    """A paper has a number that is somebody else's, or cannot be taken into the line; a person must help."""

    kind: ClassVar[str] = "paper_conflict"
    device: str
    why: str
    """The code of the refusal."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ForecastMade(Event):
    """What a person who comes now would wait, by service."""

    kind: ClassVar[str] = "forecast"
    services: dict[str, Json]
