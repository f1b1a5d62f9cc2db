"""Requests and answers about cases; ``cases_json`` makes the answers."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from queue_server.domain.case_lifecycle import CaseKind, CaseState, Outcome, Way, Why
from queue_server.web.schemas.asked import Asked
from queue_server.web.schemas.fields import WHOLE, Contact

CaseText = Annotated[str, Field(min_length=1, max_length=2_000, pattern=r"^[^\x00]*\S[^\x00]*$")]
UserName = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f]*$")]
Version = Annotated[int, Field(ge=0, lt=2**63), WHOLE]
Day = Annotated[
    date,
    # JSON Schema cannot compare dates: a pattern says the same there.
    Field(ge=date(2000, 1, 1), lt=date(3000, 1, 1), json_schema_extra={"pattern": "^2"}),
]
CaseNumber = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{4,9}$")]


UNSETTLED_ASKED = "unsettled"
"""Asked for as a state: those that are open or answered."""


class CaseOrder(Asked):
    """What the staff write down; ``why`` for what could not be done, and only for that."""

    kind: Literal[CaseKind.UNDONE, CaseKind.COMPLAINT, CaseKind.SUGGESTION]
    text: CaseText
    why: Why | None = None
    contact: Contact | None = None
    owner: UserName | None = None


class MyCaseOrder(Asked):
    """What a citizen says."""

    kind: Literal[CaseKind.COMPLAINT, CaseKind.SUGGESTION]
    text: CaseText
    contact: Contact | None = None


class _Change(Asked):
    version: Version | None = None
    """That of the case as it was seen; another's change meanwhile is then not overwritten."""


class CaseNote(_Change):
    """Something for those who work on it."""

    text: CaseText


class CaseHandover(_Change):
    """Who is responsible from now on."""

    owner: UserName
    text: CaseText | None = None


class CaseDue(_Change):
    """Another day for the answer, and why."""

    due: Day
    text: CaseText


class CaseAnswer(_Change):
    """What the citizen reads, and how it gets there."""

    text: CaseText
    way: Way = Way.PAGE


class CaseClosing(_Change):
    """How it ended."""

    outcome: Outcome
    text: CaseText | None = None


class CaseReopening(_Change):
    """Why it was not the end."""

    text: CaseText


class CasesQuery(Asked):
    """Which cases; ``owner`` a user name, ``me`` or ``nobody``; ``after`` the last number that was seen."""

    state: CaseState | Literal["unsettled"] | None = None
    kind: CaseKind | None = None
    owner: Annotated[str, Field(max_length=64)] | None = None
    overdue: bool = False
    q: Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")] = ""
    after: CaseNumber | None = None
    limit: Annotated[int, Field(ge=1, le=200), WHOLE] = 50


class CaseReportQuery(Asked):
    """Cases that were opened from one day to another, both included, in the hall's own dates."""

    from_day: Annotated[Day | None, Field(alias="from")] = None
    to_day: Annotated[Day | None, Field(alias="to")] = None


class PersonOut(BaseModel):
    """Somebody of the staff."""

    name: str
    badge: str | None
    display_name: str | None


class OwnersOut(BaseModel):
    """Everybody to whom a case can be handed."""

    owners: list[PersonOut]


class CaseOut(BaseModel):
    """A case, without anything that was said."""

    number: str
    hall: str
    kind: CaseKind
    state: CaseState
    why: Why | None
    ticket: str | None
    """The number of its ticket."""
    service: str | None
    counter: int | None
    grade: int | None
    reasons: list[str]
    opened_at: str
    opened_by: PersonOut
    owner: PersonOut | None
    due: str
    overdue: bool
    answered_at: str | None
    closed_at: str | None
    outcome: Outcome | None
    has_contact: bool
    code: str | None
    """For who has no ticket: the secret to look at the answer with."""
    version: int


class CaseActOut(BaseModel):
    """Something that happened to a case, and what was said."""

    kind: str
    at: str
    actor: PersonOut
    text: str | None
    owner: PersonOut | None
    due: str | None
    way: Way | None
    outcome: Outcome | None


class CaseWithTextsOut(CaseOut):
    """A case for somebody who works on it."""

    acts: list[str]
    """What the asker may do to it now."""
    contact: str | None
    """How to reach the person; for who handles the case."""
    history: list[CaseActOut]


class CaseInListOut(CaseOut):
    """A case in a list, with how it begins."""

    text: str | None


class CasesOut(BaseModel):
    """Some cases; ``next`` is to be asked ``after``, null at the end."""

    cases: list[CaseInListOut]
    next: str | None


class CaseTallyOut(BaseModel):
    """How many are to be answered."""

    open: int
    overdue: int


class CaseTalliesOut(BaseModel):
    """One's own cases, and for who sees all of them the hall's."""

    mine: CaseTallyOut
    hall: CaseTallyOut | None
    nobodys: CaseTallyOut | None
    """Of the hall's, those that nobody has yet."""


class CaseFiguresOut(BaseModel):
    """Cases of one kind, or (null) of all."""

    kind: CaseKind | None
    opened: int
    answered_in_time: int
    answered_late: int
    overdue: int
    outcomes: dict[Outcome, int]
    days_to_answer: float | None


class CaseReportOut(BaseModel):
    """What became of the cases of some days."""

    model_config = {"populate_by_name": True}

    hall: str
    from_day: Annotated[str, Field(alias="from")]
    to_day: Annotated[str, Field(alias="to")]
    kinds: list[CaseFiguresOut]
    total: CaseFiguresOut


class MyCaseOut(BaseModel):
    """A case as the citizen sees it."""

    number: str
    kind: CaseKind
    state: CaseState
    why: Why | None
    opened_at: str
    due: str
    text: str | None
    """One's own words."""
    answer: str | None
    answered_at: str | None
    outcome: Outcome | None


class MyCasesOut(BaseModel):
    """The cases of one's ticket, and how many more may be made with it."""

    cases: list[MyCaseOut]
    left: int
