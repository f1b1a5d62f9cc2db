"""The shapes of what travels, named once for both sides.

Times are ISO 8601 in UTC with `Z`; durations are seconds, in names that end in `_s`; a day is the
hall's own local date; a text for people is a mapping from language to text.
"""

from enum import StrEnum
from typing import Any, NotRequired, TypedDict

PROTOCOL_VERSION = 1

Text = dict[str, str]
"""A text for people: `{"zh-CN": "普通护照", "en": "Ordinary passport"}`."""


class JobState(StrEnum):
    """What became of one paper. `docs/printing.md` says what each asks of the staff."""

    QUEUED = "queued"
    SENDING = "sending"
    PRINTED = "printed"
    PRINTED_UNCONFIRMED = "printed_unconfirmed"
    HELD = "held"
    UNSURE = "unsure"
    EXPIRED = "expired"
    VOID = "void"


class PrinterState(StrEnum):
    """How a printer is, as its agent tells the server with each heartbeat."""

    READY = "ready"
    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    ERROR = "error"
    UNKNOWN = "unknown"


class Forecast(TypedDict):
    """The range of a wait, in seconds from now."""

    p10_s: float
    p50_s: float
    p90_s: float


Ticket = TypedDict(
    "Ticket",
    {
        "id": str,
        "hall": str,
        "day": str,
        "number": str,
        "alias": NotRequired[str | None],
        "service": str,
        "class": str,
        "state": str,
        "language": str,
        "channel": str,
        "party_size": int,
        "issued_at": str,
        "clock": str,
        "promise_s": float,
        "due_at": str,
        "share": float,
        "ahead": int,
        "forecast": Forecast | None,
        "called_at": str | None,
        "started_at": str | None,
        "ended_at": str | None,
        "counter": int | None,
        "attempt": int,
        "reason": str | None,
        "remark": str | None,
        "print": str,
        "secret": NotRequired[str],
        "link": NotRequired[str],
    },
)
"""A ticket as the API answers it; `secret` and `link` only for those who may have them."""


class Officer(TypedDict):
    """Who sits at a counter."""

    badge: str
    name: str


class Served(TypedDict):
    """A service that a counter takes, and how far it puts it back."""

    letter: str
    detour_s: float


class CountToday(TypedDict):
    """What a counter has done today."""

    completed: int
    service_mean_s: float | None


class Counter(TypedDict):
    """A counter as its officer sees it: `next` are at most five tickets, in order."""

    number: int
    kind: str
    name: Text
    state: str
    reason: str | None
    officer: Officer | None
    services: list[Served]
    since: str | None
    current: Ticket | None
    next: list[Ticket]
    waiting: int
    held: list[Ticket]
    missed: list[Ticket]
    today: CountToday


class Announcement(TypedDict):
    """One language of a call, as text and as the clips that say it, `times` over."""

    language: str
    text: str
    clips: list[str]
    times: NotRequired[int]


class Call(TypedDict):
    """A call as displays show and say it."""

    sequence: int
    number: str
    counter: int
    attempt: int
    at: str
    service: NotRequired[str]
    language: NotRequired[str]
    announcement: NotRequired[list[Announcement]]


class Board(TypedDict):
    """What a display shows at one sequence of its hall; `calls` newest first."""

    hall: str
    sequence: int
    at: str
    calls: list[Call]
    waiting: list[dict[str, Any]]
    counters: list[dict[str, Any]]
    notices: list[Text]


class Event(TypedDict):
    """One thing that happened in a hall; further fields depend on `kind`.

    `previous` is the sequence of the event sent to this audience before, so that a gap shows.
    """

    hall: str
    sequence: int
    kind: str
    at: str
    previous: NotRequired[int]


class PaperPlan(TypedDict):
    """Which blocks a paper shows, in order; sizes of some; `logo` is a PNG of two colours, in base64."""

    blocks: list[str]
    sizes: dict[str, str]
    foot: Text | None
    logo: str | None


Layout = TypedDict(
    "Layout",
    {
        "hall": Text,
        "service": Text,
        "languages": list[str],
        "number": str,
        "class": Text | None,
        "ahead": int,
        "forecast": Forecast | None,
        "issued_at_local": str,
        "area": Text | None,
        "link": str,
        "notice": Text | None,
        "reprint": bool,
        "plan": NotRequired[PaperPlan],
        "holder": NotRequired[str | None],
        "route": NotRequired[list[Text] | None],
        "alone": NotRequired[bool],
    },
)
"""What stands on a printed ticket; `languages` in the order in which they are printed.

`alone`: a kiosk gave the number while it could not reach the server.
"""


class Job(TypedDict):
    """One paper to print; a reprint is another job with the next `copy`."""

    id: str
    copy: int
    state: str
    created_at: str
    ttl_s: float
    layout: Layout
    detail: NotRequired[str | None]
    issue: NotRequired[str | None]


class Jobs(TypedDict):
    """The answer to `GET /devices/self/jobs`."""

    jobs: list[Job]


class Outcome(TypedDict):
    """The body of `POST /jobs/{id}/outcomes`; `detail` has 1 to 64 characters or is absent."""

    state: str
    detail: NotRequired[str]


class Heartbeat(TypedDict):
    """The body of `POST /devices/self/heartbeats`; what `status` says depends on the device."""

    status: dict[str, str]


class HeartbeatAnswer(TypedDict):
    """The answer to a heartbeat, from which a device learns the server's clock."""

    hall: str
    server_time: str
