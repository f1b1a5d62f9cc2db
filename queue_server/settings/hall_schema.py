"""The form of a hall file: which keys it may have, and what each may hold.

Only what one value says by itself is checked here; what must fit together is in
``hall_rules``. Values are taken as they stand: "5" is no number, true is no 1.
"""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, create_model

from queue_server.domain.announcement import shown_as
from queue_server.domain.calendar import Interval
from queue_server.domain.counter import CounterKind
from queue_server.domain.hall import NextDetails
from queue_server.domain.identity import Asks
from queue_server.domain.priority_class import Who
from queue_server.domain.screen import USUAL_PARTS, Layout
from queue_server.domain.ticket_number import LETTERS
from queue_server.settings.case_schema import CasesPart
from queue_server.settings.clock_form import DateText, Day, IntervalText
from queue_server.settings.form import Part, Tag, Texts, Words, like
from queue_server.settings.help_schema import GRANTERS, Granters, HelpPart
from queue_server.settings.paper_schema import PaperPart

A_DAY_MIN = 24 * 60


def _letter(text: str) -> str:
    if len(text) != 1 or text not in LETTERS:
        raise ValueError("should be one capital letter, and neither I nor O")
    return text


def _all_as_read(languages: list[str]) -> list[str]:
    return [shown_as(language) for language in languages]


def _take(written: object) -> object:
    return {"service": written} if isinstance(written, str) else written


Minutes = Annotated[float, Field(ge=0.1, le=A_DAY_MIN, allow_inf_nan=False)]
"""Long enough to be divided by: nothing in a hall takes less than six seconds."""
MinutesFromZero = Annotated[float, Field(ge=0, le=A_DAY_MIN, allow_inf_nan=False)]
LetterText = Annotated[str, AfterValidator(_letter)]
Code = Annotated[str, like(r"[a-z][a-z0-9_]{0,31}", "a short name in a-z, 0-9 and _")]
Spoken = Literal["zh-CN", "yue", "en", "ko", "ru"]
Percent = Annotated[int, Field(ge=0, le=100)]
CounterNo = Annotated[int, Field(ge=1, le=999)]


class RulesPart(Part):
    """``[rules]``: what the hall sets about its line."""

    start_on_call: bool = False
    guard_s: Annotated[float, Field(ge=0, le=60, allow_inf_nan=False)] = 0
    misses_allowed: Annotated[int, Field(ge=1, le=99)] = 3
    missed_kept_min: Minutes = 240
    restore_penalty_min: MinutesFromZero = 0
    appointment_grace_min: MinutesFromZero = 15
    deferral_at_most_min: Minutes = 120
    choose: bool = True
    choose_reason: bool = False
    undo_s: Annotated[float, Field(ge=0, le=60, allow_inf_nan=False)] = 10
    recall_guard_s: Annotated[float, Field(ge=0, le=60, allow_inf_nan=False)] = 0
    next_details: Annotated[NextDetails, Field(strict=False)] = NextDetails.FULL
    stop_by_forecast: bool = False
    rating_within_min: Annotated[float, Field(gt=0, le=30 * A_DAY_MIN, allow_inf_nan=False)] = (
        A_DAY_MIN
    )
    rating_pad_s: Annotated[float, Field(ge=10, le=3_600, allow_inf_nan=False)] = 180
    grant_by: Granters = Field(default_factory=lambda: [*GRANTERS])
    own_reasons: bool = True
    papers_kept_days: Annotated[int, Field(ge=0, le=365)] = 30
    papers_remind_min: Minutes = 60


class IdentityPart(Part):
    """``[identity]``: whom the kiosk asks for a document, and what follows from it."""

    default: Annotated[Asks, Field(strict=False)] = Asks.NONE
    services: dict[LetterText, Annotated[Asks, Field(strict=False)]] = Field(default_factory=dict)
    once: bool = True
    no_shows: Annotated[int, Field(ge=0, le=99)] = 0
    within_days: Annotated[int, Field(ge=1, le=365)] = 30
    cool_down_min: Annotated[float, Field(gt=0, le=30 * A_DAY_MIN, allow_inf_nan=False)] = A_DAY_MIN
    names: bool = False


CheckInWay = Literal["code", "location"]
CODE_ALONE: CheckInWay = "code"


class PlacePart(Part):
    """Where the hall is."""

    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    within_m: Annotated[float, Field(ge=50, le=5_000, allow_inf_nan=False)] = 300


class OnlinePart(Part):
    """``[online]``: numbers from phones. A hall without it gives none."""

    services: Annotated[list[LetterText], Field(min_length=1)]
    in_person_percent: Percent = 50
    per_device: Annotated[int, Field(ge=1, le=20)] = 2
    per_person: Annotated[int, Field(ge=1, le=20)] = 1
    asks_identity: bool = False
    there_before_min: MinutesFromZero = 10
    kept_min: Minutes = 30
    present_min: Minutes = 90
    check_in: Annotated[list[CheckInWay], Field(min_length=1)] = Field(
        default_factory=lambda: [CODE_ALONE]
    )
    place: PlacePart | None = None


class VolumePart(Part):
    """Another volume at some hours."""

    hours: IntervalText
    percent: Percent


class VoicePart(Part):
    """``[voice]``: how the hall speaks."""

    repeats: Annotated[int, Field(ge=1, le=5)] = 1
    yao: bool = False
    stale_s: Annotated[int, Field(ge=10, le=3600)] = 90
    volume: Percent = 100
    volumes: list[VolumePart] = Field(default_factory=list)
    quiet: Day = Field(default_factory=list)
    pre_call: Annotated[int, Field(ge=0, le=10)] = 0
    languages: Annotated[list[Spoken], Field(min_length=1)] | None = None


class HoursPart(Part):
    """``[hours]``: the week, and single days that differ. A day that is not written is closed."""

    monday: Day = Field(default_factory=list)
    tuesday: Day = Field(default_factory=list)
    wednesday: Day = Field(default_factory=list)
    thursday: Day = Field(default_factory=list)
    friday: Day = Field(default_factory=list)
    saturday: Day = Field(default_factory=list)
    sunday: Day = Field(default_factory=list)
    dates: dict[DateText, Day] = Field(default_factory=dict)
    always: bool = False

    @property
    def week(self) -> tuple[list[Interval], ...]:
        """The days from Monday."""
        workdays = (self.monday, self.tuesday, self.wednesday, self.thursday, self.friday)
        return (*workdays, self.saturday, self.sunday)


class AppointmentsPart(Part):
    """How many may book a service in each slot of the day."""

    slot_min: Annotated[int, Field(ge=5, le=A_DAY_MIN)] = 30
    capacity: Annotated[int, Field(ge=1, le=10_000)] = 4
    days_ahead: Annotated[int, Field(ge=0, le=90)] = 7


class ServicePart(Part):
    """``[[services]]``: what people come for."""

    letter: LetterText
    name: Texts
    icon: Code = "form"
    usual_min: Minutes = 8
    spread: Annotated[float, Field(ge=0, le=5, allow_inf_nan=False)] = 0.6
    promises_min: dict[str, Minutes] = Field(default_factory=dict)
    classes: Annotated[list[str], Field(min_length=1)] | None = None
    area: Texts | None = None
    bring: Texts | None = None
    appointments: AppointmentsPart | None = None
    per_day: Annotated[int, Field(ge=1, le=100_000)] | None = None
    route: Annotated[list[LetterText | list[LetterText]], Field(min_length=1)] | None = None
    kiosk: bool = True


class ClassPart(Part):
    """``[[classes]]``: what the hall promises to whom."""

    code: Code
    name: Texts
    promise_min: Minutes
    who: Annotated[Who, Field(strict=False)] = Who.DECLARED
    tier: Annotated[int, Field(ge=0, le=1)] = 0


class TakePart(Part):
    """One entry of a counter's ``takes``; a letter alone means all classes, at once."""

    service: str
    classes: Annotated[list[str], Field(min_length=1)] | None = None
    detour_min: MinutesFromZero = 0


class CounterPart(Part):
    """``[[counters]]``: one window, and what it takes in order of preference."""

    number: CounterNo
    kind: Annotated[CounterKind, Field(strict=False)]
    name: Texts
    takes: Annotated[list[Annotated[TakePart, BeforeValidator(_take)]], Field(min_length=1)]


_PARTS: dict[str, Any] = {name: (bool, on) for name, on in USUAL_PARTS.items()}
_Parts: Any = create_model("_Parts", __base__=Part, **_PARTS)


class PartsPart(_Parts):  # type: ignore[misc]  # its fields are those of domain.screen.Parts
    """Which parts of a screen are on; one that is not written is as usual."""


class ScreenPart(Part):
    """``[[screens]]``: a screen, and what it shows. A key that is not written means the whole hall."""

    id: Annotated[str, like(r"[a-z][a-z0-9-]{0,31}", "a short name in a-z, 0-9 and -")]
    name: Texts
    layout: Annotated[Layout, Field(strict=False)] = Layout.HALL
    counter: CounterNo | None = None
    counters: list[CounterNo] | None = None
    services: list[LetterText] | None = None
    speaks: bool | None = None
    depth_m: Annotated[float, Field(gt=0, le=200, allow_inf_nan=False)] | None = None
    height_mm: Annotated[float, Field(gt=0, le=20_000, allow_inf_nan=False)] | None = None
    parts: PartsPart = Field(default_factory=PartsPart)


class DutyLeaderPart(Part):
    """Who is responsible today."""

    badge: Words
    name: Words


class HallFile(Part):
    """A whole hall file."""

    id: Annotated[str, like(r"[a-z][a-z0-9-]{0,31}", "a short name in a-z, 0-9 and -")]
    name: Texts
    timezone: str = "Asia/Shanghai"
    languages: Annotated[list[Tag], Field(min_length=1), AfterValidator(_all_as_read)] = Field(
        default_factory=lambda: ["zh-CN", "en"]
    )
    area: Texts | None = None
    complaint_line: Words | None = None
    duty_leader: DutyLeaderPart | None = None
    rules: RulesPart = Field(default_factory=RulesPart)
    voice: VoicePart = Field(default_factory=VoicePart)
    identity: IdentityPart = Field(default_factory=IdentityPart)
    help: HelpPart = Field(default_factory=HelpPart)
    online: OnlinePart | None = None
    cases: CasesPart = Field(default_factory=CasesPart)
    hours: HoursPart
    notices: list[Texts] = Field(default_factory=list)
    reasons: dict[Code, Texts] = Field(default_factory=dict)
    services: Annotated[list[ServicePart], Field(min_length=1)]
    classes: Annotated[list[ClassPart], Field(min_length=1)]
    counters: Annotated[list[CounterPart], Field(min_length=1)]
    screens: list[ScreenPart] = Field(default_factory=list)
    paper: PaperPart = Field(default_factory=PaperPart)
