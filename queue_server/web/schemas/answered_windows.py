"""Parts of answers that the officer's page alone needs."""

from typing import Literal

from pydantic import BaseModel


class UndoableOut(BaseModel):
    """What may be taken back."""

    sequence: int
    was: str
    """The kind of its last event."""
    number: str | None
    until: str


class WindowRulesOut(BaseModel):
    """What the officer's page needs to know of the hall's rules."""

    undo_s: float
    recall_guard_s: float
    choose: bool
    choose_reason: bool
    deferral_at_most_s: int
    next_details: Literal["full", "count"]
