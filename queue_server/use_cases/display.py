"""A page that shows a screen: what it last said of itself, and what is wrong with it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Alarm(StrEnum):
    """What a manager should see to, the worst first."""

    LOST = "lost"
    BEHIND = "behind"
    MUTE = "mute"
    CLIPS = "clips"
    TWO_VOICES = "two_voices"
    CLOCK = "clock"


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What a page says of itself."""

    screen: str
    page: str | None = None
    """A name that the page made for itself, so that two unpaired ones are two."""
    sequence: int
    """The last of the record that it shows."""
    sound: str
    spoke: tuple[int, str] | None = None
    """The sequence of the last call that it said, and by which voice."""
    missing: tuple[str, ...] = ()
    """Clips that it needed and that are missing or damaged now."""
    clock_off_s: float = 0.0
    """How far its machine's clock is ahead of the server's."""
    version: str = ""


@dataclass(kw_only=True, slots=True)
class Display:
    """One page as the hall knows it."""

    hall: str
    key: str
    """The device's id; of a page without one, what it calls itself."""
    device: str | None = None
    screen: str
    sequence: int = 0
    behind: int = 0
    """How many events it had not shown when it last reported."""
    due: int = 0
    """What it must have shown by its next report."""
    due_at: datetime | None = None
    """Since when that is due."""
    sound: str = "ready"
    sound_at: datetime | None = None
    """Since when its sound is so."""
    spoke: tuple[int, str] | None = None
    missing: tuple[str, ...] = ()
    clock_off_s: float = 0.0
    version: str = ""
    seen_at: datetime | None = None
    alarm: Alarm | None = None


class Displays(Protocol):
    """Pages that show screens, in one transaction."""

    def displays(self, hall: str) -> list[Display]:
        """Every one of a hall that is known."""
        ...

    def save_display(self, display: Display) -> None:
        """Keep one as it is now."""
        ...

    def remove_display(self, hall: str, key: str) -> None:
        """Forget one."""
        ...
