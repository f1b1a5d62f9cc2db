"""What people said and how to reach them is erased when the hall has kept it for long enough."""

from collections.abc import Sequence

from queue_server.domain.case import Case
from queue_server.use_cases.day import HALL
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.ports import UnitOfWork

AT_ONCE = 100
"""Cases in one transaction; the rest waits for the next."""


def outlived(view: HallView) -> Sequence[Case]:
    """Closed cases of which something is kept for longer than the hall says."""
    rules = view.hall.cases
    contact, texts = view.now - rules.contact_kept, view.now - rules.kept
    return view.cases.outlived(contact=contact, texts=texts, limit=AT_ONCE)


def forget(uow: UnitOfWork, *, hall: str) -> int:
    """Erase what was kept for long enough; of how many cases."""
    with uow.locked(hall) as locked:
        found, texts = outlived(locked), locked.now - locked.hall.cases.kept
        for case in found:
            if case.closed_at is not None and case.closed_at < texts:
                locked.cases.record(case.erase(HALL, locked.now), case)
                locked.cases.forget_texts(case)
            else:
                locked.cases.record(case.forget_contact(HALL, locked.now), case)
                locked.cases.forget_contact(case)
        return len(found)
