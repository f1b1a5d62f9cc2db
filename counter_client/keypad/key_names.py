"""The names of keys, the same for every source: ``5`` is a five, on the pad or above the letters."""

import re
from collections.abc import Iterator

DIGITS = frozenset("0123456789")
_NAMED = {
    "enter", "plus", "minus", "star", "slash", "dot", "comma", "equal", "backspace", "delete", "insert",
    "space", "tab", "esc", "numlock", "home", "end", "pageup", "pagedown", "up", "down", "left", "right",
    "semicolon", "apostrophe", "grave", "leftbrace", "rightbrace", "backslash",
}  # fmt: skip
_PLAIN = re.compile(r"[0-9a-z]|f([1-9]|1\d|2[0-4])|key-\d{1,3}")
MODIFIERS = ("ctrl", "alt", "shift", "super")


def is_key(name: str) -> bool:
    """Whether a map may name it: a key, for hot-keys with its modifiers before it (``ctrl+alt+n``)."""
    *modifiers, key = name.split("+")
    known = key in _NAMED or _PLAIN.fullmatch(key) is not None
    return known and set(modifiers) <= set(MODIFIERS) and len(set(modifiers)) == len(modifiers)


def modifiers_of(name: str) -> tuple[frozenset[str], str]:
    """The modifiers, and the key itself."""
    *modifiers, key = name.split("+")
    return frozenset(modifiers), key


def linux_key(code: int) -> str:
    """The name of a key of Linux's input-event-codes.h; ``key-183`` for one without a name."""
    return _LINUX.get(code, f"key-{code}")


def linux_digit_codes() -> frozenset[int]:
    """The codes of digits: what has them all is a keyboard or a number pad."""
    return frozenset(code for code, name in _LINUX.items() if name in DIGITS)


def _rows() -> Iterator[tuple[int, str]]:
    for first, names in (
        (2, "1 2 3 4 5 6 7 8 9 0 minus equal backspace tab"),
        (16, "q w e r t y u i o p leftbrace rightbrace enter"),
        (30, "a s d f g h j k l semicolon apostrophe grave"),
        (43, "backslash z x c v b n m comma dot slash"),
        (59, "f1 f2 f3 f4 f5 f6 f7 f8 f9 f10 numlock"),
        (71, "7 8 9 minus 4 5 6 plus 1 2 3 0 dot"),
        (87, "f11 f12"),
        (102, "home up pageup left right end down pagedown insert delete"),
        (183, "f13 f14 f15 f16 f17 f18 f19 f20 f21 f22 f23 f24"),
    ):
        yield from enumerate(names.split(), start=first)
    yield from ((1, "esc"), (55, "star"), (57, "space"), (96, "enter"), (98, "slash"))
    yield from ((117, "equal"), (121, "comma"))


_LINUX = dict(_rows())
