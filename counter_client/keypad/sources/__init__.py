"""Where keys come from, behind one port: a pad on USB or a serial line, hot-keys of a desktop, a terminal.

A source is found by the scheme of its address among the entry points of the group ``lunhou.keypads``, so
that a maker's own pad is a package beside this one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import entry_points
from typing import Protocol

from counter_client.keypad.key_map import KeyMap

GROUP = "lunhou.keypads"


class Motion(StrEnum):
    """What a key did."""

    DOWN = "down"
    UP = "up"
    HELD = "held"
    """It is still down: the machine repeats it."""
    TAP = "tap"
    """Down and up: of pads that do not tell the two."""


@dataclass(frozen=True)
class KeyEvent:
    """One motion of one key, by the names of ``key_names``.

    ``at``: when, in seconds of the source's own clock, which never goes back; None where it has none.
    """

    key: str
    motion: Motion = Motion.TAP
    at: float | None = None


class Why(StrEnum):
    """Why a pad is not there; what is said of each stands in the console's catalogues."""

    NOT_FOUND = "not_found"
    NOT_READABLE = "not_readable"
    """This user may not read it."""
    NOT_OPENED = "not_opened"
    GONE = "gone"
    """It was there, and was pulled out or closed."""


class SourceAway(Exception):
    """The pad is not there now; opening it again may help.

    ``what``: the pad by its address; ``detail``: the system's own words, for who repairs it.
    """

    def __init__(self, why: Why, what: object, detail: object = "") -> None:
        self.why, self.what, self.detail = why, str(what), str(detail)
        super().__init__(": ".join(filter(None, (self.what, why.value, self.detail))))


class SourceImpossible(Exception):
    """This machine or its desktop does not allow it: trying again will not help."""


class SourceEnded(Exception):
    """There will be no more keys, and that is as it should be."""


class KeySource(Protocol):
    """A pad. Used by one thread."""

    def open(self) -> None:
        """Connect; SourceAway if it is not there, SourceImpossible if it cannot be."""
        ...

    def read(self, timeout_s: float) -> Sequence[KeyEvent]:
        """What its keys did, in order; nothing if they did nothing in time. SourceAway, SourceEnded."""
        ...

    def show(self, text: str) -> None:
        """Put a line on its own display, where it has one; never raises."""
        ...

    def light(self, *, on: bool) -> None:
        """Its lamp, where it has one, is lit while a press waits; never raises."""
        ...

    def close(self) -> None:
        """Let go of it; never raises."""
        ...

    def info(self) -> str:
        """What it is, in a few words for the log."""
        ...


class PlainSource:
    """A pad with neither display nor lamp."""

    def show(self, text: str) -> None:
        """It has no display."""

    def light(self, *, on: bool) -> None:
        """It has no lamp."""


class UnknownSource(ValueError):
    """No source is installed for an address."""


def open_source(address: str, keys: KeyMap) -> KeySource:
    """The source at an address such as ``evdev:usb=1a2c:0e24``, not yet opened.

    UnknownSource without a driver; ValueError for an address that its driver cannot mean.
    """
    scheme = address.partition(":")[0]
    found = {each.name: each for each in entry_points(group=GROUP)}
    if scheme not in found:
        names = ", ".join(sorted(found)) or "none"
        raise UnknownSource(f'no source of keys is called "{scheme}"; there are: {names}')
    make: Callable[[str, KeyMap], KeySource] = found[scheme].load()
    return make(address, keys)
