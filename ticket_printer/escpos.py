"""The ticket's bytes for an ESC/POS printer.

python-escpos makes the raster command and nothing else: its transports lose tickets silently (see
docs/printing.md). Cuts come from the hall's configuration, because the library's own depend on
printer profiles in which the mechanisms of Chinese kiosks do not appear.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from PIL import Image

from ticket_printer.printers import Slip

INITIALIZE = b"\x1b@\x1da\x00"
"""Begin anew, and send no status unasked: it would be taken for answers."""
CUTS = {
    "partial": b"\x1dVB\x00",
    "full": b"\x1dVA\x00",
    "partial-old": b"\x1bm",
    "full-old": b"\x1bi",
    "none": b"\n\n\n\n",
}
"""GS V 66/65 feed to the knife first; ESC m and ESC i are what older mechanisms understand."""

WIDEST = 576
FRAGMENT_ROWS = 240
"""An image goes in pieces of so many rows: small buffers overflow on more."""
WIDE_PROFILE = "TM-T20II"
"""The library's profile of 576 dots; without one it complains on standard output."""

_REAL_TIME = re.compile(rb"\x10(?=[\x04\x05\x14])")


class Confirmation(StrEnum):
    """How a printer tells that it has come to the end of a ticket."""

    PROCESS_ID = "process-id"
    """GS ( H: the printer answers with the ticket's own id once it is on paper; Epson's class."""
    PAPER_SENSOR = "paper-sensor"
    """GS r 1: answered in order, so after all that stands before it; most printers have it."""
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Commands:
    """What a model of printer understands. `cut` is sent as it is."""

    cut: bytes = CUTS["partial"]
    confirmation: Confirmation = Confirmation.PAPER_SENSOR


def encode(picture: Image.Image, commands: Commands) -> bytes:
    """Return the bytes that print `picture` (mode 1) and cut; the confirmation is asked apart."""
    return INITIALIZE + raster(picture) + commands.cut


def raster(picture: Image.Image) -> bytes:
    """Return the bytes that print `picture` (mode 1) at the left edge, and nothing else."""
    printer = _builder()(profile=WIDE_PROFILE)
    printer.image(scrubbed(picture), impl="bitImageRaster", fragment_height=FRAGMENT_ROWS)
    return b"\x1ba\x00" + bytes(printer.output)


def encode_slip(slip: Slip, commands: Commands) -> bytes:
    """Return the bytes of a slip: its text where it has one, else its picture; and the cut."""
    if slip.text is None:
        return encode(slip.picture, commands)
    return slip.text + commands.cut


def clearing(commands: Commands) -> bytes:
    """Return the bytes that end whatever a broken connection left half said, and cut it off.

    A printer in the middle of an image would take the next ticket for the rest of it. Zeros fill
    the image up with white, and mean nothing to a printer that waits for a command.
    """
    return bytes(WIDEST // 8 * FRAGMENT_ROWS) + commands.cut


def confirmation_request(kind: Confirmation, process_id: bytes) -> bytes:
    """Return the bytes that ask for a confirmation; `process_id` is four printable characters."""
    if kind is Confirmation.PROCESS_ID:
        return b"\x1d(H\x06\x00\x30\x30" + process_id
    return b"\x1dr\x01" if kind is Confirmation.PAPER_SENSOR else b""


def scrubbed(picture: Image.Image) -> Image.Image:
    """Return `picture` without byte pairs that a printer would obey in the middle of an image.

    Printers act on DLE EOT, DLE ENQ and DLE DC4 wherever they meet them, and some of those clear
    the buffer. One more dot of ink per such pair, which hardly ever occurs, is what it costs.
    """
    ink = bytes(byte ^ 0xFF for byte in picture.tobytes())
    safe = _REAL_TIME.sub(b"\x11", ink)
    if safe == ink:
        return picture
    return Image.frombytes("1", picture.size, bytes(byte ^ 0xFF for byte in safe))


@cache
def _builder() -> Any:
    """Import the library when it is first needed: a third of a second."""
    with _temporary_files_swept():
        from escpos.printer import Dummy  # noqa: PLC0415 -- see above

    return Dummy


@contextmanager
def _temporary_files_swept() -> Iterator[None]:
    """Let the library's import leave its pickle and folders where they are removed again."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="ticket-printer-") as folder:
        tempfile.tempdir = folder
        os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"] = folder
        try:
            yield
        finally:
            tempfile.tempdir = before
            del os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"]
