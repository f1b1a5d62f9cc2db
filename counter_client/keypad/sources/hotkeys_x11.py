"""Hot-keys on X11: the server is asked for each combination (XGrabKey), and tells no other key."""

import contextlib
import select
from collections.abc import Sequence
from itertools import product
from typing import Any

from counter_client.keypad.key_map import KeyMap
from counter_client.keypad.key_names import modifiers_of
from counter_client.keypad.sources import (
    KeyEvent,
    Motion,
    PlainSource,
    SourceAway,
    SourceImpossible,
    Why,
)

DESKTOP = "X11"
_KEYSYMS = {
    "enter": "Return", "plus": "plus", "minus": "minus", "star": "asterisk", "slash": "slash",
    "dot": "period", "comma": "comma", "equal": "equal", "backspace": "BackSpace", "delete": "Delete",
    "insert": "Insert", "space": "space", "tab": "Tab", "esc": "Escape", "numlock": "Num_Lock",
    "home": "Home", "end": "End", "pageup": "Prior", "pagedown": "Next", "up": "Up", "down": "Down",
    "left": "Left", "right": "Right", "semicolon": "semicolon", "apostrophe": "apostrophe",
    "grave": "grave", "leftbrace": "bracketleft", "rightbrace": "bracketright", "backslash": "backslash",
}  # fmt: skip
SHIFT, LOCK, CONTROL, ALT, NUM_LOCK, SUPER = 1, 2, 4, 8, 16, 64
"""Bits of an event's state: ShiftMask, LockMask, ControlMask, Mod1Mask, Mod2Mask, Mod4Mask."""
_MASKS = {"shift": SHIFT, "ctrl": CONTROL, "alt": ALT, "super": SUPER}
_MEANT = SHIFT | CONTROL | ALT | SUPER
"""NumLock and CapsLock make no difference."""
_LOCKS = [caps | num for caps, num in product((0, LOCK), (0, NUM_LOCK))]


class X11Hotkeys(PlainSource):
    """Implements ``KeySource`` at ``hotkeys:`` on X11; needs the extra ``hotkeys`` (python-xlib)."""

    def __init__(self, address: str, keys: KeyMap) -> None:
        self._address = address
        self._names = tuple(keys.keys)
        self._display: Any = None
        self._taken: dict[tuple[int, int], str] = {}
        self._down: dict[int, str] = {}

    def open(self) -> None:
        try:
            from Xlib import display, error  # noqa: PLC0415 -- only with the extra
        except ImportError:
            raise SourceImpossible(
                "python-xlib is missing: pip install 'lunhou[hotkeys]'"
            ) from None
        try:
            self._display = display.Display()
        except (error.DisplayError, OSError) as failure:
            raise SourceAway(Why.NOT_OPENED, DESKTOP, failure) from failure
        refused = [name for name in self._names if not self._take(name)]
        if refused:
            self.close()
            raise SourceImpossible(
                f"taken by another program, or not on this keyboard: {', '.join(refused)}"
            )

    def read(self, timeout_s: float) -> Sequence[KeyEvent]:
        from Xlib.error import ConnectionClosedError  # noqa: PLC0415 -- only with the extra

        try:
            if not self._display.pending_events():
                select.select([self._display.fileno()], [], [], timeout_s)
            count = self._display.pending_events()
            events = [self._display.next_event() for _ in range(count)]
        except (ConnectionClosedError, OSError) as error:
            raise SourceAway(Why.GONE, DESKTOP) from error
        return [found for event in events if (found := self._event(event)) is not None]

    def close(self) -> None:
        found, self._display = self._display, None
        self._taken.clear()
        self._down.clear()
        if found is not None:
            with contextlib.suppress(Exception):
                found.close()

    def info(self) -> str:
        return f"hotkeys {', '.join(self._names)}"

    def _take(self, name: str) -> bool:
        """Ask for one combination, whatever NumLock and CapsLock are; whether it was given."""
        from Xlib import XK, X, error  # noqa: PLC0415 -- only with the extra

        modifiers, key = modifiers_of(name)
        symbol = XK.string_to_keysym(_KEYSYMS.get(key) or (key.upper() if key[1:] else key))
        code = self._display.keysym_to_keycode(symbol) if symbol else 0
        if not code:
            return False
        mask = sum(_MASKS[each] for each in modifiers)
        failed, root = error.CatchError(error.BadAccess), self._display.screen().root
        for locks in _LOCKS:
            mode = X.GrabModeAsync
            root.grab_key(code, mask | locks, True, mode, mode, onerror=failed)  # noqa: FBT003 -- X's owner_events
        self._display.sync()
        self._taken[code, mask] = name
        return failed.get_error() is None

    def _event(self, event: Any) -> KeyEvent | None:
        """The server's times are in ms; repeats of a key held down go up and down in the same one."""
        from Xlib import X  # noqa: PLC0415 -- only with the extra

        at = getattr(event, "time", 0) / 1000
        if event.type == X.KeyPress:
            name = self._taken.get((event.detail, event.state & _MEANT))
            if name is None:
                return None
            self._down[event.detail] = name
            return KeyEvent(name, Motion.DOWN, at)
        if event.type == X.KeyRelease and event.detail in self._down:
            return KeyEvent(self._down.pop(event.detail), Motion.UP, at)
        return None
