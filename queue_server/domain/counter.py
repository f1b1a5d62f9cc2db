"""Counters: the windows of a hall, what each takes, and who sits there now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from queue_server.domain.errors import CounterClosed, CounterTaken, Forbidden, TicketInHand
from queue_server.domain.events import CounterClosed as CounterClosedEvent
from queue_server.domain.events import CounterOpened, CounterPaused
from queue_server.domain.names import ClassCode, CounterNumber, Letter, Texts, TicketId
from queue_server.domain.promise import NO_DETOUR


class CounterKind(StrEnum):
    """What a window is for; the sign over it."""

    ACCEPTANCE = "acceptance"
    ISSUE = "issue"
    PAYMENT = "payment"
    FINGERPRINT = "fingerprint"
    PHOTO = "photo"
    FORM = "form"
    EXPRESS = "express"
    CONSULTATION = "consultation"
    RECEPTION = "reception"
    DUTY_LEADER = "duty_leader"
    URGENT = "urgent"
    GREEN_CHANNEL = "green_channel"
    APPOINTMENT = "appointment"
    DEDICATED = "dedicated"
    UNRESOLVED = "unresolved"


class CounterState(StrEnum):
    """Whether a counter calls."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Take:
    """One service that a counter takes, for all classes or some, at once or as its second choice."""

    service: Letter
    classes: frozenset[ClassCode] | None = None
    detour: timedelta = NO_DETOUR


@dataclass(frozen=True, kw_only=True, slots=True)
class Counter:
    """A window as the hall set it up (窗口)."""

    number: CounterNumber
    kind: CounterKind
    name: Texts
    takes: tuple[Take, ...]

    def find_take(self, service: str, priority_class: str) -> Take | None:
        """What this counter does with a service and class; None if nothing."""
        for take in self.takes:
            if take.service == service and (take.classes is None or priority_class in take.classes):
                return take
        return None


@dataclass(kw_only=True, slots=True)
class Seat:
    """A counter as it is now: its state, its officer, the ticket in hand."""

    number: CounterNumber
    state: CounterState = CounterState.CLOSED
    reason: str | None = None
    officer: str | None = None
    ticket: TicketId | None = None
    since: datetime | None = None
    until: datetime | None = None
    """When the officer of a paused counter means to be back."""

    def sit_down(self, officer: str, at: datetime) -> CounterOpened:
        """An officer sits down and the counter opens; CounterTaken if another sits there."""
        if self.officer not in {None, officer}:
            raise CounterTaken(counter=self.number)
        self.officer = officer
        self._set(CounterState.OPEN, None, at)
        return CounterOpened(at=at, counter=self.number, actor=officer, officer=officer)

    def get_up(self, officer: str, at: datetime) -> CounterClosedEvent:
        """The officer leaves and the counter closes; TicketInHand while someone is in hand."""
        self.require_officer(officer)
        self.require_empty()
        self.officer = None
        self._set(CounterState.CLOSED, None, at)
        return CounterClosedEvent(at=at, counter=self.number, actor=officer, reason=None)

    def open(self, officer: str, at: datetime) -> CounterOpened:
        """The counter calls again."""
        self.require_officer(officer)
        self._set(CounterState.OPEN, None, at)
        return CounterOpened(at=at, counter=self.number, actor=officer, officer=officer)

    def pause(
        self, officer: str, reason: str | None, at: datetime, expected: timedelta | None = None
    ) -> CounterPaused:
        """The counter stops calling, for about so long; a person in hand is still served."""
        self.require_officer(officer)
        self._set(CounterState.PAUSED, reason, at)
        self.until = None if expected is None else at + expected
        return CounterPaused(
            at=at, counter=self.number, actor=officer, reason=reason, expected_at=self.until
        )

    def close(self, officer: str, reason: str | None, at: datetime) -> CounterClosedEvent:
        """The counter stops for today; the officer stays known until getting up."""
        self.require_officer(officer)
        self.require_empty()
        self._set(CounterState.CLOSED, reason, at)
        return CounterClosedEvent(at=at, counter=self.number, actor=officer, reason=reason)

    def require_officer(self, officer: str) -> None:
        """CounterClosed if nobody sits here, Forbidden if it is somebody else."""
        if self.officer is None:
            raise CounterClosed(counter=self.number)
        if self.officer != officer:
            raise Forbidden(counter=self.number)

    def require_calling(self, officer: str) -> None:
        """The officer sits here and the counter is open, or it is refused."""
        self.require_officer(officer)
        if self.state is not CounterState.OPEN:
            raise CounterClosed(counter=self.number)

    def require_empty(self) -> None:
        """TicketInHand while a person is called or being served here."""
        if self.ticket is not None:
            raise TicketInHand(counter=self.number)

    def _set(self, state: CounterState, reason: str | None, at: datetime) -> None:
        self.state, self.reason, self.since, self.until = state, reason, at, None
