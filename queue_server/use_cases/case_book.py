"""What is kept of a hall's cases, and what can be asked of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from queue_server.domain.case import Case, Words
from queue_server.domain.case_events import CaseEvent
from queue_server.domain.case_lifecycle import CaseKind, CaseState
from queue_server.use_cases.recorded import Recorded

NOBODY = ""
"""Asked for as an owner: cases that nobody has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Which cases somebody looks for."""

    states: frozenset[CaseState] | None = None
    kind: CaseKind | None = None
    owner: str | None = None
    overdue_on: date | None = None
    """Those whose answer is late on a day."""
    words: str = ""
    """A case's or a ticket's number, or a piece of any of its texts."""
    after: Case | None = None
    """The last one that was seen of the list."""
    limit: int = 50
    seen_by: str | None = None
    """Somebody who sees only some of them; None sees all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """An event of a case with what was said."""

    recorded: Recorded
    text: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """How many cases are to be answered, and how many of them late."""

    open: int
    overdue: int


class CaseBook(Protocol):
    """The cases of one hall, to be looked at."""

    def get(self, number: str) -> Case:
        """A case by its number; NotFound otherwise."""
        ...

    def find_by_code(self, code: str) -> Case | None:
        """A case by the secret of who has no ticket."""
        ...

    def of_ticket(self, ticket: int) -> Sequence[Case]:
        """The cases of a ticket, first opened first."""
        ...

    def wanted(self, wanted: Wanted) -> Sequence[Case]:
        """Those that are looked for: open ones by their day, others newest first."""
        ...

    def tally(self, today: date, owner: str | None = None) -> Tally:
        """How many are open: of one owner, of nobody, or (None) all."""
        ...

    def first_words(self, cases: Sequence[Case]) -> Mapping[int, str | None]:
        """What was said when they were opened, by their ids."""
        ...

    def acts(self, case: Case) -> Sequence[Act]:
        """What happened to a case, oldest first."""
        ...

    def contact(self, case: Case) -> str | None:
        """How to reach the person."""
        ...

    def opened_between(self, begin: datetime, end: datetime) -> Sequence[Case]:
        """Every case that was opened from a moment until before another."""
        ...

    def outlived(self, *, contact: datetime, texts: datetime, limit: int) -> Sequence[Case]:
        """Some cases that were closed before one of the moments and still have the one or the other."""
        ...


class KeptCases(CaseBook, Protocol):
    """The same while a command holds the hall."""

    def next_count(self, year: int) -> int:
        """The count of a year's next case."""
        ...

    def record(
        self,
        event: CaseEvent,
        case: Case,
        *,
        text: Words | None = None,
        contact: Words | None = None,
    ) -> None:
        """Record an event with what was said, and the case as it is after it."""
        ...

    def forget_contact(self, case: Case) -> None:
        """Erase how to reach the person."""
        ...

    def forget_texts(self, case: Case) -> None:
        """Erase everything that was said, and how to reach the person."""
        ...
