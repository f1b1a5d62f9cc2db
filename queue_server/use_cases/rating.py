"""Rating what was served: with the link on the ticket, or at the pad on the window's desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from queue_server.domain.errors import AlreadyRated, NothingToRate
from queue_server.domain.events import TicketRated
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.rating import (
    Rating,
    Served,
    get_served,
    give,
    pad_until,
    require_in_time,
    served_stages,
)
from queue_server.domain.ticket import Ticket
from queue_server.use_cases import cases
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.ports import LockedHall, UnitOfWork
from queue_server.use_cases.principal import CITIZEN


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What a person chose, and wrote."""

    grade: int
    reasons: Sequence[str] = ()
    comment: str | None = None
    contact: str | None = None
    """Where a person may be called back about a bad grade (回访); of another it is not kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ToRate:
    """What may be rated, and until when."""

    ticket: Ticket
    stage: Served
    until: datetime


def rate(locked: LockedHall, ticket: Ticket, said: Said, *, stage: int | None) -> Rating:
    """Rate a stage of a visit, the last where none is named.

    IllegalTransition before its end, AlreadyRated the second time, TooLateToRate after the hall's time.
    """
    served = get_served(ticket, stage)
    _require_unrated(locked, ticket, served)
    require_in_time(served, within=locked.hall.rules.rating_within, now=locked.now)
    return _give(locked, ticket, served, said)


def rate_at_pad(
    uow: UnitOfWork, *, hall: str, counter: int, said: Said, number: str | None
) -> tuple[Ticket, Rating]:
    """Rate what was served at a counter: the number that the pad has shown, else what it would show now.

    NothingToRate, AlreadyRated or TooLateToRate.
    """
    with uow.locked(hall) as locked:
        found = _last(locked, counter) if number is None else _named(locked, counter, number)
        if found is None:
            raise NothingToRate(counter=counter)
        _require_unrated(locked, found.ticket, found.stage)
        require_in_time(found.stage, within=found.until - found.stage.ended_at, now=locked.now)
        return found.ticket, _give(locked, found.ticket, found.stage, said)


def offered_at(view: HallView, counter: int) -> ToRate | None:
    """What the pad at a counter offers now; None if there is nothing, or it is rated."""
    found = _last(view, counter)
    if found is None or view.now >= found.until:
        return None
    rated = view.find_rating(found.ticket.id, found.stage.n)
    return found if rated is None else None


def unrated(view: HallView, ticket: Ticket) -> list[ToRate]:
    """What the holder of a ticket may still rate, in the order of the visit."""
    within = view.hall.rules.rating_within
    served = (
        ToRate(ticket=ticket, stage=each, until=each.ended_at + within)
        for each in served_stages(ticket)
    )
    return [
        each
        for each in served
        if view.now <= each.until and view.find_rating(ticket.id, each.stage.n) is None
    ]


def after_rating(locked: LockedHall, ticket: Ticket, rating: Rating, contact: str | None) -> None:
    """What follows a rating, in its own transaction."""
    if rating.grade.is_bad:
        cases.open_for_rating(locked, ticket=ticket, rating=rating, contact=contact)


# -- helpers, in the order of use ---------------------------------------------------------------


def _require_unrated(view: HallView, ticket: Ticket, served: Served) -> None:
    if view.find_rating(ticket.id, served.n) is not None:
        raise AlreadyRated(number=ticket.number)


def _give(locked: LockedHall, ticket: Ticket, served: Served, said: Said) -> Rating:
    rating = give(
        ticket,
        served,
        grade=said.grade,
        reasons=said.reasons,
        comment=said.comment,
        at=locked.now,
    )
    locked.add_rating(rating)
    locked.record(_rated(ticket, rating), ticket=ticket)
    after_rating(locked, ticket, rating, said.contact)
    return rating


def _rated(ticket: Ticket, rating: Rating) -> TicketRated:
    return TicketRated(
        at=rating.at,
        ticket=ticket.id,
        number=ticket.number,
        counter=rating.counter,
        actor=CITIZEN,
        grade=int(rating.grade),
        stage=rating.stage,
        reasons=list(rating.reasons),
    )


def _last(view: HallView, counter: int) -> ToRate | None:
    """What was served at a counter last and might still be rated there."""
    pad, seat = view.hall.rules.rating_pad, view.seat(counter)
    served = [
        (ticket, stage)
        for ticket in view.left_at(counter, view.now - pad)
        for stage in _served_at(ticket, counter)
    ]
    if not served:
        return None
    ticket, stage = max(served, key=lambda each: each[1].ended_at)
    in_hand = None if seat.ticket is None else view.get_ticket_by_id(seat.ticket)
    until = pad_until(
        stage,
        pad=pad,
        next_called=in_hand is not None
        or view.was_called_to(counter, stage.ended_at, but=ticket.id),
        next_served=in_hand is not None and in_hand.state is TicketState.SERVING,
    )
    return ToRate(ticket=ticket, stage=stage, until=until)


def _named(view: HallView, counter: int, number: str) -> ToRate | None:
    """The newest of what was served at a counter of a number."""
    ticket = view.get_ticket(number)
    served = _served_at(ticket, counter)
    if not served:
        return None
    until = served[-1].ended_at + view.hall.rules.rating_pad
    return ToRate(ticket=ticket, stage=served[-1], until=until)


def _served_at(ticket: Ticket, counter: int) -> list[Served]:
    return [each for each in served_stages(ticket) if each.counter == counter]
