"""A pad for tests and demonstrations: each line that is written into a file is a key, or ``KEY MOTION``."""

import time
from collections.abc import Sequence
from pathlib import Path

from counter_client.keypad.key_map import KeyMap
from counter_client.keypad.sources import KeyEvent, Motion, SourceAway, Why

PAUSE_S = 0.02


class SimulatedPad:
    """Implements ``KeySource`` at ``simulated:FILE``; FILE must be there, and lines of before are not read.

    What it would show stands in ``FILE.shown``, a line each; its lamp is the file ``FILE.lit``.
    """

    def __init__(self, address: str, keys: KeyMap) -> None:  # noqa: ARG002 -- it knows no keys by itself
        self._file = Path(address.partition(":")[2])
        self._place = 0

    def open(self) -> None:
        try:
            self._place = self._file.stat().st_size
        except OSError as error:
            raise SourceAway(Why.NOT_FOUND, self._file) from error

    def read(self, timeout_s: float) -> Sequence[KeyEvent]:
        ends = time.monotonic() + timeout_s
        while not (lines := self._new_lines()) and time.monotonic() < ends:
            time.sleep(PAUSE_S)
        return [_event(line) for line in lines if line.strip()]

    def show(self, text: str) -> None:
        with self._beside("shown").open("a", encoding="utf-8") as shown:
            print(text, file=shown)

    def light(self, *, on: bool) -> None:
        if on:
            self._beside("lit").touch()
        else:
            self._beside("lit").unlink(missing_ok=True)

    def close(self) -> None:
        """There is nothing to hold."""

    def info(self) -> str:
        return f"simulated {self._file}"

    def _beside(self, what: str) -> Path:
        return self._file.with_name(f"{self._file.name}.{what}")

    def _new_lines(self) -> list[str]:
        try:
            with self._file.open("rb") as source:
                source.seek(self._place)
                read = source.read()
        except OSError as error:
            raise SourceAway(Why.GONE, self._file) from error
        whole = read[: read.rfind(b"\n") + 1]
        self._place += len(whole)
        return whole.decode("utf-8", "replace").splitlines()


def _event(line: str) -> KeyEvent:
    key, _, motion = line.strip().partition(" ")
    return KeyEvent(key, Motion(motion or "tap"))
