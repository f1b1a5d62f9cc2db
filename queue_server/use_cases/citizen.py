"""What a citizen does with the link on the ticket."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from queue_server.domain.errors import AlreadyRated, IllegalTransition, Invalid, NotFound
from queue_server.domain.events import TicketRated
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.online import CheckIn
from queue_server.domain.ticket import Ticket
from queue_server.use_cases import online
from queue_server.use_cases.handling import cancel_ticket
from queue_server.use_cases.ports import LockedHall, UnitOfWork
from queue_server.use_cases.rating import Grade, Rating

CITIZEN = "citizen"
"""The actor in the record: who it was is nobody's business."""
SHORTEST_DEFERRAL = timedelta(minutes=1)


def cancel(uow: UnitOfWork, *, secret: str) -> Ticket:
    """Give the number back."""
    with _own(uow, secret) as (locked, ticket):
        cancel_ticket(locked, ticket, CITIZEN, None)
        return ticket


def defer(uow: UnitOfWork, *, secret: str, by: timedelta) -> Ticket:
    """Be called later; Invalid if that is too little or more than the hall allows."""
    with _own(uow, secret) as (locked, ticket):
        if not SHORTEST_DEFERRAL <= by <= locked.hall.rules.deferral_at_most:
            raise Invalid(field="by_s", value=by.total_seconds())
        locked.record(ticket.defer(CITIZEN, locked.now, by), ticket=ticket)
        return ticket


def check_in(uow: UnitOfWork, *, secret: str, method: CheckIn) -> Ticket:
    """The holder is in the hall, or still is."""
    with _own(uow, secret) as (locked, ticket):
        return online.check_in(locked, ticket, actor=CITIZEN, method=method)


def rate(
    uow: UnitOfWork, *, secret: str, grade: int, reasons: tuple[str, ...], comment: str | None
) -> Rating:
    """Rate the visit, once, after it was completed; AlreadyRated the second time."""
    with _own(uow, secret) as (locked, ticket):
        if ticket.state is not TicketState.COMPLETED:
            raise IllegalTransition(number=ticket.number, state=ticket.state.value, verb="rate")
        if locked.find_rating(ticket.id, ticket.stage) is not None:
            raise AlreadyRated(number=ticket.number)
        rating = Rating(
            ticket=ticket.id,
            stage=ticket.stage,
            service=ticket.service,
            priority_class=ticket.priority_class,
            counter=ticket.counter,
            officer=ticket.officer,
            grade=Grade(grade),
            reasons=reasons,
            comment=comment,
            at=locked.now,
        )
        locked.add_rating(rating)
        locked.record(_rated(ticket, rating), ticket=ticket)
        return rating


@contextmanager
def _own(uow: UnitOfWork, secret: str) -> Iterator[tuple[LockedHall, Ticket]]:
    """The ticket of a secret, in its locked hall; NotFound for any other secret."""
    found = uow.find_ticket_by_secret(secret)
    if found is None:
        raise NotFound(what="ticket")
    with uow.locked(found.hall) as locked:
        yield locked, locked.get_ticket_by_id(found.id)


def _rated(ticket: Ticket, rating: Rating) -> TicketRated:
    return TicketRated(
        at=rating.at,
        ticket=ticket.id,
        number=ticket.number,
        counter=ticket.counter,
        actor=CITIZEN,
        grade=int(rating.grade),
        stage=rating.stage,
        reasons=list(rating.reasons),
    )
