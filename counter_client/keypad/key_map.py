"""What the keys of a pad mean: a TOML file, or one of those that come with the program."""

import string
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from counter_client.keypad.deeds import WHILE_TYPING, Deed, UnknownDeed, read_deed
from counter_client.keypad.key_names import DIGITS, is_key

OWN = ("numpad", "hotkeys", "rating")
"""Those that come with the program, by name."""
FIELDS = frozenset({"number", "waiting", "state", "text", "counter"})
"""What a display's line may name."""
_NUMBERS = {"forget_s": (1, 60), "debounce_ms": (0, 1000), "settle_s": (0, 5)}
_TABLES = frozenset({"keys", "typing", "serial", "display"})


class BadKeyMap(ValueError):
    """A key map with its faults, all of them."""

    def __init__(self, where: str, faults: list[str]) -> None:
        super().__init__("\n".join(f"{where}: {fault}" for fault in faults))
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class Screen:
    """A pad's own little display: what it is sent to show a line."""

    line: str = "{number:<6}{waiting:>3}"
    encoding: str = "ascii"
    before: bytes = b""
    after: bytes = b"\r"


@dataclass(frozen=True, kw_only=True)
class KeyMap:
    """What keys mean. A digit that no key names is typed."""

    keys: Mapping[str, Deed] = field(default_factory=dict)
    typing: Mapping[str, Deed] = field(default_factory=dict)
    """What keys mean instead while a number is typed."""
    serial: Mapping[bytes, str] = field(default_factory=dict)
    """Which bytes of a serial pad are which key."""
    screen: Screen | None = None
    forget_s: float = 8.0
    """A number that is typed and left is forgotten after so many seconds."""
    debounce_ms: float = 30.0
    """A key that goes down again sooner has only bounced."""
    settle_s: float = 0.8
    """After the button has acted, it means nothing for so long: its meaning has just changed."""

    def deed_of(self, key: str, *, typing: bool) -> Deed | None:
        """What a key does now; None for one that does nothing."""
        if typing and key in self.typing:
            return self.typing[key]
        return self.keys.get(key) or (Deed("digit", (key,)) if key in DIGITS else None)


def find_key_map(named: str) -> KeyMap:
    """One of OWN by name, or a file; BadKeyMap with every fault, OSError for a file that cannot be read."""
    if named in OWN:
        text = (files("counter_client.keypad") / "maps" / f"{named}.toml").read_text("utf-8")
    else:
        text = Path(named).read_text("utf-8")
    return read_key_map(text, where=named)


def read_key_map(text: str, *, where: str = "key map") -> KeyMap:
    """A key map of TOML; BadKeyMap with every fault at once."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadKeyMap(where, [f"is no TOML: {error}"]) from None
    faults = list(_faults(raw))
    if faults:
        raise BadKeyMap(where, faults)
    return KeyMap(
        keys={key: read_deed(deed) for key, deed in raw["keys"].items()},
        typing={key: read_deed(deed) for key, deed in raw.get("typing", {}).items()},
        serial={bytes.fromhex(sent): key for sent, key in raw.get("serial", {}).items()},
        screen=_screen(raw["display"]) if "display" in raw else None,
        **{name: float(raw[name]) for name in _NUMBERS if name in raw},
    )


def _screen(raw: Mapping[str, str]) -> Screen:
    usual = Screen()
    return Screen(
        line=raw.get("line", usual.line),
        encoding=raw.get("encoding", usual.encoding),
        before=bytes.fromhex(raw.get("before", usual.before.hex())),
        after=bytes.fromhex(raw.get("after", usual.after.hex())),
    )


# -- faults, one function a table -----------------------------------------------------------------


def _faults(raw: Mapping[str, Any]) -> Iterator[str]:
    for name in raw.keys() - _NUMBERS.keys() - _TABLES:
        yield f'"{name}" is not known here'
    for name, (least, most) in _NUMBERS.items():
        value = raw.get(name, least)
        if (
            not isinstance(value, int | float)
            or isinstance(value, bool)
            or not least <= value <= most
        ):
            yield f"{name} is a number from {least} to {most}"
    for name in _TABLES & raw.keys():
        if not isinstance(raw[name], dict):
            yield f"[{name}] is a table"
        else:
            yield from (f"[{name}] {fault}" for fault in _CHECKS[name](raw[name]))
    if not raw.get("keys"):
        yield "[keys] names no key"


def _key_faults(table: Mapping[str, Any]) -> Iterator[str]:
    for key, deed in table.items():
        if not is_key(key):
            yield f'"{key}" is no key'
        try:
            read_deed(deed if isinstance(deed, str) else repr(deed))
        except UnknownDeed as fault:
            yield f"{key}: {fault}"


def _typing_faults(table: Mapping[str, Any]) -> Iterator[str]:
    yield from _key_faults(table)
    for key, deed in table.items():
        if isinstance(deed, str) and deed not in WHILE_TYPING:
            yield f"{key}: while a number is typed a key can only be {', '.join(sorted(WHILE_TYPING))}"


def _serial_faults(table: Mapping[str, Any]) -> Iterator[str]:
    sent: list[bytes] = []
    for text, key in table.items():
        if (found := _hex(text)) is None or not found:
            yield f'"{text}" is no bytes in hexadecimal, such as "1b41"'
        else:
            sent.append(found)
        if not isinstance(key, str) or not is_key(key):
            yield f'"{text}": {key!r} is no key'
    for one in sent:
        for other in sent:
            if other != one and other.startswith(one):
                yield f'"{one.hex()}" is the beginning of "{other.hex()}": they cannot be told apart'


def _display_faults(table: Mapping[str, Any]) -> Iterator[str]:
    for name in table.keys() - {"line", "encoding", "before", "after"}:
        yield f'"{name}" is not known here'
    for name, value in table.items():
        if not isinstance(value, str):
            yield f"{name} is a text"
        elif name in {"before", "after"} and _hex(value) is None:
            yield f'{name}: "{value}" is no bytes in hexadecimal'
    if isinstance(table.get("line"), str):
        yield from _line_faults(table["line"])
    if isinstance(table.get("encoding"), str):
        try:
            "".encode(table["encoding"])
        except LookupError:
            yield f'encoding: "{table["encoding"]}" is none that is known'


def _line_faults(line: str) -> Iterator[str]:
    try:
        unknown = {name for _, name, _, _ in string.Formatter().parse(line) if name} - FIELDS
        if not unknown:
            line.format(**dict.fromkeys(FIELDS, ""))
    except (ValueError, IndexError, KeyError) as error:
        yield f"line: {error}"
        return
    for name in sorted(unknown):
        yield f'line: "{name}" is none of {", ".join(sorted(FIELDS))}'


def _hex(text: str) -> bytes | None:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return None


_CHECKS: Mapping[str, Callable[[Mapping[str, Any]], Iterator[str]]] = {
    "keys": _key_faults,
    "typing": _typing_faults,
    "serial": _serial_faults,
    "display": _display_faults,
}
