"""The virtual printer at the end of a cable: a pair of pseudo terminals, one of which is its plug.

The plug is a device file with two directions, so it stands for a serial line and for `/dev/usb/lp0`.
"""

import os
import select
import threading
import tty
from typing import Self

from tests.devices.virtual_printer import VirtualPrinter


class CabledPrinter(VirtualPrinter):
    """Reached by `serial_url` or `usb_url` instead of a port."""

    device = ""

    @property
    def serial_url(self) -> str:
        return f"serial:{self.device}?baud=115200"

    @property
    def usb_url(self) -> str:
        return f"usb:{self.device}"

    def switch_on(self) -> None:
        inner, self._plug = os.openpty()
        tty.setraw(self._plug)
        self.device = os.ttyname(self._plug)
        self._inner = InnerEnd(inner)
        self._on.set()
        self._thread = threading.Thread(target=self._serve_cable, daemon=True)
        self._thread.start()

    def switch_off(self, *, losing_buffer: bool = False) -> None:
        """Take the plug out."""
        super().switch_off(losing_buffer=losing_buffer)
        if self._plug >= 0:
            os.close(self._plug)
        self._plug = -1

    def say(self, data: bytes) -> None:
        """Send what nobody asked for."""
        self._inner.sendall(data)

    def _serve_cable(self) -> None:
        with self._inner:
            self._serve_one(self._inner)


class InnerEnd:
    """The printer's end, used as a socket is."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._timeout_s = 1.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._file)

    def settimeout(self, seconds: float) -> None:
        self._timeout_s = seconds

    def recv(self, most: int) -> bytes:
        ready, _, _ = select.select([self._file], [], [], self._timeout_s)
        if not ready:
            raise TimeoutError
        return os.read(self._file, most)

    def sendall(self, data: bytes) -> None:
        os.write(self._file, data)
