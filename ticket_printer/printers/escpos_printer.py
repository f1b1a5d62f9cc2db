"""A printer that understands ESC/POS, at the end of any link.

Health first, then `begin`, then the bytes, then the printer's own confirmation. What is doubtful is
`unsure` and for a person to decide; nothing is ever sent again from here.
"""

import itertools
import string
import time
from dataclasses import dataclass

from queue_server.protocol import JobState, PrinterState
from ticket_printer.escpos import (
    Commands,
    Confirmation,
    clearing,
    confirmation_request,
    encode_slip,
)
from ticket_printer.printers import Health, NotReady, Progress, Result, Slip
from ticket_printer.printers.connection import Connection, Silent
from ticket_printer.printers.link import OpenLink, why_not_opened
from ticket_printer.printers.replies import Kind, Reply

ANSWER_S = 1.0
_ID_CHARACTERS = string.digits + string.ascii_letters
_PAPER_END, _PAPER_NEAR_END = 0x0C, 0x03
"""Bits of the answer to GS r 1."""
_SILENCES = 3
"""So many unanswered questions in a row mean that the printer is gone."""


@dataclass(frozen=True, kw_only=True)
class Waits:
    """Seconds: for a status answer, without progress while sending, between questions.

    `confirm_s` is for the printer to answer after a ticket's last byte, at `bytes_per_s` or the line's own
    speed where that is known.
    `held_s` is how long staff have to reload paper before the ticket counts as unsure.
    """

    answer_s: float = ANSWER_S
    stall_s: float = 15.0
    poll_s: float = 0.5
    confirm_s: float = 5.0
    bytes_per_s: float = 20_000.0
    held_s: float = 120.0


class EscPosPrinter:
    """The printer behind `open_link`; `has_status` is False for models that answer no DLE EOT."""

    def __init__(
        self,
        open_link: OpenLink,
        commands: Commands,
        *,
        has_status: bool = True,
        waits: Waits | None = None,
    ) -> None:
        self._open_link = open_link
        self._commands = commands
        self._has_status = has_status
        self._waits = waits or Waits()
        self._distrusted = False
        self._was_silent = False
        self._runs_low = False
        self._ids = itertools.count(time.time_ns() // 1_000_000)

    def health(self) -> Health:
        try:
            with self._connected() as connection:
                return self._health_after(connection)
        except NotReady as error:
            return error.health

    def print(self, slip: Slip, progress: Progress) -> Result:
        process_id = self._next_id()
        data = encode_slip(slip, self._commands)
        with self._connected() as connection:
            health = self._health_after(connection)
            if not health.can_print:
                raise NotReady(health)
            progress.begin()
            result = self._sent(connection, progress, process_id, data)
        self._distrusted = result.state is JobState.UNSURE
        return result

    def distrust(self) -> None:
        self._distrusted = True

    def _sent(
        self, connection: Connection, progress: Progress, process_id: bytes, data: bytes
    ) -> Result:
        before = clearing(self._commands) if self._distrusted else b""
        request = confirmation_request(self._commands.confirmation, process_id)
        try:
            connection.send(before + data + request, stall_s=self._waits.stall_s)
            return self._ending(connection, progress, process_id, len(data))
        except TimeoutError:
            return Result(state=JobState.UNSURE, detail="stalled")
        except OSError:
            return Result(state=JobState.UNSURE, detail="connection_lost")

    def _connected(self) -> Connection:
        """Open the link; NotReady where that fails, as nothing was sent."""
        try:
            return Connection(self._open_link(), answer_s=self._waits.answer_s)
        except OSError as error:
            health = Health(state=PrinterState.OFFLINE, detail=why_not_opened(error))
            raise NotReady(health) from None

    def _health_after(self, connection: Connection) -> Health:
        """Ask for health on a new connection, on which an older question's answer may yet come."""
        try:
            if self._was_silent and connection.link.remembers:
                connection.settle()
            return self._health(connection)
        except OSError:
            return Health(state=PrinterState.OFFLINE, detail="connection_lost")

    def _health(self, connection: Connection) -> Health:
        """Ask for health; silence counts as offline, which is what many say with an open cover."""
        if not self._has_status:
            state = PrinterState.PAPER_LOW if self._runs_low else PrinterState.UNKNOWN
            return Health(state=state, detail="no_status")
        self._was_silent = True
        try:
            health = connection.health()
        except Silent:
            return Health(state=PrinterState.OFFLINE, detail="no_answer")
        self._was_silent = False
        return health

    def _ending(
        self, connection: Connection, progress: Progress, process_id: bytes, length: int
    ) -> Result:
        """Wait for the confirmation, through a paper end if staff reload in time."""
        if self._commands.confirmation is Confirmation.NONE:
            return Result(state=JobState.PRINTED_UNCONFIRMED)
        waits, speed = self._waits, connection.link.bytes_per_s or self._waits.bytes_per_s
        until = time.monotonic() + waits.confirm_s + length / speed
        stuck, silences = "", 0
        while time.monotonic() < until and silences < _SILENCES:
            reply = connection.confirmation(waits.poll_s)
            if reply and _confirms(reply, process_id):
                self._runs_low = _says_low(reply)
                return Result(state=JobState.PRINTED)
            health = self._health(connection)
            silences = silences + 1 if health.state is PrinterState.OFFLINE else 0
            reason = "" if health.can_print or silences else health.detail or health.state.value
            if reason and reason != stuck:
                if not stuck:
                    until = time.monotonic() + waits.held_s
                stuck = reason
                progress.held(stuck)
        return Result(state=JobState.UNSURE, detail=stuck or _doubt(silences))

    def _next_id(self) -> bytes:
        """Return four characters that no recent ticket of this printer had."""
        number = next(self._ids)
        characters = []
        for _ in range(4):
            number, digit = divmod(number, len(_ID_CHARACTERS))
            characters.append(_ID_CHARACTERS[digit])
        return "".join(characters).encode()


def _confirms(reply: Reply, process_id: bytes) -> bool:
    if reply.kind is Kind.PROCESS_ID:
        return reply.value == process_id
    return not reply.value[0] & _PAPER_END


def _says_low(reply: Reply) -> bool:
    """Whether a confirmation also says that the paper is near its end."""
    return reply.kind is Kind.PAPER_SENSOR and bool(reply.value[0] & _PAPER_NEAR_END)


def _doubt(silences: int) -> str:
    return "no_answer" if silences else "not_confirmed"
