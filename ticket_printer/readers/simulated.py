"""A reader for tests and demonstrations: each line that is written into a file is a document laid on it."""

import time
from pathlib import Path

from ticket_printer.readers import IdCard, ReaderAway
from ticket_printer.readers.typed import read_typed

PAUSE_S = 0.05


class SimulatedReader:
    """Implements ``IdReader`` at ``simulated:/path/to/file``; lines that were there before are not read."""

    def __init__(self, address: str) -> None:
        self._file = Path(address.partition(":")[2])
        self._place = 0

    def open(self) -> None:
        """Begin at the end of the file."""
        try:
            self._place = self._file.stat().st_size if self._file.exists() else 0
            self._file.touch(mode=0o600)
        except OSError as error:
            raise ReaderAway("the file cannot be used") from error

    def poll(self, timeout_s: float) -> IdCard | str | None:
        """The next whole line."""
        ends = time.monotonic() + timeout_s
        while True:
            line = self._next()
            if line:
                return read_typed(line)
            if time.monotonic() >= ends:
                return None
            time.sleep(PAUSE_S)

    def close(self) -> None:
        """There is nothing to hold."""

    def info(self) -> str:
        """What it is."""
        return "simulated reader"

    def _next(self) -> str:
        try:
            with self._file.open("rb") as source:
                source.seek(self._place)
                line = source.readline()
        except OSError as error:
            raise ReaderAway("the file has gone") from error
        if not line.endswith(b"\n"):
            return ""
        self._place += len(line)
        return line.decode("utf-8", "replace").strip()
