"""What happens to calls for a person from a window, as it is kept in the hall's record."""

from dataclasses import dataclass
from typing import ClassVar

from queue_server.domain.event import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class AssistanceWanted(Event):
    """Somebody at a counter called for a person; the event's sequence is the call's id."""

    kind: ClassVar[str] = "assistance_wanted"
    whom: str
    officer: str | None = None
    """The user name of the colleague who is meant; None where any will do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AssistanceAnswered(Event):
    """Somebody is on the way to the counter."""

    kind: ClassVar[str] = "assistance_answered"
    call: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AssistanceWithdrawn(Event):
    """The caller needs nobody any more, or called for somebody else instead."""

    kind: ClassVar[str] = "assistance_withdrawn"
    call: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AssistanceEnded(Event):
    """What was needed is done, or the day ended."""

    kind: ClassVar[str] = "assistance_ended"
    call: int
    reason: str
    """``done`` or ``close_of_day``."""
