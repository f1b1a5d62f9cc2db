"""What an officer wants to know of a counter's line: how long, and whose promise is about to be broken."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from queue_server.domain.counter import Counter
from queue_server.domain.ticket import Ticket
from queue_server.use_cases.hall_view import HallView

SOON = timedelta(minutes=5)


def longest_since(first: Iterable[Ticket]) -> datetime | None:
    """Since when the one has been here who waits longest, of the first of each line; None if nobody waits."""
    return min((ticket.issued_at for ticket in first), default=None)


def due_soon(view: HallView, counter: Counter) -> int:
    """How many who wait for a counter will have waited longer than promised within five minutes.

    Each line is counted by one look into the index of clocks, by what the hall promises it now.
    """
    ends, count = view.now + SOON, 0
    for line in view.lines():
        service, code = line.service, line.priority_class
        if line.waiting and counter.find_take(service, code) is not None:
            promise = view.hall.promise(service, code)
            count += view.clocks_between(service, code, view.now - promise, ends - promise)
    mine = (ticket for ticket in view.reserved() if ticket.reserved_for == counter.number)
    return count + sum(view.now < ticket.due_at <= ends for ticket in mine)
