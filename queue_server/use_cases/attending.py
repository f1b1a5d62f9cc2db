"""What the staff do for somebody who waits: called later, and what the next officer should know."""

from datetime import timedelta

from queue_server.domain.errors import IllegalTransition, Invalid
from queue_server.domain.events import TicketRemarked
from queue_server.domain.lifecycle import ENDED
from queue_server.domain.remark import digest
from queue_server.domain.ticket import Ticket
from queue_server.use_cases.handling import Subject
from queue_server.use_cases.ports import LockedHall, UnitOfWork

SHORTEST_DEFERRAL = timedelta(minutes=1)


def defer(uow: UnitOfWork, of: Subject, *, by: timedelta) -> Ticket:
    """Call somebody later who asks for it at the counter; Invalid beyond the hall's limit."""
    with uow.locked(of.hall) as locked:
        ticket = locked.get_ticket(of.number)
        require_deferral(locked, by)
        locked.record(ticket.defer(of.by.name, locked.now, by), ticket=ticket)
        return ticket


def require_deferral(locked: LockedHall, by: timedelta) -> None:
    """Invalid if that is too little, or more than the hall allows."""
    if not SHORTEST_DEFERRAL <= by <= locked.hall.rules.deferral_at_most:
        raise Invalid(field="by_s", value=by.total_seconds())


def remark(uow: UnitOfWork, of: Subject, *, words: str | None) -> Ticket:
    """Write what an officer must see before calling; None takes it away. The record keeps a digest alone."""
    with uow.locked(of.hall) as locked:
        ticket = locked.get_ticket(of.number)
        if ticket.state in ENDED:
            raise IllegalTransition(number=ticket.number, state=ticket.state.value, verb="remark")
        words = (words or "").strip() or None
        if words == ticket.remark:
            return ticket
        ticket.remark = words
        locked.record(
            TicketRemarked(
                at=locked.now,
                ticket=ticket.id,
                number=ticket.number,
                counter=ticket.counter,
                actor=of.by.name,
                digest=digest(ticket.secret, ticket.remark),
            ),
            ticket=ticket,
        )
        return ticket
