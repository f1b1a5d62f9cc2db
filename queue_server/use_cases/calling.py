"""One button: call the next, or a chosen one, to a counter (顺呼, 选呼)."""

from queue_server.domain.counter import Seat
from queue_server.domain.errors import Forbidden, NotEligible, NothingToCall, ReasonRequired
from queue_server.domain.lifecycle import TicketState, Verb
from queue_server.domain.names import CounterNumber
from queue_server.domain.next_ticket import next_ticket
from queue_server.domain.pre_call import tell, to_tell
from queue_server.domain.reservation import reachable
from queue_server.domain.ticket import Ticket
from queue_server.use_cases.ports import LockedHall, UnitOfWork
from queue_server.use_cases.visits import end_service

ANYTHING: str = "*"
"""The officer did not say whom they thought to have in hand."""


def call_next(
    uow: UnitOfWork, *, hall: str, counter: int, officer: str, current: str | None = ANYTHING
) -> Ticket:
    """Call the next ticket to the counter; NothingToCall if nobody there may come.

    Who is being served is completed first; who was called and never came is missed first.
    ``current`` is whom the officer saw in hand when pressing (None for nobody): if that
    has changed meanwhile, the press was already done, and its ticket is the answer.
    So is a press within the hall's guard time after a call.
    """
    with uow.locked(hall) as locked:
        seat = locked.seat(counter)
        seat.require_calling(officer)
        in_hand = _in_hand(locked, seat)
        if in_hand is not None and _was_pressed_already(locked, in_hand, current):
            return in_hand
        plan = locked.hall.get_counter(counter)
        head = next_ticket(locked.heads(plan), plan, locked.now)
        if head is None:
            raise NothingToCall(counter=counter)
        ticket = locked.get_ticket_by_id(head.id)
        finish(locked, in_hand, officer)
        return _call(locked, seat, ticket, officer, before=in_hand)


def call_ticket(
    uow: UnitOfWork,
    *,
    hall: str,
    counter: int,
    officer: str,
    number: str,
    reason: str | None = None,
    current: str | None = ANYTHING,
) -> Ticket:
    """Call a chosen ticket: waiting, missed or held. ``current`` is as for ``call_next``.

    Raises NotFound, IllegalTransition, NotEligible (the counter does not take it),
    Forbidden where the hall does not let officers choose, ReasonRequired where it wants to know
    why somebody who waits is called out of turn.
    """
    with uow.locked(hall) as locked:
        seat = locked.seat(counter)
        seat.require_calling(officer)
        if not locked.hall.rules.choose:
            raise Forbidden(rule="choose")
        ticket = locked.get_ticket(number)
        in_hand = _in_hand(locked, seat)
        if in_hand is not None and (in_hand.id == ticket.id or _has_changed(in_hand, current)):
            return in_hand
        ticket.require(Verb.CALL_TICKET)
        _require_reason(locked, ticket, reason)
        plan = locked.hall.get_counter(counter)
        mine = ticket.reserved_for == counter
        if not mine and plan.find_take(ticket.service, ticket.priority_class) is None:
            raise NotEligible(number=number, counter=counter)
        finish(locked, in_hand, officer)
        return _call(locked, seat, ticket, officer, before=in_hand, chosen=True, reason=reason)


def finish(locked: LockedHall, in_hand: Ticket | None, officer: str) -> None:
    """End what a counter has in hand before it calls another: served, or missed who never came."""
    if in_hand is None:
        return
    if in_hand.allows(Verb.COMPLETE):
        end_service(locked, in_hand, officer)
    else:
        miss(locked, in_hand, officer)


def miss(locked: LockedHall, ticket: Ticket, officer: str) -> None:
    """Miss a called ticket; by the hall's rule the last miss abandons it."""
    locked.record(ticket.miss(officer, locked.now), ticket=ticket)
    if ticket.misses >= locked.hall.rules.misses_allowed:
        locked.record(ticket.abandon("hall", locked.now, "missed"), ticket=ticket)


def _require_reason(locked: LockedHall, ticket: Ticket, reason: str | None) -> None:
    is_out_of_turn = ticket.state is TicketState.WAITING
    if locked.hall.rules.choose_reason and is_out_of_turn and not (reason or "").strip():
        raise ReasonRequired(number=ticket.number)


def _call(
    locked: LockedHall,
    seat: Seat,
    ticket: Ticket,
    officer: str,
    *,
    before: Ticket | None,
    chosen: bool = False,
    reason: str | None = None,
) -> Ticket:
    event = ticket.call(seat.number, officer, locked.now, chosen=chosen, reason=reason)
    seat.ticket = ticket.id
    locked.record(event, ticket=ticket, seat=seat)
    if locked.hall.voice.pre_call:
        _tell_the_next(locked, seat.number, ticket, before)
    return ticket


def _tell_the_next(
    locked: LockedHall, counter: CounterNumber, called: Ticket, before: Ticket | None
) -> None:
    """Those who come after the called one get ready, as many as the hall wants."""
    plan, count = locked.hall.get_counter(counter), locked.hall.voice.pre_call
    # The tables do not know yet that one of them is called, and the one before has perhaps moved on.
    known = {each.id: each for each in locked.first_of_lines(plan, count + 1)}
    if before is not None and before.state is TicketState.WAITING:
        known[before.id] = before
    waiting = [each for each in known.values() if each.id != called.id]
    first = to_tell(reachable(waiting, plan, locked.seats), plan, locked.now, count)
    tickets = [known[each.id] for each in first]
    if tickets:
        locked.record(tell(tickets, counter, locked.now), tickets=tickets)


def _in_hand(locked: LockedHall, seat: Seat) -> Ticket | None:
    return None if seat.ticket is None else locked.get_ticket_by_id(seat.ticket)


def _was_pressed_already(locked: LockedHall, in_hand: Ticket, current: str | None) -> bool:
    if _has_changed(in_hand, current):
        return True
    called_at, guard = in_hand.changed_at, locked.hall.rules.guard
    is_fresh = called_at is not None and locked.now - called_at < guard
    return is_fresh and in_hand.state is TicketState.CALLED


def _has_changed(in_hand: Ticket, current: str | None) -> bool:
    """Whether the officer saw somebody else in hand when pressing."""
    return current not in {ANYTHING, in_hand.number}
