"""Answers about tickets. These describe them for the OpenAPI document; ``tickets_json`` makes them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from queue_server.web.schemas.of_visits import PapersOut, StepOut

Texts = dict[str, str]
State = Literal[
    "waiting",
    "called",
    "serving",
    "held",
    "missed",
    "away",
    "completed",
    "cancelled",
    "abandoned",
]


class Refused(BaseModel):
    """Why it was not done."""

    code: str
    message: str
    details: dict[str, object]


class Forecast(BaseModel):
    """A wait as a range, in seconds."""

    p10_s: int
    p50_s: int
    p90_s: int


class TicketOut(BaseModel):
    """A ticket."""

    id: str
    hall: str
    day: str
    number: str
    alias: str | None
    """The number on its holder's paper, where another one was called already."""
    service: str
    priority_class: Annotated[str, Field(alias="class")]
    state: State
    language: str
    channel: str
    party_size: int
    issued_at: str
    clock: str
    promise_s: int
    due_at: str
    share: float
    ahead: int | None
    forecast: Forecast | None
    called_at: str | None
    started_at: str | None
    ended_at: str | None
    counter: int | None
    attempt: int
    reason: str | None
    since: str | None
    remind_at: str | None
    """Of a held one: when its officer wants to be reminded of it."""
    remark: str | None
    last4: str | None = None
    """For the staff: the end of the document that the number was taken with."""
    here: bool
    """Whether its holder is in the hall; who is not is passed over."""
    here_until: str | None
    arrive_from: str | None
    arrive_by: str | None
    print_state: Annotated[str, Field(alias="print")]
    reserved_for: int | None
    """The only counter that may call it."""
    route: list[StepOut] | None
    """The steps of its visit; null where its completion is the end."""
    papers: PapersOut | None
    """Who is away for papers: what is missing, and the code to come back with."""
    secret: str | None = None
    link: str | None = None


class PlaceOut(BaseModel):
    """Where a hall is."""

    latitude: float
    longitude: float
    within_m: float


class CitizenTicketOut(TicketOut):
    """A ticket as its holder sees it."""

    hall_name: Texts
    service_name: Texts
    area: Texts | None
    languages: list[str]
    check_in: list[str]
    """How to check in, where that is still to be done or to be renewed; otherwise empty."""
    kept_until: str | None
    """Until when the number is kept for who is not there."""
    place: PlaceOut | None
    """Where the hall is, for the phone to compare its own position with."""
    on_the_way: int
    """Of those ahead, how many are not in the hall yet."""
    precalled: bool
    """It was told to get ready, and waits to be called."""
    rated: bool
    to_rate: list["ToRateOut"]
    """Stages that have ended and may still be rated, in their order."""
    cases: int
    """How many complaints, suggestions and unfinished matters are about it."""
    now: str
    timezone: str
    complaint_line: str | None


class StageOut(BaseModel):
    """One stretch of waiting and service."""

    n: int
    service: str
    counter: int | None
    officer: str | None
    waiting_since: str
    called_at: str | None
    started_at: str | None
    ended_at: str | None


class EventOut(BaseModel):
    """Something that happened; what only one kind has, stands beside these."""

    model_config = ConfigDict(extra="allow")

    hall: str
    sequence: int
    kind: str
    at: str
    number: str | None
    counter: int | None
    actor: str | None


class TicketHistoryOut(TicketOut):
    """A ticket with its stages and events."""

    stages: list[StageOut]
    events: list[EventOut]


class TicketsOut(BaseModel):
    """Tickets."""

    tickets: list[TicketOut]


class BeforeOut(BaseModel):
    """One who went before."""

    number: str
    why: str
    priority_class: Annotated[str, Field(alias="class")]
    class_name: Texts
    promise_s: int
    share: float
    called_at: str | None


class ExplanationOut(BaseModel):
    """Who went before, and why."""

    before: list[BeforeOut]
    share: float
    promise_s: int


class ToRateOut(BaseModel):
    """A stage of a visit that may be rated, until when."""

    stage: int
    service: str
    service_name: Texts
    counter: int | None
    ended_at: str
    until: str


class RatingOut(BaseModel):
    """A grade, and the stage of the visit that it is for."""

    grade: int
    stage: int
