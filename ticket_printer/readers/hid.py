"""A scanner that is a keyboard to the machine, taken for itself, so that no key of it reaches the page."""

import time
from collections.abc import Iterable
from typing import Any

from ticket_printer.readers import IdCard, ReaderAway
from ticket_printer.readers.typed import LONGEST, read_typed

_PLAIN = {"MINUS": "-", "EQUAL": "=", "SLASH": "/", "DOT": ".", "COMMA": ",", "SEMICOLON": ";"}
_SHIFTED = {"MINUS": "_", "EQUAL": "+", "SLASH": "?", "DOT": ">", "COMMA": "<", "SEMICOLON": ":"}
_SHIFTS = {"LEFTSHIFT", "RIGHTSHIFT"}
_ENDS = {"ENTER", "KPENTER", "TAB"}
DOWN, UP = 1, 0


class Keys:
    """Letters out of the keys of an American layout, which scanners have from the factory."""

    def __init__(self) -> None:
        self._typed, self._shifted = "", False

    def press(self, name: str, value: int) -> str | None:
        """A key such as ``KEY_A`` went down (1) or up (0): the line, if it ended one."""
        key = name.removeprefix("KEY_")
        if key in _SHIFTS:
            self._shifted = value != UP
        elif value == DOWN and key in _ENDS:
            line, self._typed = self._typed, ""
            return line or None
        elif value == DOWN:
            self._typed = (self._typed + self._letter(key))[-LONGEST:]
        return None

    def _letter(self, key: str) -> str:
        if len(key) == 1:
            return key if self._shifted else key.lower()
        return (_SHIFTED if self._shifted else _PLAIN).get(key, "")


class HidScanner:
    """Implements ``IdReader`` at ``hid:/dev/input/by-id/…``; needs the extra ``hid``."""

    def __init__(self, address: str) -> None:
        self._path = address.partition(":")[2]
        self._device: Any = None

    def open(self) -> None:
        """Take the device for this program alone."""
        try:
            from evdev import InputDevice  # noqa: PLC0415 -- only on Linux, and only with the extra
        except ImportError:
            raise ReaderAway("evdev is not installed: pip install 'lunhou[hid]'") from None
        try:
            self._device = InputDevice(self._path)
            self._device.grab()
        except OSError as error:
            raise ReaderAway("the scanner cannot be opened") from error

    def poll(self, timeout_s: float) -> IdCard | str | None:
        """The next line that it types."""
        from select import select  # noqa: PLC0415 -- beside its only use

        keys, ends = Keys(), time.monotonic() + timeout_s
        while (left := ends - time.monotonic()) > 0:
            if not select([self._device.fd], [], [], left)[0]:
                break
            try:
                line = _line(keys, self._device.read())
            except OSError as error:
                raise ReaderAway("the scanner has gone") from error
            if line:
                return read_typed(line)
        return None

    def close(self) -> None:
        """Let others have it."""
        found, self._device = self._device, None
        if found is not None:
            found.close()

    def info(self) -> str:
        """Where it is."""
        return f"scanner at {self._path}"


def _line(keys: Keys, events: Iterable[Any]) -> str | None:
    from evdev import ecodes  # noqa: PLC0415 -- as above

    line = None
    for event in events:
        if event.type == ecodes.EV_KEY:
            name = ecodes.KEY.get(event.code, "")
            line = keys.press(name if isinstance(name, str) else name[0], event.value) or line
    return line
