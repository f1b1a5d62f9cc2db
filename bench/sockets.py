"""Hall screens in a process of their own: bare WebSockets that note when a call arrives.

Lean, so that the server is what is measured: frames are told apart by their heads, and since a room's
are the same bytes on every screen, each is read once, when the listening is over.
"""

import base64
import json
import secrets
import socket
import time
from collections.abc import Sequence
from selectors import EVENT_READ, DefaultSelector

import orjson

from bench.load import HOST, LARGEST, cpu_used
from bench.served import raise_descriptor_limit

CONNECT = b"40/live,{}"
CONNECTED = b"40/live,"
JOINED = b"43/live,"
EVENT = b"42/live,"
CALLED = b'"kind":"ticket_called"'
PING, PONG = b"2", b"3"
LONG_LENGTH, LONGER_LENGTH = 126, 127
WAIT_S = 60.0
AT_ONCE = 50
"""Screens that connect side by side."""
PORTS = 20_000
"""Of one source address; then comes the next."""

Heard = dict[str, list[float]]
"""For each call, by hall and number, when it came to each screen, by the machine's steady clock."""


class Screens:
    """Displays of halls; ``watch`` adds some, ``listen`` collects what they hear."""

    def __init__(self, port: int) -> None:
        raise_descriptor_limit()
        self._port = port
        self._selector = DefaultSelector()
        self._count = 0

    def watch(self, halls: Sequence[str], each: int) -> int:
        """So many more displays for each hall; how many there are now in all."""
        wanted = [hall for _ in range(each) for hall in halls]
        for begin in range(0, len(wanted), AT_ONCE):
            self._connect(wanted[begin : begin + AT_ONCE])
            self.listen(0.0)  # or those who came first would not answer their pings
        return self._count

    def listen(self, seconds: float) -> Heard:
        """What the screens hear in so many seconds; ConnectionError if one was closed."""
        frames: dict[bytes, list[float]] = {}
        end = time.perf_counter() + seconds
        while True:
            for key, _ in self._selector.select(max(0.0, end - time.perf_counter())):
                key.data.read(frames)
            if time.perf_counter() >= end:
                return {_whose(frame): arrivals for frame, arrivals in frames.items()}

    def cpu_s(self) -> float:
        """CPU time that this process has used."""
        return cpu_used()

    def _connect(self, halls: Sequence[str]) -> None:
        """All in step: each says its next word before the first is waited for."""
        screens = []
        for _ in halls:
            address = f"127.0.0.{1 + self._count // PORTS}"
            screens.append(Screen(_upgraded(self._port, address)))
            self._count += 1
        for screen in screens:
            screen.shake_hands()
        for screen, hall in zip(screens, halls, strict=True):
            screen.join(hall)
        for screen in screens:
            screen.wait_for(JOINED)
            self._selector.register(screen.socket, EVENT_READ, screen)


class Screen:
    """One connection, upgraded, that joins a hall as a display."""

    def __init__(self, connection: socket.socket) -> None:
        self.socket = connection
        self._rest = b""

    def shake_hands(self) -> None:
        """Hear that it is a WebSocket now, and connect to the namespace."""
        while b"\r\n\r\n" not in self._rest:
            self._rest += self._receive()
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        if b" 101 " not in head:
            raise ConnectionError(head.decode(errors="replace"))
        self._say(CONNECT)

    def join(self, hall: str) -> None:
        """Ask for a hall's events."""
        self.wait_for(CONNECTED)
        asked = json.dumps(["join", {"hall": hall, "audience": "display"}])
        self._say(b"42/live,1" + asked.encode())

    def wait_for(self, beginning: bytes) -> None:
        """Read until a message begins so; it and all before it are dropped."""
        while not any(each.startswith(beginning) for each in self._take_out()):
            self._rest += self._receive()

    def read(self, frames: dict[bytes, list[float]]) -> None:
        """Read once; note under each call that is whole now that it came, and answer a ping."""
        new = self._receive()
        arrived = time.perf_counter()
        self._rest = self._rest + new if self._rest else new
        for message in self._take_out():
            if CALLED in message:
                frames.setdefault(message, []).append(arrived)
            elif message == PING:
                self._say(PONG)

    def _receive(self) -> bytes:
        new = self.socket.recv(LARGEST)
        if not new:
            raise ConnectionError("the server closed a display's socket")
        return new

    def _take_out(self) -> list[bytes]:
        """The messages that are whole; what is left waits for its rest."""
        got, begin, found = self._rest, 0, []
        while (frame := _first_frame(got, begin)) is not None:
            found.append(got[slice(*frame)])
            begin = frame[1]
        self._rest = got[begin:]
        return found

    def _say(self, text: bytes) -> None:
        # A client must mask; masked with zeros the text stays as it is.
        size = len(text)
        length = bytes([0x80 | size]) if size < LONG_LENGTH else bytes([0x80 | LONG_LENGTH])
        if size >= LONG_LENGTH:
            length += size.to_bytes(2, "big")
        self.socket.sendall(b"\x81" + length + bytes(4) + text)


def _upgraded(port: int, address: str) -> socket.socket:
    """A connection that has asked for its upgrade, with all that a browser says."""
    connection = socket.create_connection((HOST, port), WAIT_S, (address, 0))
    key = base64.b64encode(secrets.token_bytes(16)).decode()
    connection.sendall(
        f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {HOST}:{port}\r\n"
        f"Connection: Upgrade\r\nUpgrade: websocket\r\nOrigin: http://{HOST}:{port}\r\n"
        "Pragma: no-cache\r\nCache-Control: no-cache\r\nAccept-Encoding: gzip, deflate, br\r\n"
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/140.0.0.0 Safari/537.36\r\nAccept-Language: zh-CN,zh;q=0.9,en;q=0.8\r\n"
        f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n".encode()
    )
    return connection


def _first_frame(got: bytes, begin: int) -> tuple[int, int] | None:
    """Where the payload of the frame at a place begins and ends; None while it is not whole."""
    if len(got) < begin + 2:
        return None
    head, size = begin + 2, got[begin + 1]  # a server does not mask
    if size == LONG_LENGTH:
        head, size = begin + 4, int.from_bytes(got[begin + 2 : begin + 4], "big")
    elif size == LONGER_LENGTH:
        head, size = begin + 10, int.from_bytes(got[begin + 2 : begin + 10], "big")
    return (head, head + size) if len(got) >= head + size else None


def _whose(message: bytes) -> str:
    event = orjson.loads(message[len(EVENT) :])[1]
    return f"{event['hall']} {event['number']}"
