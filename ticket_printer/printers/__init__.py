"""Printers: how to ask one for its health and how to have a ticket printed.

A printer never sends a ticket twice by itself. `print` calls `begin` immediately before the first
byte may leave, and only after it has seen that the printer can print; so a failure before `begin`
cost nothing, and after it the paper may exist.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PIL import Image

from queue_server.protocol import JobState, PrinterState

CAN_PRINT = frozenset({PrinterState.READY, PrinterState.PAPER_LOW, PrinterState.UNKNOWN})


@dataclass(frozen=True, kw_only=True)
class Health:
    """How a printer is; `detail` names the fault for staff, empty where `state` says all."""

    state: PrinterState
    detail: str = ""

    @property
    def can_print(self) -> bool:
        """Whether a ticket may be sent now."""
        return self.state in CAN_PRINT


@dataclass(frozen=True, kw_only=True)
class Slip:
    """One paper: its name (the job's id) and picture (mode 1).

    `text` is the same in text mode, in bytes that are sent in the picture's place.
    """

    name: str
    picture: Image.Image
    text: bytes | None = None


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of a slip: printed, printed_unconfirmed or unsure, and why."""

    state: JobState
    detail: str = ""


class NotReady(Exception):
    """Nothing was sent, as the printer cannot print now; `health` says why."""

    def __init__(self, health: Health) -> None:
        super().__init__(health.detail or health.state.value)
        self.health = health


@dataclass(frozen=True, kw_only=True)
class Progress:
    """What a printer calls on its way: `begin` before the first byte, `held` when it got stuck.

    `held` gets the reason; the printer goes on waiting for the ticket's end after it.
    """

    begin: Callable[[], object]
    held: Callable[[str], object]


class Printer(Protocol):
    """A place where tickets come out. Used by one thread."""

    def health(self) -> Health:
        """Ask how the printer is; a printer that does not answer is `offline`, never an error."""
        ...

    def print(self, slip: Slip, progress: Progress) -> Result:
        """Print a slip once. Raises NotReady when nothing was sent."""
        ...

    def distrust(self) -> None:
        """Know that the last ticket may have broken off: its rest must not meet the next one."""
        ...
