"""Taking back what was done last at a counter (撤销): one press, whole, for the hall's few seconds."""

from collections.abc import Iterator
from dataclasses import dataclass

from queue_server.domain.counter import CounterState, Seat
from queue_server.domain.errors import Forbidden, NothingToUndo, Refusal
from queue_server.domain.events import ActionUndone, CounterOpened, CounterPaused, Event
from queue_server.domain.lifecycle import IN_HAND
from queue_server.domain.ticket import Ticket
from queue_server.domain.undo import Deed, Part, last_deed
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.ports import LockedHall, UnitOfWork


@dataclass(frozen=True, kw_only=True, slots=True)
class Undone:
    """What is again as it was."""

    seat: Seat
    tickets: tuple[Ticket, ...]
    sequences: tuple[int, ...]
    """Of the events that count no longer."""


def undo(
    uow: UnitOfWork, *, hall: str, counter: int, officer: str, sequence: int | None = None
) -> Undone:
    """Take back the last press of the counter's officer; ``sequence`` names the one that is meant.

    Raises TooLateToUndo after the hall's time, NothingToUndo if it was taken back already, cannot be
    taken back, or something has happened since to its ticket or the counter. Where that is so of the
    person alone who was completed or missed by the press, the call is taken back without them.
    """
    with uow.locked(hall) as locked:
        seat = locked.seat(counter)
        seat.require_officer(officer)
        if not locked.hall.rules.undo:
            raise Forbidden(rule="undo_s")
        deed = last_deed(locked.done_lately(counter, officer), officer)
        if sequence not in {None, deed.sequence}:
            raise NothingToUndo(sequence=sequence)
        deed.require_in_time(locked.now, locked.hall.rules.undo)
        if deed.last.ticket is None:
            return _undo_state(locked, seat, deed, officer)
        return _undo_tickets(locked, seat, deed, officer)


def find_undoable(view: HallView, seat: Seat) -> Deed | None:
    """What the officer of a counter could take back now."""
    if seat.officer is None or not view.hall.rules.undo:
        return None
    try:
        deed = last_deed(view.done_lately(seat.number, seat.officer), seat.officer)
        deed.require_in_time(view.now, view.hall.rules.undo)
        if deed.last.ticket is None:
            _state_before(view, seat, deed.parts[0])
        else:
            next(_befores(view, deed))
    except Refusal:
        return None
    return deed


_STATES_BEFORE: dict[type[Event], tuple[CounterState, ...]] = {
    CounterOpened: (CounterState.PAUSED,),
    CounterPaused: (CounterState.OPEN, CounterState.PAUSED),
}
"""From a closed counter it was sitting down that opened it; that is not taken back."""


# -- helpers, in the order of use -------------------------------------------------------


def _undo_state(locked: LockedHall, seat: Seat, deed: Deed, officer: str) -> Undone:
    part = deed.parts[0]
    before = _state_before(locked, seat, part)
    locked.record(_undone(locked, part, officer, before.state.value), seat=before)
    return Undone(seat=before, tickets=(), sequences=part.sequences)


def _state_before(view: HallView, seat: Seat, part: Part) -> Seat:
    """The counter before it was paused, or opened after a pause; by no other way is it as it was."""
    last = part.last
    is_own = last.counter == seat.number and last.at == seat.since
    before = view.seat_before(seat, part.sequences) if is_own else None
    if before is None or before.state not in _STATES_BEFORE.get(type(last), ()):
        raise NothingToUndo(sequence=part.sequences[-1])
    return before


def _undo_tickets(locked: LockedHall, seat: Seat, deed: Deed, officer: str) -> Undone:
    befores = list(_befores(locked, deed))
    here = {before.id for _, before in befores}
    in_hand = next((before for _, before in befores if before.state in IN_HAND), None)
    others = seat.ticket if seat.ticket not in here else None
    if in_hand is not None and (others is not None or in_hand.counter != seat.number):
        raise NothingToUndo(sequence=deed.sequence)
    for part, before in befores:
        locked.record(_undone(locked, part, officer, before.state.value), ticket=before)
    seat.ticket = others if in_hand is None else in_hand.id
    locked.save_seat(seat)
    return Undone(
        seat=seat,
        tickets=tuple(before for _, before in befores),
        sequences=tuple(n for part, _ in befores for n in part.sequences),
    )


def _befores(view: HallView, deed: Deed) -> Iterator[tuple[Part, Ticket]]:
    """The tickets as they were; NothingToUndo if something has happened since to the one done last."""
    for place, part in enumerate(deed.parts):
        ticket = view.get_ticket_by_id(part.last.ticket or 0)
        if ticket.sequence in {part.sequences[-1], deed.told}:
            yield part, view.ticket_before(ticket, part.sequences)
        elif place == 0:
            raise NothingToUndo(sequence=deed.sequence, number=ticket.number)


def _undone(locked: LockedHall, part: Part, officer: str, state: str) -> ActionUndone:
    last = part.last
    return ActionUndone(
        at=locked.now,
        ticket=last.ticket,
        number=last.number,
        counter=last.counter,
        actor=officer,
        undone=list(part.sequences),
        was=last.kind,
        state=state,
    )
