"""Cases: what could not be done, complaints, suggestions, bad ratings; each has an owner, a day, an answer.

Every change returns its event. The texts are kept beside the record, never in it: an event has their digest,
so that a text that was changed behind its back is found, and one that was erased cannot be guessed back.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TypedDict

from queue_server.domain.case_events import (
    CaseAnswered,
    CaseClosed,
    CaseDueChanged,
    CaseErased,
    CaseHandedOn,
    CaseNoted,
    CaseOpened,
    CaseReopened,
)
from queue_server.domain.case_lifecycle import (
    ANSWER_FIRST,
    CASE_LIFECYCLE,
    CaseKind,
    CaseState,
    CaseVerb,
    Outcome,
    Way,
    Why,
)
from queue_server.domain.errors import AnswerNeeded, CaseNotSo, Invalid
from queue_server.domain.names import TicketId

CONTACT, TEXTS = "contact", "texts"
"""What an erasure takes."""
_NUMBER = re.compile(r"([0-9]{4})-([0-9]{4,9})")
_USUAL_DAYS = {
    CaseKind.UNDONE: 3,
    CaseKind.COMPLAINT: 7,
    CaseKind.SUGGESTION: 15,
    CaseKind.RATING: 3,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseRules:
    """What a hall may set about its cases."""

    days: Mapping[CaseKind, int] = field(default_factory=lambda: dict(_USUAL_DAYS))
    """Working days until the answer, by kind; the day of the opening does not count."""
    kept: timedelta = timedelta(days=730)
    """How long after its end the texts of a case are kept."""
    contact_kept: timedelta = timedelta(days=90)
    """The same of how to reach the person."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text and its salt, without which the digest of a short text would tell it."""

    text: str
    salt: bytes

    @property
    def digest(self) -> str:
        """What the record has of it."""
        return sha256(self.salt + self.text.encode()).hexdigest()


class _Said(TypedDict):
    at: datetime
    actor: str
    case: str
    text_digest: str | None


@dataclass(kw_only=True, slots=True)
class Case:
    """One case (诉求)."""

    id: int
    """The sequence of the event that opened it."""
    hall: str
    year: int
    count: int
    kind: CaseKind
    state: CaseState = CaseState.OPEN
    why: Why | None = None
    ticket: TicketId | None = None
    ticket_number: str | None = None
    service: str | None = None
    counter: int | None = None
    officer: str | None = None
    """Who served the person, where the case follows from that."""
    grade: int | None = None
    reasons: tuple[str, ...] = ()
    code: str | None = None
    """A secret for who has no ticket, to look at the answer."""
    opened_at: datetime
    opened_by: str
    owner: str | None = None
    due: date
    answered_at: datetime | None = None
    """The first answer since it was last opened."""
    closed_at: datetime | None = None
    outcome: Outcome | None = None
    has_contact: bool = False
    changed_at: datetime | None = None
    sequence: int = 0
    """The event that changed it last: what somebody has seen of it is named by it."""

    @property
    def number(self) -> str:
        """What people say: 2026-0012."""
        return case_number(self.year, self.count)

    def is_overdue(self, today: date) -> bool:
        """Whether its answer is late."""
        return self.state is CaseState.OPEN and today > self.due

    def open(self, text: Words | None, contact: Words | None) -> CaseOpened:
        """The event of its beginning."""
        self.has_contact = contact is not None
        self.changed_at = self.opened_at
        return CaseOpened(
            at=self.opened_at,
            actor=self.opened_by,
            case=self.number,
            text_digest=_digest(text),
            case_kind=self.kind.value,
            why=None if self.why is None else self.why.value,
            owner=self.owner,
            due=self.due,
            of_ticket=self.ticket,
            of_number=self.ticket_number,
            of_service=self.service,
            of_counter=self.counter,
            of_officer=self.officer,
            grade=self.grade,
            reasons=list(self.reasons),
            contact_digest=_digest(contact),
        )

    def note(self, by: str, at: datetime, text: Words) -> CaseNoted:
        """Note something for those who work on it."""
        self._advance(CaseVerb.NOTE, at)
        return CaseNoted(**self._said(by, at, text))

    def hand_on(self, by: str, at: datetime, owner: str, text: Words | None) -> CaseHandedOn:
        """Somebody else is responsible from now on."""
        self._advance(CaseVerb.HAND_ON, at)
        self.owner = owner
        return CaseHandedOn(**self._said(by, at, text), owner=owner)

    def change_due(self, by: str, at: datetime, due: date, text: Words) -> CaseDueChanged:
        """It is to be answered by another day, which is said why."""
        self._advance(CaseVerb.CHANGE_DUE, at)
        self.due = due
        return CaseDueChanged(**self._said(by, at, text), due=due)

    def answer(self, by: str, at: datetime, text: Words, way: Way) -> CaseAnswered:
        """Answer the citizen; once more in better words, as long as it is not closed."""
        self._advance(CaseVerb.ANSWER, at)
        self.answered_at = self.answered_at or at
        return CaseAnswered(**self._said(by, at, text), way=way.value)

    def close(self, by: str, at: datetime, outcome: Outcome, text: Words | None) -> CaseClosed:
        """End it; AnswerNeeded for a kind that is never closed without an answer."""
        if self.state is CaseState.OPEN and self.kind in ANSWER_FIRST:
            raise AnswerNeeded(case=self.number)
        self._advance(CaseVerb.CLOSE, at)
        self.closed_at, self.outcome = at, outcome
        return CaseClosed(**self._said(by, at, text), outcome=outcome.value)

    def reopen(self, by: str, at: datetime, due: date, text: Words) -> CaseReopened:
        """It was not the end of it: to be answered anew, by a new day."""
        self._advance(CaseVerb.REOPEN, at)
        self.due, self.answered_at, self.closed_at, self.outcome = due, None, None, None
        return CaseReopened(**self._said(by, at, text), due=due)

    def forget_contact(self, by: str, at: datetime) -> CaseErased:
        """Nobody needs to reach the person any more."""
        self._advance(CaseVerb.FORGET_CONTACT, at)
        self.has_contact = False
        return CaseErased(**self._said(by, at, None), what=CONTACT)

    def erase(self, by: str, at: datetime) -> CaseErased:
        """The texts go; what can be counted stays."""
        self._advance(CaseVerb.ERASE, at)
        self.has_contact = False
        return CaseErased(**self._said(by, at, None), what=TEXTS)

    def _advance(self, verb: CaseVerb, at: datetime) -> None:
        following = CASE_LIFECYCLE[verb].get(self.state)
        if following is None:
            raise CaseNotSo(case=self.number, state=self.state.value, verb=verb.value)
        self.state, self.changed_at = following, at

    def _said(self, by: str, at: datetime, text: Words | None) -> _Said:
        return {"at": at, "actor": by, "case": self.number, "text_digest": _digest(text)}


def case_number(year: int, count: int) -> str:
    """A case's number of the year, four digits or more."""
    return f"{year}-{count:04d}"


def read_case_number(text: str) -> tuple[int, int]:
    """The year and the count of a number; Invalid if it is none."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise Invalid(field="number")
    return int(found[1]), int(found[2])


def _digest(text: Words | None) -> str | None:
    return None if text is None else text.digest
