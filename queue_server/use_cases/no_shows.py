"""People who get no number for a while because they did not come, and the officer who forgives it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from queue_server.domain.errors import Invalid, NotFound
from queue_server.domain.events import CoolDownLifted
from queue_server.domain.ticket import Ticket
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.ports import UnitOfWork


@dataclass(frozen=True, kw_only=True, slots=True)
class CoolDown:
    """One person who gets no number yet."""

    last4: str | None
    until: datetime
    lost: Sequence[Ticket]
    """The numbers that nobody came for, oldest first."""

    @property
    def id(self) -> int:
        """What the person is named by: the last of those numbers, never the document."""
        return self.lost[-1].id


def cool_downs(view: HallView) -> list[CoolDown]:
    """Everybody who gets no number now, the longest first."""
    rule = view.hall.identity
    known = sorted(
        view.no_shows(view.now - rule.within), key=lambda each: (each.holder or "", each.id)
    )
    found = []
    for _, group in groupby(known, key=lambda each: each.holder):
        lost = list(group)
        until = rule.cooling_until([each.ended_at for each in lost if each.ended_at], view.now)
        if until is not None:
            found.append(CoolDown(last4=lost[-1].holder_last4, until=until, lost=lost))
    return sorted(found, key=lambda each: each.until, reverse=True)


def lift(uow: UnitOfWork, *, hall: str, cool_down: int, reason: str, by: str) -> CoolDown:
    """Forgive a person: what was lost counts no more.

    Raises NotFound if nothing hinders them, Invalid without a reason.
    """
    if not reason.strip():
        raise Invalid(field="reason")
    with uow.locked(hall) as locked:
        found = next((each for each in cool_downs(locked) if each.id == cool_down), None)
        if found is None:
            raise NotFound(what="cool_down", id=cool_down)
        for ticket in found.lost:
            ticket.excused_at = locked.now
        event = CoolDownLifted(
            at=locked.now,
            actor=by,
            tickets=[each.id for each in found.lost],
            reason=reason.strip(),
        )
        locked.record(event, tickets=found.lost)
        return found
