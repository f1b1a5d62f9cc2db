"""A printer that is a folder: each slip a PNG, and beside it the bytes a real printer would get."""

import os
import re
from pathlib import Path

from queue_server.protocol import JobState, PrinterState
from ticket_printer.escpos import Commands, encode_slip
from ticket_printer.printers import Health, NotReady, Progress, Result, Slip

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


class FilePrinter:
    """Writes `NAME.png` and `NAME.bin` into `folder`; either whole or not at all.

    Only its owner may read what it writes: the code on a ticket opens its citizen's page.
    """

    def __init__(self, folder: Path, commands: Commands) -> None:
        self._folder = folder
        self._commands = commands

    def health(self) -> Health:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            return Health(state=PrinterState.ERROR, detail=_reason(error))
        if not os.access(self._folder, os.W_OK):
            return Health(state=PrinterState.ERROR, detail="folder_not_writable")
        return Health(state=PrinterState.READY)

    def print(self, slip: Slip, progress: Progress) -> Result:
        health = self.health()
        if not health.can_print:
            raise NotReady(health)
        progress.begin()
        name = _UNSAFE.sub("_", slip.name).lstrip(".")
        try:
            self._write(f"{name}.bin", encode_slip(slip, self._commands))
            self._write_picture(f"{name}.png", slip)
        except OSError as error:
            return Result(state=JobState.UNSURE, detail=_reason(error))
        return Result(state=JobState.PRINTED)

    def distrust(self) -> None:
        """Files are written whole: a broken one never gets its name."""

    def _write_picture(self, name: str, slip: Slip) -> None:
        partial = self._folder / f".{name}.partial"
        slip.picture.save(partial, "PNG")
        partial.chmod(0o600)
        partial.replace(self._folder / name)

    def _write(self, name: str, data: bytes) -> None:
        partial = self._folder / f".{name}.partial"
        partial.write_bytes(data)
        partial.chmod(0o600)
        partial.replace(self._folder / name)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower().replace(" ", "_")
