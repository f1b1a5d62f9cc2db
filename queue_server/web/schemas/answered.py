"""Answers. These describe them for the OpenAPI document; ``hall_json`` and the endpoints make them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from queue_server.web.schemas.answered_tickets import EventOut, Forecast
from queue_server.web.schemas.answered_windows import WindowRulesOut
from queue_server.web.schemas.of_screens import ComingOut, DutyLeaderOut, TurnOut, VoiceOut

Texts = dict[str, str]


class ServiceOut(BaseModel):
    """A service."""

    letter: str
    name: Texts
    icon: str
    open: bool
    paused: bool
    """Numbers are given no more for a while."""
    sold_out: bool
    """The day's numbers are given out, or the time is up."""
    identity: Literal["none", "optional", "required"]
    kiosk: bool
    usual_s: int
    bring: Texts | None
    area: Texts | None
    appointments: bool
    classes: list[str] | None
    waiting: int
    """Those who are in the hall."""
    on_the_way: int
    """Those who took a number from a phone and are not there yet."""
    ahead: int
    forecast: Forecast | None


class ClassOut(BaseModel):
    """A priority class."""

    code: str
    name: Texts
    promise_s: int
    who: Literal["declared", "granted"]
    by_check_in: bool


class OfficerOut(BaseModel):
    """Who sits at a counter."""

    badge: str | None
    name: str | None
    photo: str | None


class CounterFacts(BaseModel):
    """A counter in few words."""

    number: int
    kind: str
    name: Texts
    state: str
    reason: str | None
    since: str | None
    expected_at: str | None
    """When the officer of a paused counter means to be back."""
    officer: OfficerOut | None
    ticket: str | None
    """The number in hand."""
    ticket_state: str | None


class CounterOut(CounterFacts):
    """A counter, in few words."""

    services: list[str]


class HallOut(BaseModel):
    """A hall."""

    hall: str
    name: Texts
    open: bool
    ended_early: bool
    """A manager ended the day before its hours did."""
    open_until: str | None
    languages: list[str]
    timezone: str
    now: str
    start_on_call: bool
    rules: WindowRulesOut
    papers_remind_s: int
    """Who is away for papers longer than this is marked."""
    hours_today: list[list[str]]
    workday: list[list[str]]
    """The hours of such a weekday, where nothing special is on."""
    services: list[ServiceOut]
    classes: list[ClassOut]
    counters: list[CounterOut]
    reasons: list[dict[str, object]]
    """Lawful ones for a class that is granted."""
    own_reasons: bool
    """Whether a grant's reason may be another."""
    officers_grant: bool
    """Whether an officer may grant a class; else the desk or a manager does."""
    notices: list[Texts]
    duty_leader: DutyLeaderOut | None
    complaint_line: str | None
    voice: VoiceOut
    online: bool
    """Whether phones may take numbers."""
    check_in: list[str]
    """How who has one shows to be in the hall: ``code``, ``location``; empty where phones take none."""


class HallsOut(BaseModel):
    """Halls."""

    halls: list[HallOut]


class CountersOut(BaseModel):
    """Every counter of a hall."""

    counters: list[CounterOut]


class BoardOut(BaseModel):
    """What a display shows."""

    hall: str
    sequence: int
    at: str
    calls: list[dict[str, object]]
    waiting: list[dict[str, object]]
    coming: list[ComingOut]
    counters: list[CounterOut]
    notices: list[Texts]
    duty_leader: DutyLeaderOut | None
    media: list[TurnOut]


class SpokenNoticeOut(BaseModel):
    """A notice that the voice can be asked to say; ``{counter}`` in its text is the counter."""

    code: str
    text: Texts
    needs_counter: bool


class SpokenNoticesOut(BaseModel):
    """Every notice of the list."""

    notices: list[SpokenNoticeOut]


class NoticeSpokenOut(BaseModel):
    """A notice that is being said."""

    code: str
    counter: int | None


class UtteranceOut(BaseModel):
    """What is said in one language."""

    language: str
    text: str
    clips: list[str]
    times: int


class AnnouncementsOut(BaseModel):
    """What the voice would say."""

    announcement: list[UtteranceOut]
    languages: list[str]
    """Every language that it could say."""


class SlotsOut(BaseModel):
    """Slots of a day."""

    slots: list[dict[str, object]]


class AppointmentOut(BaseModel):
    """A booked time."""

    code: str
    hall: str
    service: str
    starts_at: str
    state: str
    party_size: int


class SpreadOut(BaseModel):
    """Of some durations, in seconds."""

    count: int
    mean_s: float | None
    p50_s: float | None
    p90_s: float | None
    max_s: float | None


class GroupOut(BaseModel):
    """One group's figures; the grouping's names stand beside them (``service``, ``hour`` …)."""

    model_config = ConfigDict(extra="allow")

    issued: int
    called: int
    completed: int
    missed: int
    abandoned: int
    cancelled: int
    wait: SpreadOut
    service_time: SpreadOut
    within_promise: float | None
    ratings: dict[str, int]


class StatisticsOut(BaseModel):
    """Statistics."""

    hall: str
    from_day: Annotated[str, Field(alias="from")]
    to_day: Annotated[str, Field(alias="to")]
    by: list[str]
    groups: list[GroupOut]
    total: GroupOut


class DayClosedOut(BaseModel):
    """The day is ended."""

    hall: str
    closed: Literal[True]


class DayOpenOut(BaseModel):
    """The day goes on."""

    hall: str
    open: Literal[True]


class EventsOut(BaseModel):
    """A part of the record."""

    events: list[EventOut]
    sequence: int


class WhoOut(BaseModel):
    """Who is signed in."""

    name: str
    badge: str | None
    display_name: str | None
    roles: list[str]
    hall: str | None
    csrf: str | None = None
