"""Visits of several steps and papers that are missing: what is asked for, and what is answered."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from queue_server.domain.papers import Missing
from queue_server.web.schemas.asked import Asked
from queue_server.web.schemas.fields import Text

Letter = Annotated[str, Field(min_length=1, max_length=1)]


class SkipOrder(Asked):
    """A step that the person does not need."""

    service: Letter


class StepOrder(Asked):
    """One more step: after another, or else right after this one."""

    service: Letter
    after: Letter | None = None


class PaperRequest(Asked):
    """What is missing, from the list, and why, if the officer says so."""

    reason: Text | None = None
    missing: Annotated[
        list[Annotated[Missing, Field(strict=False)]],
        Field(
            default_factory=list,
            max_length=len(Missing),
            json_schema_extra={"uniqueItems": True},
        ),
    ]


class ComebackOrder(Asked):
    """The code that stands on the phone or was written down: ``K7MX3P2A``."""

    code: Annotated[str, Field(pattern=r"^[A-HJ-NP-Za-hj-np-z2-9]{8}$")]


class StepOut(BaseModel):
    """One step of a visit."""

    service: str
    name: dict[str, str]
    state: Literal["done", "here", "next", "todo", "skipped"]
    area: dict[str, str] | None
    """Where its people wait."""


class PapersOut(BaseModel):
    """What somebody was sent for, and may come back with."""

    code: str
    missing: list[str]
    counter: int | None
    """The window that asked for it."""
    since: str
    until: str
    """The last day on which the code counts."""
