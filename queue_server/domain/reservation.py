"""Who waits for one counter alone. It counts only while that counter calls.

Somebody who was sent to a counter, or comes back to it with papers, must never be stuck before a
window that has closed or is paused: until it calls again, every counter that takes the service may
call the person. So nothing needs to be told when a window closes, and nothing is forgotten when it
opens again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from queue_server.domain.counter import Counter, CounterState, Seat
from queue_server.domain.names import CounterNumber
from queue_server.domain.next_ticket import Head
from queue_server.domain.ticket import Ticket

S = TypeVar("S", Head, Ticket)


def calling(seats: Iterable[Seat]) -> frozenset[CounterNumber]:
    """The counters that call now."""
    return frozenset(seat.number for seat in seats if seat.state is CounterState.OPEN)


def reachable(
    waiting: Sequence[S], counter: Counter, seats: Callable[[], Iterable[Seat]]
) -> list[S]:
    """Those whom the counter may call: without those who wait for another one that calls now.

    ``seats`` is asked only where somebody waits for another counter.
    """
    if all(each.reserved_for in {None, counter.number} for each in waiting):
        return list(waiting)
    open_now = calling(seats()) | {counter.number}
    return [
        each if each.reserved_for in {None, counter.number} else replace(each, reserved_for=None)
        for each in waiting
        if each.reserved_for is None or each.reserved_for not in open_now - {counter.number}
    ]
