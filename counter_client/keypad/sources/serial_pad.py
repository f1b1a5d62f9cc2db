"""A pad on a serial line, by the bytes that its maker chose: ``serial:/dev/ttyUSB0?baud=9600``."""

import contextlib
import time
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

import serial

from counter_client.keypad.key_map import KeyMap
from counter_client.keypad.sources import KeyEvent, SourceAway, Why
from counter_client.keypad.sources.typed import keys_typed

PAUSE_S = 0.05
"""Bytes of one key come together; what is begun and not gone on with for so long is thrown away."""


class Cutter:
    """Makes keys of bytes by the table of the key map; without a table, of the characters that they are."""

    def __init__(self, keys: KeyMap) -> None:
        self._table = keys.serial
        self._left = b""

    @property
    def is_in_a_key(self) -> bool:
        """Whether the beginning of a key has come, and not yet its end."""
        return bool(self._left)

    def feed(self, data: bytes) -> list[KeyEvent]:
        """The keys that are whole now."""
        if not self._table:
            return keys_typed(data.decode("ascii", "ignore"))
        self._left += data
        events = []
        while self._left:
            sent = next((each for each in self._table if self._left.startswith(each)), None)
            if sent is not None:
                events.append(KeyEvent(self._table[sent]))
                self._left = self._left[len(sent) :]
            elif any(each.startswith(self._left) for each in self._table):
                break
            else:
                self._left = self._left[1:]  # noise, or a key that the map does not know
        return events

    def give_up(self) -> None:
        """The rest of the key does not come."""
        self._left = b""


class SerialPad:
    """Implements ``KeySource`` at ``serial:``; its display shows what the map's ``[display]`` sends."""

    def __init__(self, address: str, keys: KeyMap) -> None:
        parts = urlsplit(address)
        options = parse_qs(parts.query)
        try:
            self._baud = int(options.pop("baud", ["9600"])[0])
        except ValueError:
            raise ValueError(f"{address}: baud is a number") from None
        if options or not parts.path:
            raise ValueError(f"{address}: a serial pad is serial:/dev/ttyUSB0?baud=9600")
        self._device, self._screen = parts.path, keys.screen
        self._cutter = Cutter(keys)
        self._port: serial.Serial | None = None
        self._fed_at = 0.0

    def open(self) -> None:
        try:
            self._port = serial.Serial(
                self._device, self._baud, timeout=0, write_timeout=0.5, exclusive=True
            )
        except (OSError, serial.SerialException) as error:
            raise SourceAway(Why.NOT_OPENED, self._device, error) from error

    def read(self, timeout_s: float) -> Sequence[KeyEvent]:
        port = self._port
        if port is None:
            raise SourceAway(Why.GONE, self._device)
        try:
            port.timeout = timeout_s
            data = bytes(port.read(1))
            data += bytes(port.read(port.in_waiting)) if data else b""
        except (OSError, TypeError, serial.SerialException) as error:
            # pyserial stumbles with a TypeError over a port that was closed under it.
            raise SourceAway(Why.GONE, self._device) from error
        now = time.monotonic()
        if self._cutter.is_in_a_key and now - self._fed_at > PAUSE_S:
            self._cutter.give_up()
        if data:
            self._fed_at = now
        return self._cutter.feed(data)

    def show(self, text: str) -> None:
        screen, port = self._screen, self._port
        if screen is None or port is None:
            return
        line = text.encode(screen.encoding, "replace")
        with contextlib.suppress(OSError, serial.SerialException):
            port.write(screen.before + line + screen.after)

    def light(self, *, on: bool) -> None:
        """It has no lamp that we know of."""

    def close(self) -> None:
        port, self._port = self._port, None
        self._cutter.give_up()
        if port is not None:
            with contextlib.suppress(OSError, serial.SerialException):
                port.close()

    def info(self) -> str:
        return f"serial {self._device}, {self._baud} baud"
