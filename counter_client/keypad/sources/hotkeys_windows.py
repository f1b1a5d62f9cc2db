"""Hot-keys on Windows by RegisterHotKey. Written from Microsoft's pages; not yet tried on Windows."""

import ctypes
import time
from collections.abc import Sequence
from typing import Any

from counter_client.keypad.key_map import KeyMap
from counter_client.keypad.key_names import modifiers_of
from counter_client.keypad.sources import KeyEvent, PlainSource, SourceImpossible

WM_HOTKEY, PM_REMOVE = 0x0312, 1
NO_REPEAT = 0x4000
"""A key held down counts once."""
_MODIFIERS = {"alt": 1, "ctrl": 2, "shift": 4, "super": 8}
_CODES = {
    "enter": 0x0D, "backspace": 0x08, "tab": 0x09, "esc": 0x1B, "space": 0x20, "pageup": 0x21,
    "pagedown": 0x22, "end": 0x23, "home": 0x24, "left": 0x25, "up": 0x26, "right": 0x27, "down": 0x28,
    "insert": 0x2D, "delete": 0x2E, "star": 0x6A, "plus": 0x6B, "minus": 0x6D, "dot": 0x6E, "slash": 0x6F,
}  # fmt: skip
_PAUSE_S = 0.02


class Message(ctypes.Structure):
    """MSG of the Windows API."""

    _fields_ = (
        ("window", ctypes.c_void_p), ("message", ctypes.c_uint), ("wide", ctypes.c_size_t),
        ("long", ctypes.c_ssize_t), ("time", ctypes.c_ulong), ("x", ctypes.c_long), ("y", ctypes.c_long),
    )  # fmt: skip


def virtual_key(key: str) -> int | None:
    """The code of a key; None for one that Windows cannot be asked for here."""
    if key.startswith("f") and key[1:].isdigit():
        return 0x6F + int(key[1:])
    if len(key) == 1:
        return ord(key.upper())
    return _CODES.get(key)


class WindowsHotkeys(PlainSource):
    """Implements ``KeySource`` at ``hotkeys:`` on Windows; all by the thread that opens it."""

    def __init__(self, keys: KeyMap, user32: Any = None) -> None:
        self._names = tuple(keys.keys)
        self._user32 = user32 or ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore] # on Windows only
        self._count = 0

    def open(self) -> None:
        refused = [name for number, name in enumerate(self._names) if not self._take(number, name)]
        if refused:
            self.close()
            raise SourceImpossible(f"taken by another program: {', '.join(refused)}")

    def read(self, timeout_s: float) -> Sequence[KeyEvent]:
        ends = time.monotonic() + timeout_s
        while not (events := self._arrived()) and time.monotonic() < ends:
            time.sleep(_PAUSE_S)
        return events

    def close(self) -> None:
        for number in range(self._count):
            self._user32.UnregisterHotKey(None, number)
        self._count = 0

    def info(self) -> str:
        return f"hotkeys {', '.join(self._names)}"

    def _take(self, number: int, name: str) -> bool:
        modifiers, key = modifiers_of(name)
        code = virtual_key(key)
        mask = sum(_MODIFIERS[each] for each in modifiers) | NO_REPEAT
        self._count = number + 1
        return code is not None and bool(self._user32.RegisterHotKey(None, number, mask, code))

    def _arrived(self) -> list[KeyEvent]:
        events, message = [], Message()
        while self._user32.PeekMessageW(ctypes.byref(message), None, 0, 0, PM_REMOVE):
            if message.message == WM_HOTKEY and message.wide < len(self._names):
                events.append(KeyEvent(self._names[message.wide]))
        return events
