"""Bodies and queries of requests. What is not named here is refused."""

from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    model_validator,
)

from queue_server.protocol.identity import HASH
from queue_server.use_cases.device import DeviceKind, DeviceState
from queue_server.use_cases.print_job import Decision, PrintState
from queue_server.web.schemas.fields import (
    WHOLE,
    DeviceId,
    LanguageTag,
    LongText,
    Number,
    PartySize,
    ScreenId,
    Text,
)

_NO_PAD: list[JsonValue] = [each.value for each in DeviceKind if each is not DeviceKind.RATING_PAD]
_ITSELF: dict[str, JsonValue] = {"pairing": {"const": False}}
_PAIRING_SCREEN: dict[str, JsonValue] = {
    "pairing": {"const": True},
    "kind": {"const": "display"},
}
"""What a screen says that asks for a code: it needs neither a hall nor a name."""


class Asked(BaseModel):
    """Unknown fields are refused, and texts are taken as they are."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False, str_strip_whitespace=False)


class Nothing(Asked):
    """An empty body."""


class CardRead(Asked):
    """What a reader's agent says of a document: its keyed hash and its end, never its number."""

    hash: Annotated[str, Field(pattern=HASH)]
    last4: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{1,4}$")]
    name: (
        Annotated[
            str,
            Field(min_length=1, max_length=32, pattern=r"^[^\x00-\x1f\x7f]*\*[^\x00-\x1f\x7f]*$"),
        ]
        | None
    ) = None
    """Covered but for one character; kept only where the hall prints names."""


class TicketOrder(Asked):
    """A number for a service."""

    service: Annotated[str, Field(min_length=1, max_length=1)]
    priority_class: Annotated[str, Field(alias="class", max_length=32)] = "normal"
    language: LanguageTag = "zh-CN"
    channel: Literal["kiosk", "desk", "officer", "phone", "appointment"] | None = None
    party_size: PartySize = 1
    holder: Annotated[str, Field(min_length=1, max_length=128)] | None = None
    card: CardRead | None = None
    reason: Text | None = None
    printer: DeviceId | None = None
    remark: LongText | None = None


class CallOrder(Asked):
    """Empty for the next; a number for a chosen one.

    ``current`` is the number that the officer saw in hand when pressing, null for nobody.
    """

    number: Number | None = None
    reason: Text | None = None
    current: Number | None = None


class NoticeOrder(Asked):
    """A notice of the list to be said, and for which counter."""

    code: Annotated[str, Field(max_length=32, pattern=r"^[a-z_]+$")]
    counter: Annotated[int, Field(ge=1, le=9999), WHOLE] | None = None


class Reason(Asked):
    """Why, if the officer says so."""

    reason: Text | None = None


class Grant(Asked):
    """A class for a waiting person, and why."""

    priority_class: Annotated[str, Field(alias="class", max_length=32)]
    reason: Text


class Deferral(Asked):
    """How much later."""

    by_s: Annotated[int, Field(ge=1, le=86_400), WHOLE]


class SlotsQuery(Asked):
    """Which service and day."""

    service: Annotated[str, Field(min_length=1, max_length=1)]
    date: Annotated[
        date,
        # JSON Schema cannot compare dates: a pattern says the same there.
        Field(ge=date(2000, 1, 1), lt=date(3000, 1, 1), json_schema_extra={"pattern": "^2"}),
    ]


class Booking(Asked):
    """A slot for a service."""

    service: Annotated[str, Field(min_length=1, max_length=1)]
    starts_at: AwareDatetime
    party_size: PartySize = 1
    language: LanguageTag = "zh-CN"
    holder: Annotated[str, Field(min_length=1, max_length=128)] | None = None


class StatisticsQuery(Asked):
    """From which day to which, in the hall's own dates, and by what."""

    from_day: Annotated[date | None, Field(alias="from")] = None
    to_day: Annotated[date | None, Field(alias="to")] = None
    by: Annotated[str, Field(max_length=64)] = "service"


class EventsQuery(Asked):
    """The record after a sequence."""

    after: Annotated[int, Field(ge=0, lt=2**63), WHOLE] = 0
    limit: Annotated[int, Field(ge=1, le=1000), WHOLE] = 100


class AnnouncementQuery(Asked):
    """A call that nobody made: which number to which window, and in which language."""

    number: Annotated[str, Field(pattern=r"^[A-HJ-NP-Z][0-9]{1,6}$")]
    counter: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,3}[A-HJ-NP-Z]?$")]
    language: LanguageTag


class TicketsQuery(Asked):
    """Which of today's tickets."""

    state: Annotated[str, Field(max_length=100)] | None = None


class Enrolment(Asked):
    """A device that asks to be let in: to a hall by its name, or, as a screen, by a code."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {
                    "required": ["hall", "name"],
                    "properties": {**_ITSELF, "kind": {"enum": _NO_PAD}},
                },
                {
                    "required": ["hall", "name", "counter"],
                    "properties": {**_ITSELF, "counter": {"type": "integer"}},
                },
                {"required": ["pairing"], "properties": _PAIRING_SCREEN},
            ]
        }
    )
    hall: Annotated[str, Field(max_length=64)] = ""
    kind: DeviceKind
    name: Text = "-"
    counter: Annotated[int, Field(ge=1, le=9999), WHOLE] | None = None
    pairing: bool = False

    @model_validator(mode="after")
    def _one_of_both(self) -> "Enrolment":
        """A screen that shows a code knows no hall yet; everything else names its own."""
        if self.pairing and self.kind is not DeviceKind.DISPLAY:
            raise ValueError("only a display shows a code")
        if self.kind is DeviceKind.RATING_PAD and self.counter is None:
            raise ValueError("a rating pad belongs to a counter")
        if not self.pairing and not {"hall", "name"} <= self.model_fields_set:
            raise ValueError("hall and name are needed")
        return self


class DeviceDecision(Asked):
    """What a manager decides about a device; of a display also what it shows from now on."""

    state: Literal[DeviceState.APPROVED, DeviceState.REVOKED]
    screen: ScreenId | None = None
    name: Text | None = None


class Heartbeat(Asked):
    """What a device says of itself."""

    status: Annotated[dict[Annotated[str, Field(max_length=32)], Text], Field(max_length=16)] = {}


class JobsQuery(Asked):
    """How long to wait for a job when there is none."""

    wait_s: Annotated[float, Field(ge=0, le=30)] = 0


class JobOutcome(Asked):
    """What became of a paper."""

    state: PrintState
    detail: Text | None = None


class PaperDecision(Asked):
    """What somebody says who has looked."""

    decision: Decision


class PaperSampleQuery(Asked):
    """Which width of paper in mm, and whose language first."""

    paper: Literal["80", "58"] = "80"
    language: LanguageTag = "zh-CN"


class Reprint(Asked):
    """Where to print another copy; the ticket's own printer if not said.

    A kiosk prints on its own printer, for who shows it the document that the number was taken with.
    """

    printer: DeviceId | None = None
    card: CardRead | None = None


class CardArrival(Asked):
    """The document of somebody who has booked a time."""

    card: CardRead


class Lifting(Asked):
    """Why a person may take a number again."""

    reason: Text


class ServiceStatus(Asked):
    """Whether numbers are given for a service."""

    state: Literal["open", "paused"]
    reason: Text | None = None


class SignIn(Asked):
    """Who signs in."""

    username: Text
    password: Annotated[str, Field(min_length=1, max_length=256)]
