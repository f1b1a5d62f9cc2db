"""What is asked by who rates, with the link or at a pad, and what is answered to pads."""

from typing import Annotated

from pydantic import BaseModel, Field

from queue_server.domain.rating import REASONS
from queue_server.web.schemas.answered import OfficerOut
from queue_server.web.schemas.answered_tickets import RatingOut, ToRateOut
from queue_server.web.schemas.asked import Asked
from queue_server.web.schemas.fields import WHOLE, Contact, Grade, LongText, Number, Text

Reason = Annotated[str, Field(pattern=f"^({'|'.join(REASONS)})$")]


class RatingOrder(Asked):
    """One of five grades: 5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意.

    ``stage`` of the visit: the last, which has to be completed, where none is named.
    Reasons are ``attitude waiting slow unclear repeated facilities``; what is none of them is kept
    with the comment. ``contact`` is for being called back about one of the last two grades; it is kept
    with the case that such a grade opens, and of another grade not at all.
    """

    grade: Grade
    reasons: Annotated[tuple[Text, ...], Field(max_length=10)] = ()
    comment: LongText | None = None
    contact: Contact | None = None
    stage: Annotated[int, Field(ge=1, le=99), WHOLE] | None = None


class PadRatingOrder(Asked):
    """A grade, and what was wrong; a keypad says the grade alone.

    ``number`` is the one that the pad has shown: what is sent late is never another person's.
    """

    grade: Grade
    reasons: Annotated[tuple[Reason, ...], Field(max_length=len(REASONS))] = ()
    number: Number | None = None


class PadToRateOut(ToRateOut):
    """What was served last at the counter: whose, by whom, and in which language to ask."""

    number: str
    language: str
    officer: OfficerOut | None


class PadOut(BaseModel):
    """What a rating pad shows now."""

    hall: str
    counter: int
    now: str
    reasons: list[str]
    """What may be chosen with one of the last two grades."""
    to_rate: PadToRateOut | None


class PadRatingOut(RatingOut):
    """A grade, the stage that it is for, and whose."""

    number: str
