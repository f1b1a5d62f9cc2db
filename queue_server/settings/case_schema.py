"""``[cases]``: how soon a hall answers, and how long it keeps what was said."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from queue_server.domain.case import CaseRules
from queue_server.domain.case_lifecycle import CaseKind
from queue_server.settings.form import Part

WorkingDays = Annotated[int, Field(ge=1, le=90)]
KeptDays = Annotated[int, Field(ge=1, le=3_650)]


class CasesPart(Part):
    """Working days until the answer, by kind, and days that texts and contacts are kept."""

    undone_days: WorkingDays = 3
    complaint_days: WorkingDays = 7
    suggestion_days: WorkingDays = 15
    rating_days: WorkingDays = 3
    kept_days: KeptDays = 730
    contact_kept_days: KeptDays = 90


def to_case_rules(part: CasesPart) -> CaseRules:
    """What the file says, as the hall has it."""
    days = {
        CaseKind.UNDONE: part.undone_days,
        CaseKind.COMPLAINT: part.complaint_days,
        CaseKind.SUGGESTION: part.suggestion_days,
        CaseKind.RATING: part.rating_days,
    }
    return CaseRules(
        days=days,
        kept=timedelta(days=part.kept_days),
        contact_kept=timedelta(days=min(part.contact_kept_days, part.kept_days)),
    )
