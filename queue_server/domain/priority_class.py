"""Priority classes: what a hall promises to whom."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from queue_server.domain.names import ClassCode, Texts


class Who(StrEnum):
    """Who says that a person belongs to a class."""

    DECLARED = "declared"
    """The person, at the kiosk."""
    GRANTED = "granted"
    """An officer, with a reason from the hall's list."""
    CHECK_IN = "check_in"
    """An appointment that is kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PriorityClass:
    """One class of a hall (优先级)."""

    code: ClassCode
    name: Texts
    promise: timedelta
    who: Who = Who.DECLARED
    tier: int = 0
    """1 is the green channel, before everyone else; 0 is everyone."""
