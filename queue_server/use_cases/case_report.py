"""What became of the cases that were opened in some days, by kind. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from statistics import median

from queue_server.domain.case import Case
from queue_server.domain.case_lifecycle import CaseKind, Outcome

DAY_S = 86_400


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseFigures:
    """Cases of one kind, or of all."""

    kind: CaseKind | None
    opened: int
    answered_in_time: int
    answered_late: int
    overdue: int
    """Still to be answered, though the day is past."""
    outcomes: dict[Outcome, int]
    days_to_answer: float | None
    """The median from the opening to the first answer, in days of the calendar."""


def case_figures(cases: Sequence[Case], *, today: date, zone: tzinfo) -> list[CaseFigures]:
    """Each kind in its order, and all of them at the end."""
    by_kind = [(kind, [each for each in cases if each.kind is kind]) for kind in CaseKind]
    return [_figures(kind, some, today, zone) for kind, some in (*by_kind, (None, cases))]


def _figures(
    kind: CaseKind | None, cases: Iterable[Case], today: date, zone: tzinfo
) -> CaseFigures:
    cases = list(cases)
    answered = [(each, each.answered_at) for each in cases if each.answered_at is not None]
    in_time = sum(at.astimezone(zone).date() <= each.due for each, at in answered)
    ended = Counter(each.outcome for each in cases if each.outcome is not None)
    took = [(at - each.opened_at).total_seconds() / DAY_S for each, at in answered]
    return CaseFigures(
        kind=kind,
        opened=len(cases),
        answered_in_time=in_time,
        answered_late=len(answered) - in_time,
        overdue=sum(each.is_overdue(today) for each in cases),
        outcomes={outcome: ended[outcome] for outcome in Outcome},
        days_to_answer=round(median(took), 1) if took else None,
    )
