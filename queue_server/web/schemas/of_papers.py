"""Papers in doubt, as they are answered."""

from typing import Annotated

from pydantic import BaseModel, Field

from queue_server.use_cases.print_job import Decision
from queue_server.web.schemas.of_devices import JobOut


class PaperOut(BaseModel):
    """A paper that nobody is sure of."""

    id: str
    number: str
    copy_number: Annotated[int, Field(alias="copy")]
    state: str
    detail: str | None
    """What its printer waits for, or what broke."""
    device: str
    device_name: str | None
    created_at: str
    reported_at: str | None
    decisions: list[Decision]


class PapersOut(BaseModel):
    """Papers in doubt."""

    papers: list[PaperOut]


class PaperSampleOut(BaseModel):
    """A made-up ticket as it would be printed."""

    paper: str
    language: str
    png: str
    """In base64, a pixel for each dot."""


class DecidedOut(BaseModel):
    """A paper after the decision, and the copy that comes instead."""

    paper: JobOut
    another: JobOut | None
