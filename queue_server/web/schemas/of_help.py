"""Calls for a person from a window: what is asked and what is answered."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from queue_server.web.schemas.asked import Asked
from queue_server.web.schemas.of_desks import HelperOut, HelpOut

Whom = Literal["duty_leader", "colleague", "emergency"]
Badge = Annotated[str, Field(min_length=1, max_length=32, pattern=r"^[^\x00-\x1f\x7f]+$")]


class AssistanceOrder(Asked):
    """Whom a counter calls; ``officer`` is the badge of one who sits at a counter, for a colleague.

    ``say`` has the duty leader called by the hall's voice, too. An emergency is said where the hall file
    says so, whatever stands here.
    """

    whom: Whom
    officer: Badge | None = None
    say: bool = False


class ComerOut(HelperOut):
    """Who comes, and since when that is known."""

    at: str


class AssistanceOut(BaseModel):
    """A call for a person, open at a counter."""

    counter: int
    call: int
    """Its id: what is answered and ended."""
    whom: Whom
    officer: HelperOut | None
    """The colleague who is meant; null where any will do."""
    caller: HelperOut | None
    asked_at: str
    answer_by: str
    """Unanswered after this moment it is an alarm of the manager's."""
    comers: list[ComerOut]
    is_for_me: bool
    """Whether it rings for who asks."""
    is_coming: bool
    """Whether who asks has said to come."""
    is_mine: bool


class HelpsOut(BaseModel):
    """Kiosks and counters where somebody wants help."""

    help_requests: list[HelpOut]
    calls: list[AssistanceOut]
    """From counters: for who asks, or of their own; for a manager and the duty leader all."""


class AssistanceOverOut(BaseModel):
    """Nobody is called from the counter any more."""

    counter: int
    call: None
