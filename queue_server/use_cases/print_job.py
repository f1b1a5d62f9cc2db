"""Print jobs: one paper that some printer should make, and what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from queue_server.domain.errors import IllegalTransition
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


class Decision(StrEnum):
    """What a person says of a paper that is in doubt."""

    PRINTED = "printed"
    """The citizen holds it."""
    REPRINT = "reprint"
    """Nobody holds it: another one, please, marked as a copy."""
    VOID = "void"
    """Nobody holds it, and nobody needs it: the number goes on without."""


WITHDRAWN = "withdrawn"
"""Of a held paper that somebody decided about: its agent is to give it up."""
BY_STAFF = "by_staff"
_DECISIONS = {
    PrintState.UNSURE: (Decision.PRINTED, Decision.REPRINT, Decision.VOID),
    PrintState.HELD: (Decision.REPRINT, Decision.VOID),
}
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

    @property
    def decisions(self) -> tuple["Decision", ...]:
        """What a person may say of it now."""
        return () if self.detail == WITHDRAWN else _DECISIONS.get(self.state, ())

    def decide(self, decision: "Decision", at: datetime) -> None:
        """Take what a person says; IllegalTransition where the paper is not in doubt.

        A paper that waits at its printer is withdrawn: its agent gives it up if nothing was sent.
        """
        if decision not in self.decisions:
            raise IllegalTransition(job=self.id, state=self.state.value, verb=decision.value)
        self.reported_at = at
        if self.state is PrintState.HELD:
            self.detail = WITHDRAWN
        elif decision is Decision.PRINTED:
            self.state, self.detail = PrintState.PRINTED, BY_STAFF
        else:
            self.state, self.detail = PrintState.VOID, BY_STAFF

    def report(self, state: PrintState, detail: str | None, at: datetime) -> bool:
        """Take what the device says; False if it says nothing new: a late or repeated report.

        A final state never changes, and nothing goes back to ``queued``.
        """
        if self.state in FINAL or state in {PrintState.QUEUED, PrintState.NONE, self.state}:
            return False
        self.state, self.detail, self.reported_at = state, detail, at
        return True
