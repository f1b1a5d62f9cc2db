"""Why was somebody called before me? The same rule, told backwards, in words for the citizen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from queue_server.domain.hall import Hall
from queue_server.domain.priority_class import Who
from queue_server.domain.ticket import Ticket


class Why(StrEnum):
    """Why one went before another."""

    URGENT = "urgent"
    """The green channel goes before everyone."""
    CHOSEN = "chosen"
    """An officer called this number by choice."""
    APPOINTMENT = "appointment"
    """The time was booked."""
    SHORTER_PROMISE = "shorter_promise"
    """A class that was promised a shorter wait."""
    STARTED_EARLIER = "started_earlier"
    """The visit, or the waiting, began earlier."""
    OTHER_COUNTER = "other_counter"
    """A counter that does not take my service called."""
    FULLER_BAR = "fuller_bar"
    """More of the promise was used."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Before:
    """One who went, or goes, before me."""

    number: str
    why: Why
    priority_class: str
    promise: timedelta
    share: float
    called_at: datetime | None


def explain(
    ticket: Ticket, others: Iterable[Ticket], hall: Hall, now: datetime, chosen: frozenset[int]
) -> tuple[Before, ...]:
    """Those who were called since the ticket was issued although they came later, or go before now.

    ``others`` are the day's tickets; ``chosen`` are the ids that an officer called by choice.
    Newest call first, those still waiting last.
    """
    until = ticket.called_at or now
    before = [
        Before(
            number=other.number,
            why=_why(other, ticket, hall, chosen),
            priority_class=other.priority_class,
            promise=other.promise,
            share=round(other.share(now), 3),
            called_at=other.called_at,
        )
        for other in others
        if other.id != ticket.id and _went_before(other, ticket, until)
    ]
    called = [each for each in before if each.called_at is not None]
    called.sort(key=lambda each: each.called_at or now, reverse=True)
    return (*called, *(each for each in before if each.called_at is None))


def _went_before(other: Ticket, mine: Ticket, until: datetime) -> bool:
    if other.called_at is not None:
        return other.id > mine.id and mine.issued_at <= other.called_at <= until
    if mine.called_at is not None or other.state is not mine.state:
        return False
    same_line = other.service == mine.service and other.reserved_for == mine.reserved_for
    return same_line and (other.tier, other.share(until), -other.id) > (
        mine.tier,
        mine.share(until),
        -mine.id,
    )


def _why(other: Ticket, mine: Ticket, hall: Hall, chosen: frozenset[int]) -> Why:
    if other.id in chosen:
        return Why.CHOSEN
    if other.tier > mine.tier:
        return Why.URGENT
    if other.service != mine.service:
        return Why.OTHER_COUNTER
    if hall.get_class(other.priority_class).who is Who.CHECK_IN:
        return Why.APPOINTMENT
    if other.promise < mine.promise:
        return Why.SHORTER_PROMISE
    return Why.STARTED_EARLIER if other.clock <= mine.clock else Why.FULLER_BAR
