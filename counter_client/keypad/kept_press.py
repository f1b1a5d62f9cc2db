"""The one press that is on its way, on the disk: an agent that dies with it sends it on when it is back."""

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path

from counter_client.keypad.deeds import Deed
from counter_client.keypad.pad import Intention
from counter_client.requests import Request

log = logging.getLogger(__name__)

FRESH_S = 5 * 60.0
"""A press found after a restart is sent on only while it is still what the officer wants."""


@dataclass(frozen=True, kw_only=True)
class KeptPress:
    """An intention that has become a request, with the key under which it counts once.

    ``at`` is the wall clock's, in seconds.
    """

    intention: Intention
    request: Request
    key: str
    at: float


class NowhereKept:
    """For an agent without a folder: what it has on its way is lost with it."""

    def keep(self, press: KeptPress) -> None:
        """It is in memory, that must do."""

    def forget(self) -> None:
        """Nothing was kept."""

    def find(self, *, now: float) -> KeptPress | None:  # noqa: ARG002 -- as the other has it
        """Nothing was kept."""
        return None


class PressFile:
    """One file, written whole or not at all. A disk that takes nothing is in the log, and stops nobody."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def keep(self, press: KeptPress) -> None:
        """Before the first byte of it is sent."""
        new = self._file.with_suffix(".new")
        try:
            new.write_text(json.dumps(asdict(press)), "utf-8")
            new.replace(self._file)
        except OSError as error:
            log.warning("a press is kept in memory only: %s", error)

    def forget(self) -> None:
        """It was answered."""
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            log.warning("an answered press cannot be forgotten: %s", error)

    def find(self, *, now: float) -> KeptPress | None:
        """The press that a death interrupted, if it is fresh; it is forgotten by being asked for."""
        try:
            raw = json.loads(self._file.read_text("utf-8"))
            deed, typed = raw["intention"]["deed"], raw["intention"]["typed"]
            press = KeptPress(
                intention=Intention(Deed(deed["name"], tuple(deed["arguments"])), typed),
                request=Request(**raw["request"]),
                key=raw["key"],
                at=raw["at"],
            )
        except OSError:
            return None
        except (ValueError, TypeError, KeyError):
            press = None  # damaged: nobody can say what it was
        self.forget()
        return press if press is not None and 0 <= now - press.at < FRESH_S else None
