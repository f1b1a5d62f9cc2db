"""Second-generation identity cards by a reader with the Ministry's SDT module on a serial line.

Frames are ``AA AA AA 96 69``, the length of what follows in two bytes, command or answer, data, and the
XOR of everything after the preamble. The text of a card is 256 bytes of UTF-16LE in fields of fixed
length; its photo needs the maker's library and is not asked for.
"""

import time
from collections.abc import Callable
from functools import reduce
from operator import xor
from typing import Protocol

import serial

from ticket_printer.readers import DocumentType, IdCard, ReaderAway

PREAMBLE = bytes.fromhex("AAAAAA9669")
FIND, SELECT, READ_TEXT, STATUS = b"\x20\x01", b"\x20\x02", b"\x30\x01", b"\x11\xff"
FOUND, DONE = 0x9F, 0x90
LARGEST = 4096
TEXT_LENGTH = 256
BAUD = 115_200
PAUSE_S = 0.3
ANSWER_S = 1.5
_FIELDS = {
    "name": 30,
    "sex": 2,
    "nation": 4,
    "birth": 16,
    "address": 70,
    "number": 36,
    "issuer": 30,
    "from": 16,
    "expiry": 16,
    "spare": 36,
}
"""Bytes of each field, in their order."""


class Line(Protocol):
    """A serial line, or what stands for one."""

    def write(self, data: bytes) -> object:
        """Send."""
        ...

    def read(self, size: int) -> bytes:
        """At most so many bytes, within the line's own time."""
        ...

    def reset_input_buffer(self) -> None:
        """Forget what came unasked."""
        ...

    def close(self) -> None:
        """Let go."""
        ...


class SdtReader:
    """Implements ``IdReader`` at ``sdt:/dev/ttyUSB0``, or ``sdt:/dev/ttyS0?baud=9600``."""

    def __init__(self, address: str, clock: Callable[[], float] = time.monotonic) -> None:
        device, _, options = address.partition(":")[2].partition("?")
        self._device, self._clock = device, clock
        self._baud = int(options.removeprefix("baud=")) if options else BAUD
        self._line: Line | None = None

    def open(self) -> None:
        """Open the line and ask the module how it is."""
        try:
            self._line = serial.Serial(
                self._device, self._baud, timeout=ANSWER_S, write_timeout=ANSWER_S, exclusive=True
            )
        except OSError as error:
            raise ReaderAway(f"{self._device} cannot be opened") from error
        self._ask(STATUS)

    def poll(self, timeout_s: float) -> IdCard | None:
        """Look for a card until the time is over; one that stays is read once by the module."""
        ends = self._clock() + timeout_s
        while self._clock() < ends:
            if self._ask(FIND)[0] == FOUND and self._ask(SELECT)[0] == DONE:
                state, data = self._ask(READ_TEXT)
                if state == DONE:
                    return card_of(data)
            time.sleep(PAUSE_S)
        return None

    def close(self) -> None:
        """Let go of the line."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def info(self) -> str:
        """Where it is."""
        return f"SDT module at {self._device}"

    def _ask(self, command: bytes) -> tuple[int, bytes]:
        """The third status byte of the answer, and its data; ReaderAway for anything that is no answer."""
        if self._line is None:
            raise ReaderAway("the line is not open")
        try:
            self._line.reset_input_buffer()
            self._line.write(frame(command))
            return answer(self._line)
        except OSError as error:
            raise ReaderAway("the line broke") from error


def frame(content: bytes) -> bytes:
    """A command as it travels."""
    body = (len(content) + 1).to_bytes(2, "big") + content
    return PREAMBLE + body + bytes([reduce(xor, body)])


def answer(line: Line) -> tuple[int, bytes]:
    """Read one answer: its third status byte and its data; ReaderAway if it is late, cut off or damaged."""
    head = _exactly(line, len(PREAMBLE) + 2)
    if not head.startswith(PREAMBLE):
        raise ReaderAway("the answer does not begin as one")
    length = int.from_bytes(head[len(PREAMBLE) :], "big")
    if not 4 <= length <= LARGEST:  # noqa: PLR2004 -- three status bytes and the sum
        raise ReaderAway("the answer has no possible length")
    rest = _exactly(line, length)
    if reduce(xor, head[len(PREAMBLE) :] + rest[:-1]) != rest[-1]:
        raise ReaderAway("the answer was damaged")
    return rest[2], rest[3:-1]


def card_of(data: bytes) -> IdCard:
    """The card of an answer's data: lengths of text and photo, then the text; ReaderAway if it is cut off."""
    length = int.from_bytes(data[:2], "big")
    block = data[4 : 4 + length]
    if length != TEXT_LENGTH or len(block) != TEXT_LENGTH:
        raise ReaderAway("the card's text is not as long as one")
    fields, place = {}, 0
    for name, size in _FIELDS.items():
        fields[name] = block[place : place + size].decode("utf-16-le", "replace").strip("\0 ")
        place += size
    return IdCard(
        document=DocumentType.IDENTITY_CARD,
        number=fields["number"],
        name=fields["name"],
        birth=fields["birth"],
        expiry=fields["expiry"],
    )


def _exactly(line: Line, size: int) -> bytes:
    found = b""
    while len(found) < size:
        more = line.read(size - len(found))
        if not more:
            raise ReaderAway("the reader does not answer")
        found += more
    return found
