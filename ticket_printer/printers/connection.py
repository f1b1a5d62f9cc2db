"""One connection to a network printer, opened for one job or one question and closed after it.

Such a printer serves one client at a time and keeps it, so nothing is pooled; and a connection that
the printer closed while it was idle swallows a whole ticket without an error.
"""

import socket
import time
from types import TracebackType
from typing import Self

from ticket_printer.printers import Health
from ticket_printer.printers.replies import STATUS_QUESTIONS, Kind, Reply, ReplyReader, health_of

_CHUNK = 4096
_BUFFER = 16_384
_KEPT = 100
"""Confirmations that wait to be asked for; a ticket has one."""


class Silent(Exception):
    """The printer did not answer in time, or has closed the connection."""


class Connection:
    """Speaks with the printer at `address`; OSError from the socket is for the caller to judge."""

    def __init__(self, address: tuple[str, int], *, connect_s: float, answer_s: float) -> None:
        self._answer_s = answer_s
        self._socket = socket.create_connection(address, timeout=connect_s)
        # A kernel that swallows the whole ticket would hide that the printer takes nothing.
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._reader = ReplyReader()
        self._confirmations: list[Reply] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()

    def send(self, data: bytes, *, stall_s: float) -> None:
        """Send all; TimeoutError when the printer has taken nothing for `stall_s`."""
        self._socket.settimeout(stall_s)
        for start in range(0, len(data), _CHUNK):
            self._socket.sendall(data[start : start + _CHUNK])

    def health(self) -> Health:
        """Ask the four real-time questions; Silent when one stays unanswered."""
        return health_of({question: self._ask(question) for question in STATUS_QUESTIONS})

    def confirmation(self, within_s: float) -> Reply | None:
        """Return what the printer answered to a confirmation request, or None if nothing came."""
        until = time.monotonic() + within_s
        while not self._confirmations and self._read(until):
            if time.monotonic() > until:
                break  # some talk without end, and not of what they were asked
        return self._confirmations.pop(0) if self._confirmations else None

    def _ask(self, question: int) -> int:
        self._read(time.monotonic())  # a late answer must not be taken for that to the new question
        self._socket.settimeout(self._answer_s)
        self._socket.sendall(b"\x10\x04" + bytes([question]))
        until = time.monotonic() + self._answer_s
        while answers := self._read(until):
            for answer in answers:
                if answer.kind is Kind.STATUS:
                    return answer.value[0]
            if time.monotonic() > until:
                break
        raise Silent

    def _read(self, until: float) -> list[Reply]:
        """Read replies until `until`; confirmations are kept aside for `confirmation`."""
        self._socket.settimeout(max(0.001, until - time.monotonic()))
        try:
            data = self._socket.recv(_CHUNK)
        except TimeoutError:
            return []
        if not data:
            raise Silent
        replies = self._reader.feed(data)
        new = [reply for reply in replies if reply.kind is not Kind.STATUS]
        self._confirmations = (self._confirmations + new)[-_KEPT:]
        return replies
