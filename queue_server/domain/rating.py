"""Ratings (好差评, GB/T 39734-2020): who may say what of which service, once, and until when.

- What is rated is a stage that was served and has ended; a visit of three steps is three services.
- Each is rated once, by the person, freely. There is no grade until somebody has chosen one: a stage
  that nobody rated counts nowhere, and least of all as satisfied.
- With the link on the ticket there is time, ``Rules.rating_within``: also for who thinks of it at home.
- The pad on the window's desk knows nobody; it offers what ended there last, ``Rules.rating_pad`` long.
  Once another person was called there it is theirs soon, ``WALK`` after the end: so long the one who was
  served still stands there. It offers nothing when the other one is being served.
- What was pressed on the pad while the server was away names its number, and counts as long as the pad
  would have offered it to a person alone.
- What was wrong is asked of the last two grades and may be left unsaid. It is told by code, because the
  record keeps it for ever; words of one's own are a comment and stay out of the record.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from queue_server.domain.errors import IllegalTransition, Invalid, TooLateToRate
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.names import CounterNumber, TicketId
from queue_server.domain.ticket_facts import TicketFacts


class Grade(IntEnum):
    """The five grades with their proper names (GB/T 39734-2020)."""

    VERY_SATISFIED = 5
    SATISFIED = 4
    FAIRLY_SATISFIED = 3
    DISSATISFIED = 2
    VERY_DISSATISFIED = 1

    @property
    def is_bad(self) -> bool:
        """One of the last two (差评): the hall answers for it, and calls back."""
        return self <= Grade.DISSATISFIED


REASONS = ("attitude", "waiting", "slow", "unclear", "repeated", "facilities")
"""What may have been wrong: the standard's manner, speed and skill of the service, and the place."""
WALK = timedelta(seconds=30)
"""From a call until the next person stands at the window."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rating:
    """One stage of one visit, rated."""

    ticket: TicketId
    stage: int
    service: str
    priority_class: str
    counter: CounterNumber | None
    officer: str | None
    grade: Grade
    reasons: tuple[str, ...] = ()
    comment: str | None = None
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Served:
    """A stage that was served and has ended."""

    n: int
    service: str
    priority_class: str
    counter: CounterNumber | None
    officer: str | None
    ended_at: datetime


def served_stages(ticket: TicketFacts) -> list[Served]:
    """What may be rated of a visit, in order: not where the person was only sent on."""
    past = [
        Served(
            n=each.n,
            service=each.service,
            priority_class=each.priority_class,
            counter=each.counter,
            officer=each.officer,
            ended_at=each.ended_at,
        )
        for each in ticket.stages
        if each.started_at is not None or each.served > timedelta(0)
    ]
    if ticket.state is not TicketState.COMPLETED or ticket.ended_at is None:
        return past
    last = Served(
        n=ticket.stage,
        service=ticket.service,
        priority_class=ticket.priority_class,
        counter=ticket.counter,
        officer=ticket.officer,
        ended_at=ticket.ended_at,
    )
    return [*past, last]


def get_served(ticket: TicketFacts, stage: int | None) -> Served:
    """The stage of that number, where none is named the visit's last; IllegalTransition before its end."""
    wanted = ticket.stage if stage is None else stage
    for each in served_stages(ticket):
        if each.n == wanted:
            return each
    raise IllegalTransition(number=ticket.number, state=ticket.state.value, verb="rate")


def require_in_time(served: Served, *, within: timedelta, now: datetime) -> None:
    """TooLateToRate after that time; its very end still counts."""
    if now > served.ended_at + within:
        raise TooLateToRate(stage=served.n, until=(served.ended_at + within).isoformat())


def pad_until(served: Served, *, pad: timedelta, next_called: bool, next_served: bool) -> datetime:
    """Until when the pad at the window offers it."""
    if next_served:
        return served.ended_at
    return served.ended_at + (min(pad, WALK) if next_called else pad)


def give(
    ticket: TicketFacts,
    served: Served,
    *,
    grade: int,
    reasons: Sequence[str],
    comment: str | None,
    at: datetime,
) -> Rating:
    """The rating; Invalid for a sixth grade. What is no reason of the list becomes part of the comment."""
    if grade not in set(Grade):
        raise Invalid(field="grade", value=grade)
    words = [*([comment] if comment else []), *(each for each in reasons if each not in REASONS)]
    return Rating(
        ticket=ticket.id,
        stage=served.n,
        service=served.service,
        priority_class=served.priority_class,
        counter=served.counter,
        officer=served.officer,
        grade=Grade(grade),
        reasons=tuple(dict.fromkeys(each for each in reasons if each in REASONS)),
        comment="\n".join(words) or None,
        at=at,
    )
