"""What a printer can do, as it was found at its installation: a small file that `run` reads."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from ticket_printer.clock import read_moment
from ticket_printer.escpos import Confirmation

FILE = "printer.json"
"""Its name in the spool's folder."""
PATIENCE = 3
"""An answer may take so many times as long as the slowest at the installation."""


class NoCapability(ValueError):
    """The file cannot be used, and why."""


@dataclass(frozen=True, kw_only=True)
class Capability:
    """What the printer at the address `printer` answered, and when."""

    printer: str
    probed_at: str
    status: bool
    """It answers DLE EOT: its health can be known before a number is printed."""
    paper_sensor: bool
    """It answers GS r 1 in order: so it confirms."""
    process_id: bool
    """It answers GS ( H with the ticket's own id: it confirms better."""
    near_end: bool
    """It has been seen to say that its paper is near the end."""
    slowest_s: float
    """The longest that it took for an answer; 0 where there was none."""

    @property
    def confirmation(self) -> Confirmation:
        """The best way in which it can say that a ticket is done."""
        if self.process_id:
            return Confirmation.PROCESS_ID
        return Confirmation.PAPER_SENSOR if self.paper_sensor else Confirmation.NONE

    def patience_s(self, at_least: float) -> float:
        """How long an answer may take."""
        return max(at_least, PATIENCE * self.slowest_s)


def find_capability(file: Path, *, printer: str) -> Capability | None:
    """Read the file, None if there is none; NoCapability if it is none, or of another printer."""
    try:
        written = file.read_text("utf-8")
    except FileNotFoundError:
        return None
    found = _read(written, file)
    if found.printer != printer:
        raise NoCapability(
            f"{file} is of another printer, {found.printer}: run `ticket-printer probe` with this one"
        )
    return found


def write_capability(file: Path, capability: Capability) -> None:
    """Keep it, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = file.with_name(f".{file.name}.partial")
    partial.write_text(json.dumps(asdict(capability), indent=2) + "\n", "utf-8")
    partial.replace(file)


def _read(written: str, file: Path) -> Capability:
    try:
        said = json.loads(written)
    except ValueError:
        said = None
    kinds = {each.name: each.type for each in fields(Capability)}
    if not isinstance(said, dict) or said.keys() != kinds.keys():
        raise NoCapability(f"{file} is no capability file: run `ticket-printer probe` again")
    wrong = [name for name, kind in kinds.items() if not _is(said[name], kind)]
    if wrong or read_moment(said["probed_at"]) is None:
        names = ", ".join(wrong or ["probed_at"])
        raise NoCapability(f"{file}: {names} cannot be meant: run `ticket-printer probe` again")
    return Capability(**said)


def _is(value: object, kind: object) -> bool:
    if kind is float:
        return type(value) in {int, float} and 0 <= float(str(value)) < float("inf")
    return type(value) is kind
