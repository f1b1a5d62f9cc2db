"""Events of cases. They carry ids, codes, days and digests; what was said about a person is in no event.

A case's ticket is a fact of the case: nothing happens to the ticket, so these are no events of it, and its
history on the officers' screens does not say who complained.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from queue_server.domain.event import Event, Json


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseEvent(Event):
    """Something that happened to a case."""

    kind: ClassVar[str] = ""
    case: str
    """Its number: 2026-0012."""
    text_digest: str | None = None
    """The salted digest of what was said; see ``case.Words``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseOpened(CaseEvent):
    """A case was opened by the staff, by a citizen or after a bad rating."""

    kind: ClassVar[str] = "case_opened"
    case_kind: str
    why: str | None
    owner: str | None
    due: date
    of_ticket: int | None
    of_number: str | None
    of_service: str | None
    of_counter: int | None
    of_officer: str | None
    grade: int | None
    reasons: list[Json]
    contact_digest: str | None
    """The salted digest of how to reach the person."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseNoted(CaseEvent):
    """Somebody of the staff noted something."""

    kind: ClassVar[str] = "case_noted"


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseHandedOn(CaseEvent):
    """Somebody else is responsible from now on."""

    kind: ClassVar[str] = "case_handed_on"
    owner: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseDueChanged(CaseEvent):
    """It is to be answered by another day."""

    kind: ClassVar[str] = "case_due_changed"
    due: date


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseAnswered(CaseEvent):
    """The citizen was answered, or answered once more in better words."""

    kind: ClassVar[str] = "case_answered"
    way: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseClosed(CaseEvent):
    """It came to an end."""

    kind: ClassVar[str] = "case_closed"
    outcome: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseReopened(CaseEvent):
    """It goes on, to be answered anew."""

    kind: ClassVar[str] = "case_reopened"
    due: date


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseErased(CaseEvent):
    """The hall's time to keep was over: the contact went, or all texts."""

    kind: ClassVar[str] = "case_erased"
    what: str
