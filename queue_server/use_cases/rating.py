"""Ratings (好差评): what a person says of a stage, once, freely, in five grades."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from queue_server.domain.names import TicketId


class Grade(IntEnum):
    """The five grades with their proper names (GB/T 39734-2020)."""

    VERY_SATISFIED = 5
    SATISFIED = 4
    FAIRLY_SATISFIED = 3
    DISSATISFIED = 2
    VERY_DISSATISFIED = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Rating:
    """One stage of one visit, rated."""

    ticket: TicketId
    stage: int
    service: str
    priority_class: str
    counter: int | None
    officer: str | None
    grade: Grade
    reasons: tuple[str, ...] = ()
    comment: str | None = None
    at: datetime
