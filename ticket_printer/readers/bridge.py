"""A maker's own bridge on this machine, over HTTP or WebSocket: a map says where its JSON has what we need.

The address is the bridge's own, with the map behind ``#``: names of ours and the path of theirs, and what is
sent to ask for a card, if anything::

    http://127.0.0.1:38088/card=idcard#number=data.certNumber&name=data.partyName
    ws://127.0.0.1:1919#send={"type":4}&number=certNumber&name=name
"""

import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urlsplit

import urllib3
import websocket

from ticket_printer.readers import DocumentType, IdCard, ReaderAway
from ticket_printer.readers.typed import LONGEST

HERE = frozenset({"127.0.0.1", "localhost", "::1"})
ANSWER_S = 3.0
PAUSE_S = 0.5


class BadMap(ValueError):
    """The address does not say where the number is, or leads to another machine."""


class _Map:
    """Where in an answer what stands."""

    def __init__(self, written: str) -> None:
        said = dict(parse_qsl(written, keep_blank_values=True))
        self.send = said.pop("send", None)
        self._document = DocumentType(said.pop("document", "NI"))
        self._paths = {name: path.split(".") for name, path in said.items()}
        if strange := self._paths.keys() - {"number", "name", "birth", "expiry"}:
            raise BadMap(f"a reader's map knows no {', '.join(sorted(strange))}")
        if "number" not in self._paths:
            raise BadMap("a reader's map needs number=PATH")

    def read(self, body: bytes | str) -> IdCard | None:
        """The card of an answer; None where it has no number; ReaderAway where it is no JSON."""
        try:
            said = json.loads(body)
        except ValueError:
            raise ReaderAway("the bridge does not answer in JSON") from None
        facts = {name: _at(said, path)[:LONGEST] for name, path in self._paths.items()}
        return IdCard(document=self._document, **facts) if facts["number"] else None


class HttpBridge:
    """Implements ``IdReader`` by asking again and again."""

    def __init__(self, address: str) -> None:
        self._url, self._map = _local(address)
        self._http = urllib3.PoolManager(retries=False, timeout=ANSWER_S)
        self._last = ""

    def open(self) -> None:
        """There is nothing to hold."""

    def poll(self, timeout_s: float) -> IdCard | None:
        """Ask until there is another card; one that stays is told once."""
        ends = time.monotonic() + timeout_s
        while time.monotonic() < ends:
            card = self._map.read(self._ask())
            number = "" if card is None else card.number
            news, self._last = number not in {"", self._last}, number
            if news:
                return card
            time.sleep(PAUSE_S)
        return None

    def close(self) -> None:
        """Let go of its connections."""
        self._http.clear()

    def info(self) -> str:
        """Where it is."""
        return f"bridge at {urlsplit(self._url).netloc}"

    def _ask(self) -> bytes:
        body = self._map.send
        try:
            reply = self._http.request("POST" if body else "GET", self._url, body=body)
        except urllib3.exceptions.HTTPError as error:
            raise ReaderAway("the bridge does not answer") from error
        return reply.data


class WebSocketBridge:
    """Implements ``IdReader`` by listening; ``send`` is said at the beginning and after each card."""

    def __init__(self, address: str) -> None:
        self._url, self._map = _local(address)
        self._socket: websocket.WebSocket | None = None

    def open(self) -> None:
        """Connect and ask for the first card."""
        try:
            self._socket = websocket.create_connection(self._url, timeout=ANSWER_S)
        except (OSError, websocket.WebSocketException) as error:
            raise ReaderAway("the bridge does not answer") from error
        self._send()

    def poll(self, timeout_s: float) -> IdCard | None:
        """The card that it tells of in time."""
        if self._socket is None:
            raise ReaderAway("the bridge is not open")
        self._socket.settimeout(timeout_s)
        try:
            card = self._map.read(self._socket.recv())
        except websocket.WebSocketTimeoutException:
            return None
        except (OSError, websocket.WebSocketException) as error:
            raise ReaderAway("the bridge has gone") from error
        self._send()
        return card

    def close(self) -> None:
        """Hang up."""
        found, self._socket = self._socket, None
        if found is not None:
            found.close()

    def info(self) -> str:
        """Where it is."""
        return f"bridge at {urlsplit(self._url).netloc}"

    def _send(self) -> None:
        if self._map.send and self._socket is not None:
            self._socket.send(self._map.send)


def _local(address: str) -> tuple[str, _Map]:
    """The bridge's address and its map; a number never travels over a network."""
    url, written = urldefrag(address)
    if urlsplit(url).hostname not in HERE:
        raise BadMap("a reader's bridge must be on this machine")
    return url, _Map(written)


def _at(said: Any, path: list[str]) -> str:
    for name in path:
        said = said.get(name) if isinstance(said, Mapping) else None
    return said.strip() if isinstance(said, str) else ""
