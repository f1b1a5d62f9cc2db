"""A network printer without hardware: TCP in, one picture per cut ticket out, faults on demand."""

import re
import socket
import threading
import time
from dataclasses import dataclass
from typing import Self

from PIL import Image

from tests.devices.escpos_decoder import Decoder
from tests.devices.strip import DOTS_PER_MM, Strip

_STATUS = re.compile(rb"\x10\x04([\x01-\x04])")
_TICK_S = 0.02


@dataclass
class Faults:
    """What is wrong with the printer just now."""

    near_end: bool = False
    cover_open: bool = False
    offline: bool = False
    cutter: bool = False
    hot: bool = False
    not_taken: bool = False
    """The ticket still hangs in the mouth of a mechanism that looks (bit 7)."""
    no_status: bool = False
    """It answers no real-time question, as some do on USB; everything else it does."""
    mute: bool = False
    drop_after: int | None = None
    """Close the connection when so many bytes have come; they stay in the printer."""


class VirtualPrinter:
    """Listens on 127.0.0.1; serves one client at a time, as such printers do."""

    def __init__(
        self,
        *,
        width: int = 576,
        paper_mm: float | None = None,
        confirms: bool = True,
        has_process_id: bool = True,
        faults: Faults | None = None,
    ) -> None:
        self.faults = faults or Faults()
        self.strip = Strip(width)
        self.decoder = Decoder(self.strip, confirms=confirms, has_process_id=has_process_id)
        self.received = 0
        self.port = 0
        self._tail = b""
        self._lock = threading.RLock()
        self._on = threading.Event()
        self._thread: threading.Thread | None = None
        if paper_mm is not None:
            self.load_paper(paper_mm)

    def __enter__(self) -> Self:
        self.switch_on()
        return self

    def __exit__(self, *_: object) -> None:
        self.switch_off()

    @property
    def address(self) -> tuple[str, int]:
        return "127.0.0.1", self.port

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    @property
    def tickets(self) -> list[Image.Image]:
        with self._lock:
            return list(self.strip.tickets)

    def switch_on(self) -> None:
        listener = socket.create_server(("127.0.0.1", self.port))
        listener.settimeout(_TICK_S)
        self.port = listener.getsockname()[1]
        self._on.set()
        self._thread = threading.Thread(target=self._serve, args=(listener,), daemon=True)
        self._thread.start()

    def switch_off(self, *, losing_buffer: bool = False) -> None:
        """Refuse connections until switched on again; without power the buffer is lost."""
        self._on.clear()
        if self._thread:
            self._thread.join(5)
        if losing_buffer:
            with self._lock:
                self.decoder.forget()

    def load_paper(self, mm: float | None = None) -> None:
        """Put in a roll of `mm`, or one without end."""
        with self._lock:
            self.strip.rows_left = None if mm is None else round(mm * DOTS_PER_MM)

    def wait_for_tickets(self, count: int, within_s: float = 10) -> list[Image.Image]:
        until = time.monotonic() + within_s
        while len(self.tickets) < count and time.monotonic() < until:
            time.sleep(_TICK_S)
        return self.tickets

    def _serve(self, listener: socket.socket) -> None:
        with listener:
            while self._on.is_set():
                try:
                    client, _ = listener.accept()
                except TimeoutError:
                    self._work(None)
                    continue
                with client:
                    self._serve_one(client)

    def _serve_one(self, client: socket.socket) -> None:
        client.settimeout(_TICK_S)
        while self._on.is_set():
            try:
                data = client.recv(65536)
                if not data:
                    return
                self._take(data, client)
            except TimeoutError:
                pass
            except (OSError, _Dropped):
                return
            self._work(client)

    def _take(self, data: bytes, client: socket.socket) -> None:
        """Answer real-time questions at once, wherever they stand; the rest goes in order."""
        with self._lock:
            self.decoder.near_end = self.faults.near_end
            self.received += len(data)
            if self.faults.drop_after is not None and self.received >= self.faults.drop_after:
                data = data[: len(data) - (self.received - self.faults.drop_after)]
                self.faults.drop_after = None
                self.decoder.feed(data)
                raise _Dropped
            parts = _STATUS.split(self._tail + data)
            self._tail = b""
            for index, part in enumerate(parts):
                if index % 2:
                    if self.faults.no_status:
                        continue
                    self._answer(client, bytes([self._status(part[0])]))
                elif index == len(parts) - 1:
                    self._tail = part[len(part) - _unfinished(part) :]
                    self.decoder.feed(part[: len(part) - len(self._tail)])
                else:
                    self.decoder.feed(part)

    def _work(self, client: socket.socket | None) -> None:
        with self._lock:
            if not self.faults.cover_open:
                self.decoder.work()
            replies = bytes(self.decoder.replies)
            self.decoder.replies.clear()
        if client and replies:
            self._answer(client, replies)

    def _answer(self, client: socket.socket, data: bytes) -> None:
        if not self.faults.mute:
            client.sendall(data)

    def _status(self, question: int) -> int:
        faults, out = self.faults, self.strip.is_out
        down = faults.offline or faults.cover_open or out
        bits = {
            1: 0x08 * down | 0x80 * faults.not_taken,
            2: 0x04 * faults.cover_open | 0x20 * out | 0x40 * (faults.cutter or faults.hot),
            3: 0x08 * faults.cutter | 0x40 * faults.hot,
            4: 0x0C * faults.near_end | 0x60 * out,
        }
        return 0x12 | bits[question]


class _Dropped(Exception):
    pass


def _unfinished(part: bytes) -> int:
    """How many bytes at the end may be the beginning of a question."""
    return 2 if part.endswith(b"\x10\x04") else 1 if part.endswith(b"\x10") else 0
