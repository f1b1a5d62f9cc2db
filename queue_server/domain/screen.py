"""A screen of a hall as somebody chose it: which layout, which part of the hall, how far away its readers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from queue_server.domain.names import CounterNumber, Letter, Texts

WHOLE_HALL = "hall"
"""The screen that every hall has."""
CLEAR_M_OF_A_MM = 0.4
"""Type of so many millimetres is read from 0.4 times so many metres: 50 mm from 20 m."""


class Layout(StrEnum):
    """What a screen is for."""

    HALL = "hall"
    WAITING = "waiting"
    WINDOW = "window"
    NOTICES = "notices"


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """What a screen shows beside the calls, as far as its layout has room for it."""

    waiting: bool = True
    """How many wait, and how long."""
    coming: bool = True
    """The numbers that are called next."""
    duty: bool = True
    """The duty leader of the day."""
    notices: bool = True
    media: bool = True
    check_in: bool = True
    """The code with which who took a number from a phone checks in; only where the hall takes such."""
    line: bool = False
    """The moving line at the foot."""
    clock: bool = True
    officer: bool = True
    photo: bool = False
    """The officer's photo, and the duty leader's: where the hall wants it."""


USUAL_PARTS: Mapping[str, bool] = {each.name: getattr(Parts(), each.name) for each in fields(Parts)}
"""Every part, and whether a screen shows it that nobody asked: what files and programs may say."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Screen:
    """One screen as it is configured."""

    id: str
    name: Texts
    layout: Layout = Layout.HALL
    counter: CounterNumber | None = None
    """Over which counter it hangs; only of a window's screen."""
    counters: tuple[CounterNumber, ...] | None = None
    """Of a zone: only calls to these; None is all."""
    services: tuple[Letter, ...] | None = None
    """Of a zone: only these; None is all."""
    speaks: bool = False
    depth_m: float | None = None
    """How far away its last reader is."""
    height_mm: float | None = None
    """How high the visible panel is."""
    parts: Parts = field(default_factory=Parts)

    @property
    def digit_mm(self) -> float | None:
        """How high a number must be for the last reader; None where nobody measured the hall."""
        return None if self.depth_m is None else round(self.depth_m / CLEAR_M_OF_A_MM, 1)
