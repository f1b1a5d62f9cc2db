"""A printer on a serial line: RS-232, TTL, or a USB cable that looks like one."""

from dataclasses import dataclass
from enum import StrEnum

import serial

_CHUNK = 512
"""Bytes a write: half a second at 9600 baud, so that a printer that takes nothing is seen as such."""
_BITS_A_BYTE = 10
"""A start bit, eight of data, a stop bit."""


class FlowControl(StrEnum):
    """How a printer says that its buffer is full."""

    NONE = "none"
    RTS_CTS = "rtscts"
    DSR_DTR = "dsrdtr"
    XON_XOFF = "xonxoff"


@dataclass(frozen=True, kw_only=True)
class Line:
    """Where a line is, and how one speaks on it."""

    device: str
    baud: int = 115_200
    flow: FlowControl = FlowControl.NONE


class SerialLink:
    """An opened line. Its errors are OSErrors; a second program on the same line is refused."""

    remembers = True

    def __init__(self, line: Line) -> None:
        self.bytes_per_s = line.baud / _BITS_A_BYTE
        self._port = serial.Serial(
            line.device,
            line.baud,
            timeout=0,
            exclusive=True,
            rtscts=line.flow is FlowControl.RTS_CTS,
            dsrdtr=line.flow is FlowControl.DSR_DTR,
            xonxoff=line.flow is FlowControl.XON_XOFF,
        )

    def send(self, data: bytes, *, stall_s: float) -> None:
        self._port.write_timeout = stall_s
        try:
            for start in range(0, len(data), _CHUNK):
                self._port.write(data[start : start + _CHUNK])
        except serial.SerialTimeoutException:
            raise TimeoutError("the printer takes nothing") from None

    def receive(self, *, within_s: float) -> bytes:
        self._port.timeout = max(0.001, within_s)
        first = bytes(self._port.read(1))
        return first + bytes(self._port.read(self._port.in_waiting)) if first else b""

    def close(self) -> None:
        self._port.close()
