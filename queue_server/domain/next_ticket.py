"""Who is next? The fullest bar goes first.

A counter calls, among those it may serve, the largest ``(tier, share used)``; ties go
in issue order. The share is ``(now - clock - detour) / promise``, so a minute of waiting
of a person who was promised 5 minutes counts six times as much as one of a person
promised 30, and nobody starves: a ticket called after waiting w was overtaken only by
those of class j who came in its first w(1 - p_j/p_i). In theory this is the accumulating
priority queue (Kleinrock 1964; Stanford, Taylor, Ziedins 2014) with rates 1/promise.

Who took a number from a phone and is not in the hall is passed over, and keeps the clock (see
``online``): the rule asks only those who are there.

Within one service and class the order is the order of clocks, so only the first of each
line needs comparing, and a call costs the same with ten and a hundred thousand waiting.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from queue_server.domain.counter import Counter
from queue_server.domain.names import CounterNumber, TicketId
from queue_server.domain.promise import NO_DETOUR, share_used

Precedence = tuple[int, float, int]
"""(tier, share used, minus the issue order): the largest goes first."""


class Standing(Protocol):
    """What the rule needs to know of a waiting ticket: a ``Ticket``, or its ``Head``."""

    @property
    def id(self) -> TicketId:
        """Its place in the order of issue."""
        ...

    @property
    def service(self) -> str:
        """What it waits for."""
        ...

    @property
    def priority_class(self) -> str:
        """In which class."""
        ...

    @property
    def tier(self) -> int:
        """1 in the green channel."""
        ...

    @property
    def clock(self) -> datetime:
        """When its waiting counts from."""
        ...

    @property
    def promise(self) -> timedelta:
        """How long it should wait at the most."""
        ...

    @property
    def not_before(self) -> datetime | None:
        """Until when it asked not to be called."""
        ...

    @property
    def reserved_for(self) -> CounterNumber | None:
        """The only counter that may call it."""
        ...

    @property
    def here(self) -> bool:
        """Whether its holder is in the hall."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The first of a line, as far as the rule needs to know it."""

    id: TicketId
    service: str
    priority_class: str
    tier: int
    clock: datetime
    promise: timedelta
    not_before: datetime | None
    reserved_for: CounterNumber | None
    here: bool = True


S = TypeVar("S", bound=Standing)


def precedence(ticket: Standing, counter: Counter, now: datetime) -> Precedence | None:
    """Where a waiting ticket stands for a counter; None if the counter may not call it now."""
    if not ticket.here or (ticket.not_before is not None and now < ticket.not_before):
        return None
    if ticket.reserved_for is not None:
        if ticket.reserved_for != counter.number:
            return None
        detour = NO_DETOUR
    else:
        take = counter.find_take(ticket.service, ticket.priority_class)
        if take is None:
            return None
        detour = take.detour
    return ticket.tier, share_used(ticket.clock, ticket.promise, now, detour), -ticket.id


def next_ticket(waiting: Iterable[S], counter: Counter, now: datetime) -> S | None:
    """The ticket that the counter calls now, or None if nobody there may come.

    ``waiting`` may be everyone, or only the first of each line: the answer is the same.
    """
    best: tuple[Precedence, S] | None = None
    for ticket in waiting:
        place = precedence(ticket, counter, now)
        if place is not None and (best is None or place > best[0]):
            best = place, ticket
    return best[1] if best else None


def whoever_is_free(waiting: Iterable[S], now: datetime) -> list[S]:
    """Those who may be called now, in the order of calling where it is open which counter calls next."""
    placed = [
        (
            (ticket.tier, share_used(ticket.clock, ticket.promise, now, NO_DETOUR), -ticket.id),
            ticket,
        )
        for ticket in waiting
        if ticket.here and (ticket.not_before is None or ticket.not_before <= now)
    ]
    placed.sort(key=lambda pair: pair[0], reverse=True)
    return [ticket for _, ticket in placed]


def in_order(waiting: Iterable[S], counter: Counter, now: datetime) -> list[S]:
    """Those whom the counter may call, in the order in which it would call them now."""
    placed = [
        (place, ticket)
        for ticket in waiting
        if (place := precedence(ticket, counter, now)) is not None
    ]
    placed.sort(key=lambda pair: pair[0], reverse=True)
    return [ticket for _, ticket in placed]
