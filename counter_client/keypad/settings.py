"""How an agent is set: a TOML file and what the command line says instead, all faults at once."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from counter_client.keypad.sounds import FILE
from queue_server.protocol.languages import PAGE_LANGUAGES

SOURCES = (
    "evdev:usb=1a2c:0e24, evdev:name=NAME, evdev:/dev/input/by-id/…, serial:/dev/ttyUSB0?baud=9600,"
    " hotkeys: or stdin:"
)
_TEXTS = ("server", "hall", "source")
_FILES = ("token_file", "state")
_YES_OR_NO = ("tones", "spoken")
_COMMANDS = ("player", "clip_player")
_KNOWN = frozenset((*_TEXTS, *_FILES, *_YES_OR_NO, *_COMMANDS, "counter", "keys", "language"))


class BadSettings(ValueError):
    """Settings with their faults, all of them."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class KeypadSettings:
    """One pad at one counter."""

    server: str
    hall: str
    counter: int
    source: str
    keys: str
    """A key map's file, or the name of one that comes with the program."""
    language: str
    token_file: Path | None = None
    tones: bool = True
    spoken: bool = False
    """Whether the number is said by the voice bank's clips."""
    player: tuple[str, ...] = ()
    """What plays a WAV file; empty for the first that is found."""
    clip_player: tuple[str, ...] = ()
    """What plays an MP3 file."""
    state: Path | None = None
    """A folder in which the press on its way outlives the program."""


def read_settings(file: Path | None, said: Mapping[str, Any], *, language: str) -> KeypadSettings:
    """The file's settings with what was ``said`` in their place; BadSettings with every fault."""
    raw = {**(_read(file) if file else {}), **{k: v for k, v in said.items() if v is not None}}
    faults = list(_faults(raw))
    if faults:
        raise BadSettings(faults)
    source = raw["source"]
    usual = "hotkeys" if source.startswith("hotkeys:") else "numpad"
    return KeypadSettings(
        server=raw["server"].rstrip("/"),
        hall=raw["hall"],
        counter=raw["counter"],
        source=source,
        keys=str(raw.get("keys", usual)),
        language=raw.get("language", language),
        token_file=Path(raw["token_file"]) if "token_file" in raw else None,
        state=Path(raw["state"]) if "state" in raw else None,
        tones=raw.get("tones", True),
        spoken=raw.get("spoken", False),
        player=tuple(raw.get("player", ())),
        clip_player=tuple(raw.get("clip_player", ())),
    )


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadSettings([f"{file} is no TOML: {error}"]) from None


def _faults(raw: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(raw.keys() - _KNOWN):
        yield f'"{name}" is not known here'
    for name in _TEXTS:
        if not isinstance(raw.get(name), str) or not raw[name]:
            yield f"{name} is missing" if name not in raw else f"{name} is a text"
    if isinstance(raw.get("server"), str) and urlsplit(raw["server"]).scheme not in {
        "http",
        "https",
    }:
        yield f'server: "{raw["server"]}" is no address such as http://queue.example:8080'
    if not isinstance(raw.get("counter"), int) or isinstance(raw.get("counter"), bool):
        yield "counter is the window's number"
    if raw.get("language", PAGE_LANGUAGES[0]) not in PAGE_LANGUAGES:
        yield f"language is one of {', '.join(PAGE_LANGUAGES)}"
    for name in (*_FILES, "keys"):
        if name in raw and not isinstance(raw[name], str | Path):
            yield f"{name} is the name of a file"
    yield from _player_faults(raw)


def _player_faults(raw: Mapping[str, Any]) -> Iterator[str]:
    for name in _YES_OR_NO:
        if not isinstance(raw.get(name, True), bool):
            yield f"{name} is true or false"
    for name in _COMMANDS:
        command = raw.get(name, [FILE])
        if not isinstance(command, list) or not all(isinstance(each, str) for each in command):
            yield f'{name} is a list of texts, such as ["aplay", "-q", "{FILE}"]'
        elif FILE not in "".join(command):
            yield f"{name} names no {FILE}"
