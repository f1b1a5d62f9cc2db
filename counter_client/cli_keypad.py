"""The command line of the agent: `counter-client keypad`.

Exit codes: 0 stopped, or nothing to complain about; 1 the server does not know the token; 2 used wrongly;
3 the keys ended before the server had answered; 4 this machine or its desktop does not allow it.
"""

import argparse
import signal
import sys
import threading
from pathlib import Path
from urllib.parse import quote

from counter_client.keypad.agent import Agent, Told
from counter_client.keypad.answers import Answers
from counter_client.keypad.asking import Hall
from counter_client.keypad.kept_press import NowhereKept, PressFile
from counter_client.keypad.key_map import OWN, KeyMap, find_key_map
from counter_client.keypad.looking import keep_looking
from counter_client.keypad.sender import Sender
from counter_client.keypad.settings import SOURCES, KeypadSettings, read_settings
from counter_client.keypad.sounds import (
    MP3_PLAYERS,
    WAV_PLAYERS,
    Silence,
    Sounds,
    Speaker,
    find_player,
)
from counter_client.keypad.sources import KeySource, SourceImpossible, open_source
from counter_client.keypad.sources.linux_input import keyboards
from counter_client.requests import Place
from counter_client.token import read_token
from counter_client.verbs import VerbParser
from counter_client.words import Words
from queue_server.protocol import Client, Refusal, Unreachable
from queue_server.protocol.client import Patience

OK, REFUSED, AWAY, IMPOSSIBLE = 0, 1, 3, 4
UNAUTHENTICATED = 401
PATIENCE = Patience(connect_s=2, answer_s=5, total_s=1)
"""For one try: the agent itself tries again, for as long as the officer waits."""
GOODBYE_S = 3.0


def add_keypad(parser: VerbParser) -> None:
    """The options of `keypad`, behind those that all verbs have."""
    parser.add_argument("--settings", type=Path, metavar="FILE", help="TOML; options count more")
    parser.add_argument("--source", metavar="ADDRESS", help=f"where keys come from: {SOURCES}")
    parser.add_argument(
        "--keys", metavar="FILE", help=f"what keys mean; or one of {', '.join(OWN)}"
    )
    parser.add_argument("--state", type=Path, metavar="DIR", help="keeps the press on its way")
    parser.add_argument("--no-tones", dest="tones", action="store_false", default=None)
    parser.add_argument("--spoken", action="store_true", default=None, help="say the number")
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--list", action="store_true", help="the pads and keyboards of this machine")
    what.add_argument("--check", action="store_true", help="name every fault of the settings")


def run_keypad(options: argparse.Namespace, *, language: str) -> int:
    """Run the agent, or what is asked for instead; returns the exit code. ValueErrors are faults."""
    if options.list:
        return _list()
    try:
        return _check(options, language) if options.check else _run_as_set(options, language)
    except SourceImpossible as impossible:
        print(f"counter-client keypad: {impossible}", file=sys.stderr)
        return IMPOSSIBLE


def _check(options: argparse.Namespace, language: str) -> int:
    if not options.settings and not options.source:
        find_key_map(options.keys or OWN[0])
        print("keys: ok")
        return OK
    settings = read_settings(options.settings, _said(options), language=language)
    open_source(settings.source, find_key_map(settings.keys))
    read_token(settings.token_file)
    print("settings: ok")
    return OK


def _run_as_set(options: argparse.Namespace, language: str) -> int:
    settings = read_settings(options.settings, _said(options), language=language)
    keys = find_key_map(settings.keys)
    source = open_source(settings.source, keys)
    token = read_token(settings.token_file)
    client = Client(settings.server, token, language=settings.language, patience=PATIENCE)
    return _run(settings, keys, source, client, as_json=options.json)


def _run(
    settings: KeypadSettings, keys: KeyMap, source: KeySource, client: Client, *, as_json: bool
) -> int:
    place = Place(hall=settings.hall, counter=settings.counter)
    if _is_a_stranger(client):
        return REFUSED
    stop = _stop()
    hall, told = Hall(client, place), Told()
    sounds = _sounds(settings)
    keeper = PressFile(_press_file(settings)) if settings.state else NowhereKept()
    sender = Sender(client, hall, keeper, tell=told.put)
    answers = Answers(
        Words(settings.language), source, sounds, screen=keys.screen, tell=_print, as_json=as_json
    )
    if keys.screen:
        keep_looking(hall, told.put, stop)
    try:
        answered = Agent(source, keys, sender, answers, told).run(stop)
    finally:
        sender.close(within_s=GOODBYE_S)
        sounds.close()
    return OK if answered else AWAY


def _is_a_stranger(client: Client) -> bool:
    """Whether the server says that it does not know the token; one that is away says nothing."""
    try:
        client.get("/sessions/current")
    except Unreachable:
        return False
    except Refusal as refusal:
        if refusal.status == UNAUTHENTICATED:
            print(f"counter-client keypad: {refusal.code}: {refusal.message}", file=sys.stderr)
            return True
    return False


def _press_file(settings: KeypadSettings) -> Path:
    """One for each pad and counter, so that several may share a folder."""
    folder = settings.state or Path()
    folder.mkdir(parents=True, exist_ok=True)
    parts = (settings.hall, str(settings.counter), settings.source)
    return folder / f"{'-'.join(quote(part, safe='') for part in parts)}.json"


def _sounds(settings: KeypadSettings) -> Sounds:
    player = (settings.player or find_player(WAV_PLAYERS) or ()) if settings.tones else ()
    clip_player = (
        (settings.clip_player or find_player(MP3_PLAYERS) or ()) if settings.spoken else ()
    )
    if not player and not clip_player:
        if settings.tones or settings.spoken:
            print("nothing is heard: there is no program here that plays sounds", file=sys.stderr)
        return Silence()
    return Speaker(player, clip_player, language=settings.language)


def _said(options: argparse.Namespace) -> dict[str, object]:
    names = (
        "server",
        "hall",
        "counter",
        "token_file",
        "source",
        "keys",
        "state",
        "tones",
        "spoken",
    )
    return {**{name: getattr(options, name) for name in names}, "language": options.language}


def _list() -> int:
    found = keyboards()
    for device in found:
        print(f"evdev:usb={device.usb}  {device.name}  ({device.path})")
    for port in _serial_ports():
        print(f"serial:{port}")
    if not found:
        print("no keyboard or number pad in /sys/class/input", file=sys.stderr)
    return OK


def _serial_ports() -> list[str]:
    from serial.tools import list_ports  # noqa: PLC0415 -- only to list

    return sorted(port.device for port in list_ports.comports())


def _stop() -> threading.Event:
    """Set by the signals that ask a program to end."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _print(line: str) -> None:
    print(line, flush=True)
