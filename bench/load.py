"""Clients in a process of their own, lean enough that the server is what is measured.

Requests are encoded beforehand but for their ``Idempotency-Key``; one loop serves all connections,
each of which sends its next request when it has its answer.
"""

import multiprocessing as mp
import resource
import secrets
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from selectors import EVENT_READ, DefaultSelector
from typing import Any

import orjson

HOST = "127.0.0.1"
LARGEST = 1 << 16
LONGEST_ANSWER_S = 60.0
KEY_BYTES = 16
SELECTORS_TICK_S = 0.001
"""A selector waits in whole ones of these: until a call is due, the last is slept."""


@dataclass(frozen=True, slots=True)
class Request:
    """A POST of ``/api/v1``, but for its key."""

    path: str
    token: str
    body: bytes = b"{}"

    def encoded(self) -> tuple[bytes, bytes]:
        """What stands before the key, and after it."""
        before = (
            f"POST {self.path} HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer {self.token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(self.body)}\r\n"
            "Idempotency-Key: "
        )
        return before.encode(), b"\r\n\r\n" + self.body


@dataclass(kw_only=True, slots=True)
class Turn:
    """What came of a turn of the clients."""

    answered: int = 0
    refused: int = 0
    """Answers other than 201; they do not count as answered."""
    seconds: float = 0.0
    cpu_s: float = 0.0
    """Of the clients' process."""
    latencies: list[float] = field(default_factory=list)
    """Seconds, in the order of the answers."""
    sent: list[tuple[str, float]] = field(default_factory=list)
    """Of paced calls: hall and number, and when the call was due, on the machine's steady clock."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing came yet: a rate of nothing is no measure."""
        return self.answered + self.refused == 0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answered / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """A latency in milliseconds."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1e3 if ordered else 0.0


class Clients:
    """As many clients as there are requests of a kind, each with a connection that is kept."""

    def __init__(self, ports: int | Sequence[int], kinds: Mapping[str, Sequence[Request]]) -> None:
        """Of several ``ports`` each client takes the next."""
        among = [ports] if isinstance(ports, int) else ports
        count = max(map(len, kinds.values()))
        self._connections = [_Kept(among[n % len(among)]) for n in range(count)]
        self._kinds = {name: [each.encoded() for each in of] for name, of in kinds.items()}

    def turn(self, kind: str, seconds: float) -> Turn:
        """Every client of a kind asks again and again, for so long, and until one was answered."""
        turn, encoded = Turn(seconds=seconds), self._kinds[kind]
        with _cpu_of(turn), DefaultSelector() as selector:
            for place, request in enumerate(encoded):
                connection = self._connections[place]
                selector.register(connection.socket, EVENT_READ, (connection, request))
                connection.send(request)
            start = time.perf_counter()
            while (left := start + seconds - time.perf_counter()) > 0 or turn.is_empty:
                for key, _ in selector.select(left if left > 0 else None):
                    connection, request = key.data
                    if connection.receive(turn):
                        connection.send(request)
            turn.seconds = max(seconds, time.perf_counter() - start)
            _drain(self._connections, turn)
        return turn

    def sequence(self, kinds: Sequence[str], times: int) -> dict[str, Turn]:
        """One client asks one after the other, for each kind in turn."""
        turns = {kind: Turn() for kind in kinds}
        connection = self._connections[0]
        for _ in range(times):
            for kind in kinds:
                connection.send(self._kinds[kind][0])
                while not connection.receive(turns[kind]):
                    pass
        return turns

    def paced(self, kind: str, per_second: float, seconds: float) -> Turn:
        """So many a second, client after client, whether the answers keep up or not."""
        turn, encoded = Turn(seconds=seconds), self._kinds[kind]
        with _cpu_of(turn), DefaultSelector() as selector:
            for connection in self._connections:
                selector.register(connection.socket, EVENT_READ, connection)
            start = time.perf_counter()
            for place in range(int(per_second * seconds)):
                due = start + place / per_second
                _receive_until(selector, due, turn)
                connection = self._connections[place % len(encoded)]
                while connection.is_busy:
                    connection.receive(turn)
                connection.send(encoded[place % len(encoded)], due)
            _drain(self._connections, turn)
        return turn


class _Kept:
    """One connection, with at most one request under way."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=LONGEST_ANSWER_S)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.is_busy, self._paced = False, False
        self._sent_at, self._got = 0.0, b""

    def send(self, request: tuple[bytes, bytes], due: float | None = None) -> None:
        """Send a request with a new key; its latency counts from when it was due."""
        key = secrets.token_hex(KEY_BYTES).encode()
        self.is_busy, self._paced = True, due is not None
        self._sent_at = time.perf_counter() if due is None else due
        self.socket.sendall(request[0] + key + request[1])

    def receive(self, turn: Turn) -> bool:
        """Read once; whether the answer is whole now, and then it is counted."""
        new = self.socket.recv(LARGEST)
        if not new:
            raise ConnectionError("the server closed a kept connection")
        self._got += new
        head = self._got.find(b"\r\n\r\n")
        if head < 0 or len(self._got) < head + 4 + _length(self._got[:head]):
            return False
        if self._got.startswith(b"HTTP/1.1 201"):
            turn.answered += 1
            turn.latencies.append(time.perf_counter() - self._sent_at)
            if self._paced:
                turn.sent.append((_whose(self._got[head + 4 :]), self._sent_at))
        else:
            turn.refused += 1
        self._got, self.is_busy = b"", False
        return True


def _length(head: bytes) -> int:
    at = head.find(b"Content-Length: ") + 16
    end = head.find(b"\r\n", at)
    return int(head[at:] if end < 0 else head[at:end])


def _whose(body: bytes) -> str:
    ticket = orjson.loads(body)
    return f"{ticket['hall']} {ticket['number']}"


def _receive_until(selector: DefaultSelector, until: float, turn: Turn) -> None:
    while (left := until - time.perf_counter()) > SELECTORS_TICK_S:
        for key, _ in selector.select(left - SELECTORS_TICK_S):
            key.data.receive(turn)
    time.sleep(max(0.0, until - time.perf_counter()))


def _drain(connections: Sequence[_Kept], turn: Turn) -> None:
    """Wait for what is under way; it came after the end and counts only where it was paced."""
    late = Turn()
    for connection in connections:
        while connection.is_busy and not connection.receive(late):
            pass
    turn.refused += late.refused
    turn.sent += late.sent


@contextmanager
def _cpu_of(turn: Turn) -> Iterator[None]:
    before = cpu_used()
    yield
    turn.cpu_s = cpu_used() - before


def cpu_used() -> float:
    """CPU seconds of this process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


@contextmanager
def in_own_process(made: type[Any], *arguments: object) -> Iterator[Any]:
    """An object that lives in a process of its own; its methods are called through a pipe."""
    ours, theirs = mp.get_context("spawn").Pipe()
    process = mp.get_context("spawn").Process(
        target=_serve_calls, args=(theirs, made, arguments), daemon=True
    )
    process.start()
    try:
        yield _Far(ours)
    finally:
        ours.send(None)
        process.join(timeout=10)
        process.kill()


class _Far:
    """Stands for the object in the other process."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: object) -> Any:
            self._pipe.send((name, arguments))
            answer, error = self._pipe.recv()
            if error is not None:
                raise RuntimeError(error)
            return answer

        return call


def _serve_calls(pipe: Connection, made: type[Any], arguments: tuple[object, ...]) -> None:
    there = made(*arguments)
    while (asked := pipe.recv()) is not None:
        name, given = asked
        try:
            pipe.send((getattr(there, name)(*given), None))
        except Exception as error:  # noqa: BLE001 -- told to who asked
            pipe.send((None, f"{type(error).__name__}: {error}"))
