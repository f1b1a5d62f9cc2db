"""Why was somebody called before me? The same rule, told backwards, in words for the citizen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from queue_server.domain.hall import Hall
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.next_ticket import Precedence
from queue_server.domain.priority_class import Who
from queue_server.domain.promise import NO_DETOUR
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
    FIRST_CHOICE = "first_choice"
    """The counter takes that service first, and mine as its second choice."""
    DEFERRED = "deferred"
    """I had asked to be called later."""
    FULLER_BAR = "fuller_bar"
    """More of the promise was used, as both stood then."""


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
    """Those who were called since the ticket joined its line although they came later, or go before now.

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
        if other.id != ticket.id and _goes_before(other, ticket, until)
    ]
    called = [each for each in before if each.called_at is not None]
    called.sort(key=lambda each: each.called_at or now, reverse=True)
    return (*called, *(each for each in before if each.called_at is None))


def _goes_before(other: Ticket, mine: Ticket, until: datetime) -> bool:
    if other.called_at is not None:
        return other.id > mine.id and mine.queued_at <= other.called_at <= until
    if other.state is not TicketState.WAITING or mine.called_at is not None:
        return False
    same_line = (
        other.here and other.service == mine.service and other.reserved_for == mine.reserved_for
    )
    ready = other.not_before is None or other.not_before <= until
    return same_line and ready and _standing(other, until) > _standing(mine, until)


def _standing(ticket: Ticket, now: datetime) -> Precedence:
    return ticket.tier, ticket.share(now), -ticket.id


def _why(other: Ticket, mine: Ticket, hall: Hall, chosen: frozenset[int]) -> Why:
    detour, my_detour = _detour(other, other, hall), _detour(mine, other, hall)
    deferred = mine.not_before and other.called_at and other.called_at < mine.not_before
    reasons = (
        (Why.CHOSEN, other.id in chosen),
        (Why.URGENT, other.tier > mine.tier),
        (Why.OTHER_COUNTER, my_detour is None),
        (Why.APPOINTMENT, _is_booked(other, hall) and not _is_booked(mine, hall)),
        (Why.SHORTER_PROMISE, other.promise < mine.promise),
        (Why.DEFERRED, deferred),
        (Why.STARTED_EARLIER, other.clock <= mine.clock),
        (Why.FIRST_CHOICE, (my_detour or NO_DETOUR) > (detour or NO_DETOUR)),
    )
    return next((why for why, holds in reasons if holds), Why.FULLER_BAR)


def _detour(ticket: Ticket, called: Ticket, hall: Hall) -> timedelta | None:
    """How long the counter that called somebody puts a ticket back; None if it does not take it."""
    if called.counter is None:
        return NO_DETOUR
    if ticket.reserved_for is not None:
        return NO_DETOUR if ticket.reserved_for == called.counter else None
    counters = (counter for counter in hall.counters if counter.number == called.counter)
    takes = (counter.find_take(ticket.service, ticket.priority_class) for counter in counters)
    return next((take.detour for take in takes if take is not None), None)


def _is_booked(ticket: Ticket, hall: Hall) -> bool:
    return hall.get_class(ticket.priority_class).who is Who.CHECK_IN
