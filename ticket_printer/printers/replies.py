"""What a printer says: its answers, taken out of the stream of bytes, and its status bits.

Bits as in the manuals of Epson, HPRT, Rongta and Cashino, which agree. Of the fixed bits only those
under the mask 0x13 are trusted: Cashino's kiosk mechanisms use bit 7 for "ticket not yet taken".
"""

from dataclasses import dataclass
from enum import Enum, auto

from queue_server.protocol import PrinterState
from ticket_printer.printers import Health

STATUS_QUESTIONS = (1, 2, 3, 4)
_PROCESS_ID = b"\x37\x22"
_PROCESS_ID_LENGTH = 7
_AUTOMATIC_LENGTH = 4
"""Bytes of an automatic status, which some printers send unasked until they are told not to."""

_FAULTS = (
    (2, 0x04, Health(state=PrinterState.COVER_OPEN)),
    (2, 0x20, Health(state=PrinterState.PAPER_OUT)),
    (4, 0x60, Health(state=PrinterState.PAPER_OUT)),
    (3, 0x08, Health(state=PrinterState.ERROR, detail="cutter")),
    (3, 0x20, Health(state=PrinterState.ERROR, detail="unrecoverable")),
    (3, 0x40, Health(state=PrinterState.ERROR, detail="overheated")),
    (2, 0x40, Health(state=PrinterState.ERROR)),
    (1, 0x08, Health(state=PrinterState.OFFLINE, detail="switched_offline")),
    (4, 0x0C, Health(state=PrinterState.PAPER_LOW)),
    (1, 0x80, Health(state=PrinterState.READY, detail="ticket_not_taken")),
)
"""Question, bits, and what they mean; what staff must see first comes first."""


class Kind(Enum):
    """Which question a reply answers."""

    STATUS = auto()
    """One byte, to DLE EOT n."""
    PAPER_SENSOR = auto()
    """One byte, to GS r 1."""
    PROCESS_ID = auto()
    """The four characters given with GS ( H."""


@dataclass(frozen=True)
class Reply:
    """One answer of the printer."""

    kind: Kind
    value: bytes


class ReplyReader:
    """Cuts the printer's bytes into replies; what is none of ours is dropped."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[Reply]:
        """Take bytes as they came and return the replies that are now complete."""
        self._rest += data
        replies = []
        while self._rest and not _may_go_on(self._rest):
            reply, length = _first_reply(self._rest)
            self._rest = self._rest[length:]
            if reply:
                replies.append(reply)
        return replies


def _may_go_on(data: bytes) -> bool:
    """Whether the first reply is longer than what has come of it."""
    if data[0] & 0x93 == 0x10:  # noqa: PLR2004 -- the first byte of an automatic status
        return len(data) < _AUTOMATIC_LENGTH and _is_automatic(data)
    return _PROCESS_ID.startswith(data[:2]) and len(data) < _PROCESS_ID_LENGTH


def _is_automatic(data: bytes) -> bool:
    """Whether these are, or begin, the four bytes of an automatic status (GS a)."""
    rest = data[1:_AUTOMATIC_LENGTH]
    return data[0] & 0x93 == 0x10 and all(byte & 0x90 == 0 for byte in rest)  # noqa: PLR2004 -- as the manuals have it


def _first_reply(data: bytes) -> tuple[Reply | None, int]:
    if data.startswith(_PROCESS_ID):
        return Reply(Kind.PROCESS_ID, data[2:6]), _PROCESS_ID_LENGTH
    if _is_automatic(data):
        return None, _AUTOMATIC_LENGTH
    byte = data[:1]
    if data[0] & 0x13 == 0x12:  # noqa: PLR2004 -- the manuals' fixed bits
        return Reply(Kind.STATUS, byte), 1
    if data[0] & 0xF0 == 0x00:
        return Reply(Kind.PAPER_SENSOR, byte), 1
    return None, 1


def health_of(status: dict[int, int]) -> Health:
    """Return the health that the four status bytes, by question, describe."""
    for question, bits, health in _FAULTS:
        if status[question] & bits:
            return health
    return Health(state=PrinterState.READY)
