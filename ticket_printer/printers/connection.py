"""A conversation with a printer over one opened link."""

import time
from types import TracebackType
from typing import Self

from ticket_printer.printers import Health
from ticket_printer.printers.link import Link
from ticket_printer.printers.replies import STATUS_QUESTIONS, Kind, Reply, ReplyReader, health_of

_KEPT = 100
"""Confirmations that wait to be asked for; a ticket has one."""


class Silent(Exception):
    """The printer did not answer in time."""


class Connection:
    """Speaks with the printer at the other end of `link`; OSErrors are for the caller to judge."""

    def __init__(self, link: Link, *, answer_s: float) -> None:
        self._link = link
        self._answer_s = answer_s
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
        self._link.close()

    @property
    def link(self) -> Link:
        """The way to the printer."""
        return self._link

    def settle(self) -> None:
        """Let answers come that nobody waits for any more, and drop them."""
        until = time.monotonic() + self._answer_s
        while time.monotonic() < until:
            self._read(until)
        self._reader, self._confirmations = ReplyReader(), []

    def send(self, data: bytes, *, stall_s: float) -> None:
        """Send all; TimeoutError when the printer has taken nothing for `stall_s`.

        What was confirmed before is none of what is sent now.
        """
        self._read(time.monotonic())
        self._confirmations = []
        self._link.send(data, stall_s=stall_s)

    def health(self) -> Health:
        """Ask the four real-time questions; Silent when one stays unanswered."""
        return health_of({question: self.ask(question) for question in STATUS_QUESTIONS})

    def confirmation(self, within_s: float) -> Reply | None:
        """Return what the printer answered to a confirmation request, or None if nothing came."""
        until = time.monotonic() + within_s
        while not self._confirmations and time.monotonic() < until:
            self._read(until)
        return self._confirmations.pop(0) if self._confirmations else None

    def ask(self, question: int) -> int:
        """Return the status byte that answers a real-time question; Silent when none comes."""
        self._read(time.monotonic())  # a late answer must not be taken for that to the new question
        self._link.send(b"\x10\x04" + bytes([question]), stall_s=self._answer_s)
        until = time.monotonic() + self._answer_s
        while time.monotonic() < until:
            for answer in self._read(until):
                if answer.kind is Kind.STATUS:
                    return answer.value[0]
        raise Silent

    def _read(self, until: float) -> list[Reply]:
        """Read replies until `until`; confirmations are kept aside for `confirmation`."""
        data = self._link.receive(within_s=until - time.monotonic())
        replies = self._reader.feed(data)
        new = [reply for reply in replies if reply.kind is not Kind.STATUS]
        self._confirmations = (self._confirmations + new)[-_KEPT:]
        return replies
