"""What a citizen does with the link on the ticket."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from queue_server.domain.errors import NotFound
from queue_server.domain.online import CheckIn
from queue_server.domain.rating import Rating
from queue_server.domain.ticket import Ticket
from queue_server.use_cases import online, rating
from queue_server.use_cases.attending import require_deferral
from queue_server.use_cases.handling import cancel_ticket
from queue_server.use_cases.ports import LockedHall, UnitOfWork
from queue_server.use_cases.principal import CITIZEN
from queue_server.use_cases.rating import Said


def cancel(uow: UnitOfWork, *, secret: str) -> Ticket:
    """Give the number back."""
    with _own(uow, secret) as (locked, ticket):
        cancel_ticket(locked, ticket, CITIZEN, None)
        return ticket


def defer(uow: UnitOfWork, *, secret: str, by: timedelta) -> Ticket:
    """Be called later; Invalid if that is too little or more than the hall allows."""
    with _own(uow, secret) as (locked, ticket):
        require_deferral(locked, by)
        locked.record(ticket.defer(CITIZEN, locked.now, by), ticket=ticket)
        return ticket


def check_in(uow: UnitOfWork, *, secret: str, method: CheckIn) -> Ticket:
    """The holder is in the hall, or still is."""
    with _own(uow, secret) as (locked, ticket):
        return online.check_in(locked, ticket, actor=CITIZEN, method=method)


def rate(
    uow: UnitOfWork,
    *,
    secret: str,
    grade: int,
    reasons: tuple[str, ...],
    comment: str | None,
    stage: int | None = None,
    contact: str | None = None,
) -> Rating:
    """Rate the visit after it was completed, or one of its stages after that; once, and in time."""
    said = Said(grade=grade, reasons=reasons, comment=comment, contact=contact)
    with _own(uow, secret) as (locked, ticket):
        return rating.rate(locked, ticket, said, stage=stage)


@contextmanager
def _own(uow: UnitOfWork, secret: str) -> Iterator[tuple[LockedHall, Ticket]]:
    """The ticket of a secret, in its locked hall; NotFound for any other secret."""
    found = uow.find_ticket_by_secret(secret)
    if found is None:
        raise NotFound(what="ticket")
    with uow.locked(found.hall) as locked:
        yield locked, locked.get_ticket_by_id(found.id)
