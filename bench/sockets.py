"""Hall screens in a process of their own: bare WebSockets that note when a call arrives."""

import base64
import json
import secrets
import socket
import time
from collections.abc import Sequence
from selectors import EVENT_READ, DefaultSelector

from bench.load import HOST, LARGEST
from bench.served import raise_descriptor_limit

CONNECT = "40/live,{}"
JOINED = b"43/live,"
EVENT = b"42/live,"
CALLED = b'"kind":"ticket_called"'
PING, PONG = b"2", "3"
LONG_LENGTH, LONGER_LENGTH = 126, 127
WAIT_S = 30.0


class Screens:
    """Displays of halls; ``watch`` adds some, ``listen`` collects what they hear."""

    def __init__(self, port: int) -> None:
        raise_descriptor_limit()
        self._port = port
        self._screens: list[_Screen] = []

    def watch(self, halls: Sequence[str], each: int) -> int:
        """So many more displays for each hall; how many there are now in all."""
        for hall in halls:
            self._screens += [_Screen(self._port, hall) for _ in range(each)]
        return len(self._screens)

    def listen(self, seconds: float) -> list[tuple[str, float]]:
        """For each call on each display the hall and number, and when it came, by the steady clock."""
        heard: list[tuple[str, float]] = []
        with DefaultSelector() as selector:
            for screen in self._screens:
                selector.register(screen.socket, EVENT_READ, screen)
            end = time.perf_counter() + seconds
            while (now := time.perf_counter()) < end:
                for key, _ in selector.select(end - now):
                    arrived = time.perf_counter()
                    heard += [(call, arrived) for call in key.data.calls()]
        return heard


class _Screen:
    """One connection that joined a hall as a display."""

    def __init__(self, port: int, hall: str) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=WAIT_S)
        self._got = b""
        self._shake_hands()
        self._wait_for(b"0")
        self._say(CONNECT)
        self._wait_for(b"40/live,")
        self._say("42/live,1" + json.dumps(["join", {"hall": hall, "audience": "display"}]))
        self._wait_for(JOINED)

    def calls(self) -> list[str]:
        """Read once: the halls and numbers of the calls that have arrived whole."""
        self._read()
        return [
            _whose(message)
            for message in self._messages()
            if message.startswith(EVENT) and CALLED in message
        ]

    def _shake_hands(self) -> None:
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        self.socket.sendall(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {HOST}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        while b"\r\n\r\n" not in self._got:
            self._read()
        head, _, self._got = self._got.partition(b"\r\n\r\n")
        if b" 101 " not in head:
            raise ConnectionError(head.decode(errors="replace"))

    def _wait_for(self, beginning: bytes) -> None:
        while not any(message.startswith(beginning) for message in self._messages()):
            self._read()

    def _say(self, text: str) -> None:
        # A client must mask; masked with zeros the text stays as it is.
        size = len(text)
        length = bytes([0x80 | size]) if size < LONG_LENGTH else bytes([0x80 | LONG_LENGTH])
        if size >= LONG_LENGTH:
            length += size.to_bytes(2, "big")
        self.socket.sendall(b"\x81" + length + bytes(4) + text.encode())

    def _read(self) -> None:
        new = self.socket.recv(LARGEST)
        if not new:
            raise ConnectionError("the server closed a display's socket")
        self._got += new

    def _messages(self) -> list[bytes]:
        """Take out the frames that are whole; a ping is answered."""
        found = []
        while (frame := _first_frame(self._got)) is not None:
            begin, end = frame
            message, self._got = self._got[begin:end], self._got[end:]
            if message == PING:
                self._say(PONG)
            found.append(message)
        return found


def _first_frame(got: bytes) -> tuple[int, int] | None:
    """Where the payload of the first frame begins and ends; None while it is not whole."""
    if len(got) < 2:  # noqa: PLR2004 -- a frame's shortest head
        return None
    begin, size = 2, got[1] & 0x7F
    if size == LONG_LENGTH:
        begin, size = 4, int.from_bytes(got[2:4], "big")
    elif size == LONGER_LENGTH:
        begin, size = 10, int.from_bytes(got[2:10], "big")
    return (begin, begin + size) if len(got) >= begin + size else None


def _whose(message: bytes) -> str:
    event = json.loads(message[len(EVENT) :])[1]
    return f"{event['hall']} {event['number']}"
