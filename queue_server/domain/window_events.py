"""What an officer does at the window beside calling and serving, as it is kept in the hall's record."""

from dataclasses import dataclass
from typing import ClassVar

from queue_server.domain.event import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionUndone(Event):
    """The last press at a counter was taken back; its ticket, or the counter, is as it was before.

    One for each ticket of the press. What happened stays in the record and counts no longer.
    """

    kind: ClassVar[str] = "action_undone"
    undone: list[int]
    """The sequences of the events that count no longer."""
    was: str
    """The kind of the last of them."""
    state: str
    """What the ticket, or the counter, is again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketRemarked(Event):
    """What the next officer should know was written on a ticket, changed or taken away."""

    kind: ClassVar[str] = "ticket_remarked"
    digest: str | None
    """A keyed hash, by which ``verify`` knows the words again; None where there are none now."""
