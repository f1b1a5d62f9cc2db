"""Sitting down at a counter, pausing it, getting up (开窗, 暂停, 关窗)."""

from datetime import timedelta

from queue_server.domain.counter import CounterState, Seat
from queue_server.domain.events import Event
from queue_server.use_cases import assistance
from queue_server.use_cases.ports import LockedHall, UnitOfWork


def sit_down(uow: UnitOfWork, *, hall: str, counter: int, officer: str) -> Seat:
    """The officer sits down and the counter opens, leaving another where he sat before.

    Raises CounterTaken if another sits there, TicketInHand if he still has someone at
    the other counter. Sitting down where one already sits changes nothing but a pause.
    """
    with uow.locked(hall) as locked:
        seat = locked.seat(counter)
        if seat.officer == officer and seat.state is CounterState.OPEN:
            return seat
        event = seat.sit_down(officer, locked.now)
        _leave_other(locked, counter, officer)
        locked.record(event, seat=seat)
        return seat


def get_up(uow: UnitOfWork, *, hall: str, counter: int, officer: str) -> Seat:
    """The officer leaves; TicketInHand while someone is called or being served."""
    with uow.locked(hall) as locked:
        seat = locked.seat(counter)
        locked.record(seat.get_up(officer, locked.now), seat=seat)
        assistance.caller_leaves(locked, counter, officer)
        return seat


def set_state(
    uow: UnitOfWork,
    *,
    hall: str,
    counter: int,
    officer: str,
    state: CounterState,
    reason: str | None = None,
    expected: timedelta | None = None,
) -> Seat:
    """Open, pause (for about so long as is ``expected``) or close the counter where the officer sits."""
    with uow.locked(hall) as locked:
        seat = locked.seat(counter)
        event: Event
        if state is CounterState.OPEN:
            event = seat.open(officer, locked.now)
        elif state is CounterState.PAUSED:
            event = seat.pause(officer, reason, locked.now, expected)
        else:
            event = seat.close(officer, reason, locked.now)
        locked.record(event, seat=seat)
        return seat


def _leave_other(locked: LockedHall, counter: int, officer: str) -> None:
    other = locked.find_seat_of(officer)
    if other is not None and other.number != counter:
        locked.record(other.get_up(officer, locked.now), seat=other)
        assistance.caller_leaves(locked, other.number, officer)
