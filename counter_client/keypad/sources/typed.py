"""A terminal, or whatever types into this program: ``stdin:``. Nobody tells when a key went up."""

import contextlib
import os
import select
import sys
from collections.abc import Sequence
from typing import Any

from counter_client.keypad.key_map import KeyMap
from counter_client.keypad.key_names import is_key
from counter_client.keypad.sources import KeyEvent, PlainSource, SourceEnded, SourceImpossible

CHARACTERS = {
    "\r": "enter", "\n": "enter", "+": "plus", "-": "minus", "*": "star", "/": "slash", ".": "dot",
    ",": "comma", "=": "equal", "\b": "backspace", "\x7f": "backspace", " ": "space", "\t": "tab",
}  # fmt: skip


def keys_typed(text: str) -> list[KeyEvent]:
    """The keys that make these characters; what no key of ours makes is nothing."""
    names = (CHARACTERS.get(character, character.lower()) for character in text)
    return [KeyEvent(name) for name in names if is_key(name)]


class TypedKeys(PlainSource):
    """Implements ``KeySource`` at ``stdin:``; a terminal gives each key at once, and shows none."""

    def __init__(self, address: str, keys: KeyMap) -> None:  # noqa: ARG002 -- it knows all keys that can be typed
        self._address = address
        self._settings: Any = None

    def open(self) -> None:
        if os.name == "nt":
            raise SourceImpossible("stdin: needs a system with terminals; on Windows use hotkeys:")
        if sys.stdin.isatty():
            self._take_single_keys()

    def read(self, timeout_s: float) -> Sequence[KeyEvent]:
        if not select.select([sys.stdin], [], [], timeout_s)[0]:
            return ()
        data = os.read(sys.stdin.fileno(), 4096)
        if not data:
            raise SourceEnded
        return keys_typed(data.decode("ascii", "ignore"))

    def close(self) -> None:
        if self._settings is not None:
            self._give_back()

    def info(self) -> str:
        return "stdin"

    def _take_single_keys(self) -> None:
        import termios  # noqa: PLC0415 -- not on every system
        import tty  # noqa: PLC0415 -- not on every system

        self._settings = termios.tcgetattr(sys.stdin)
        tty.setcbreak(sys.stdin)

    def _give_back(self) -> None:
        import termios  # noqa: PLC0415 -- not on every system

        settings, self._settings = self._settings, None
        with contextlib.suppress(termios.error):
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, settings)
