"""Print jobs: one paper that some printer should make, and what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from queue_server.domain.names import HallId, TicketId


class PrintState(StrEnum):
    """What is known of a paper."""

    NONE = "none"
    """Nobody asked for one."""
    QUEUED = "queued"
    SENDING = "sending"
    """Written down before the first byte was sent; may be on paper."""
    PRINTED = "printed"
    """The printer confirmed it."""
    PRINTED_UNCONFIRMED = "printed_unconfirmed"
    """Sent whole to a printer that cannot confirm."""
    HELD = "held"
    """Waits for a hand at the printer: before the first byte it may still be sent or expire, after
    it the printer stopped in the middle and it ends printed or unsure."""
    UNSURE = "unsure"
    """Nobody knows whether there is paper; a person decides."""
    EXPIRED = "expired"
    """The printer was away for too long; nothing was sent."""
    VOID = "void"
    """Given up; nothing was sent."""


FINAL = frozenset(
    {PrintState.PRINTED, PrintState.PRINTED_UNCONFIRMED, PrintState.EXPIRED, PrintState.VOID}
)
TIME_TO_LIVE = timedelta(seconds=90)


@dataclass(kw_only=True, slots=True)
class PrintJob:
    """One paper of one ticket, for one device."""

    id: str
    hall: HallId
    ticket: TicketId
    device: str
    copy: int = 1
    state: PrintState = PrintState.QUEUED
    detail: str | None = None
    created_at: datetime
    reported_at: datetime | None = None
    ahead: int = 0

    def report(self, state: PrintState, detail: str | None, at: datetime) -> bool:
        """Take what the device says; False if it says nothing new: a late or repeated report.

        A final state never changes, and nothing goes back to ``queued``.
        """
        if self.state in FINAL or state in {PrintState.QUEUED, PrintState.NONE, self.state}:
            return False
        self.state, self.detail, self.reported_at = state, detail, at
        return True
