"""What a kiosk that may work alone asks and tells, and what it is answered."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field

from queue_server.use_cases.print_job import PrintState
from queue_server.web.schemas.asked import Asked
from queue_server.web.schemas.fields import WHOLE, LanguageTag, Number, PartySize, Text

Letter = Annotated[str, Field(min_length=1, max_length=1)]
Count = Annotated[int, Field(ge=0, lt=1_000_000), WHOLE]
Sequence = Annotated[int, Field(ge=1, lt=2**63), WHOLE]
Day = Annotated[
    date, Field(ge=date(2000, 1, 1), lt=date(3000, 1, 1), json_schema_extra={"pattern": "^2"})
]


class Mark(Asked):
    """A place in the record: a sequence and the digest of its event."""

    sequence: Sequence
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class IssuedNumber(Asked):
    """The last number that the kiosk was given, by the sequence that issued it."""

    sequence: Sequence
    number: Number


class HeldBlock(Asked):
    """A block that the kiosk holds."""

    day: Day
    service: Letter
    first: Count
    last: Count


class HighestCount(Asked):
    """The highest counts of a day and service that the kiosk heard of."""

    day: Day
    service: Letter
    given: Count = 0
    leased: Count = 0


class LeaseOrder(Asked):
    """The highest that a kiosk knows of the hall; nothing at its first contact."""

    epoch: Annotated[int, Field(ge=1, lt=2**31), WHOLE] | None = None
    mark: Mark | None = None
    issued: IssuedNumber | None = None
    counts: Annotated[list[HighestCount], Field(max_length=200)] = Field(default_factory=list)
    blocks: Annotated[list[HeldBlock], Field(max_length=200)] = Field(default_factory=list)


class PaperTold(Asked):
    """A paper that the kiosk gave while it worked alone."""

    issue: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[ -~]*$")]
    day: Day
    number: Number
    service: Letter
    priority_class: Annotated[str, Field(alias="class", max_length=32)] = "normal"
    language: LanguageTag = "zh-CN"
    party_size: PartySize = 1
    pressed_at: AwareDatetime
    print_state: Annotated[PrintState | None, Field(alias="print")] = None
    detail: Text | None = None
    secret: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{22}$")]


class BlockOut(BaseModel):
    """Numbers that a kiosk may give alone."""

    service: str
    first: int
    last: int


class LeasedDayOut(BaseModel):
    """A day of a kiosk on its own."""

    day: str
    hours: list[list[str]]
    """From when to when the hall is open."""
    ends_at: str
    blocks: list[BlockOut]
    given: dict[str, int]
    """The server's own last count of each service."""
    leased: dict[str, int]
    """The highest count of each service that any kiosk was leased."""


class LeasesOut(BaseModel):
    """Everything that a kiosk needs to work alone."""

    hall: str
    epoch: int
    mark: dict[str, object]
    server_time: str
    link: str
    """What stands before the secret in a citizen's address."""
    days: list[LeasedDayOut]


class ReconciledOut(BaseModel):
    """What became of a paper."""

    outcome: Literal["issued", "known", "renumbered", "aliased"]
    id: str
    number: str


class PaperConflictOut(BaseModel):
    """A paper that a person must help with."""

    number: str
    device: str
    name: str | None
    """Of the kiosk."""
    at: str
    why: str


class PaperConflictsOut(BaseModel):
    """Today's papers that a person must help with, oldest first."""

    conflicts: list[PaperConflictOut]
