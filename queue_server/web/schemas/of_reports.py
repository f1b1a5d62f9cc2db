"""Grants and the report of a day: what is asked and what is answered."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from queue_server.web.schemas.answered import GroupOut
from queue_server.web.schemas.asked import Asked
from queue_server.web.schemas.of_desks import HelperOut


class GrantsQuery(Asked):
    """From which day to which, in the hall's own dates; as JSON or as a table."""

    from_day: Annotated[date | None, Field(alias="from")] = None
    to_day: Annotated[date | None, Field(alias="to")] = None
    format: Literal["json", "csv"] = "json"


class GrantOut(BaseModel):
    """One grant: a person who waited was raised to a class, or a number was issued in it."""

    number: str
    service: str
    priority_class: Annotated[str, Field(alias="class")]
    reason: str
    """The code of a listed reason, else what was said."""
    reason_text: dict[str, str] | None
    granted_by: HelperOut | None
    at: str
    waited_s: int
    """How long the person had waited by then."""
    called_after_s: int | None
    """From the taking of the number to its first call after the grant."""


class GrantsOut(BaseModel):
    """Every grant of some days, oldest first."""

    hall: str
    from_day: Annotated[str, Field(alias="from")]
    to_day: Annotated[str, Field(alias="to")]
    grants: list[GrantOut]


class PauseOut(BaseModel):
    """A counter that did not call for a while; ``until`` is null where it lasted to closing, or lasts."""

    counter: int
    reason: str | None
    from_time: Annotated[str, Field(alias="from")]
    until: str | None
    length_s: int


class HelpCallOut(BaseModel):
    """A call for a person from a counter."""

    counter: int
    whom: Literal["duty_leader", "colleague", "emergency"]
    caller: HelperOut | None
    asked_at: str
    answered_s: int | None
    """Seconds to the first answer; null where nobody answered."""
    comers: list[HelperOut | None]
    ended_at: str | None
    how: Literal["open", "withdrawn", "done", "close_of_day"]


class DayReportOut(BaseModel):
    """What a day was like."""

    hall: str
    day: str
    opened_at: str | None
    closed_at: str | None
    closed_by: HelperOut | None
    """Null where the clock ended the day."""
    total: GroupOut
    classes: list[GroupOut]
    grants: list[GrantOut]
    pauses: list[PauseOut]
    help_requests: list[HelpCallOut]
