"""A counter as its officer's page is told of it."""

from pydantic import BaseModel

from queue_server.web.schemas.answered import CounterFacts
from queue_server.web.schemas.answered_tickets import TicketOut
from queue_server.web.schemas.answered_windows import UndoableOut


class TodayOut(BaseModel):
    """A counter's day."""

    completed: int
    service_mean_s: float | None


class UsualOut(BaseModel):
    """How long such a service usually takes."""

    from_s: int
    to_s: int


class CurrentOut(TicketOut):
    """Who is in hand."""

    usual: UsualOut
    sent_by: int | None
    """The counter that sent the person on last."""


class CounterDetailOut(CounterFacts):
    """A counter as its officer sees it."""

    services: list[dict[str, object]]
    current: CurrentOut | None
    next: list[TicketOut]
    details: bool
    """Whether those who come next are named; where the hall keeps them back, they are only counted."""
    waiting: int
    longest_since: str | None
    """Since when the one has been here who waits longest."""
    due_soon: int
    """How many will have waited longer than promised within five minutes."""
    undo: UndoableOut | None
    """What was done last, while it may be taken back."""
    held: list[TicketOut]
    missed: list[TicketOut]
    away: list[TicketOut]
    """Who fetches papers: whom this counter sent first."""
    today: TodayOut
