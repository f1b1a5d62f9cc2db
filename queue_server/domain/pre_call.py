"""Who is told to get ready (预呼)? After a call, the next few of that counter, each of them once.

They are the first of the counter's own order at that moment (``next_ticket``), and of these the ones
who were not told yet: so as many stand ready as the hall wants, not more with every call. A person
is told once in a stage of the visit. A mistaken call that is undone, or a missed person who is back,
changes nothing of that. Who is sent on to another service or counter, or asked to be called later, has
another turn to get ready for, and may be told of it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from queue_server.domain.counter import Counter
from queue_server.domain.events import TicketsPrecalled
from queue_server.domain.names import CounterNumber
from queue_server.domain.next_ticket import in_order
from queue_server.domain.ticket import Ticket

HALL = "hall"
"""It is the hall's rule that tells them, not the officer who called another."""


def to_tell(waiting: Iterable[Ticket], counter: Counter, now: datetime, count: int) -> list[Ticket]:
    """Of the next ``count`` at a counter, those who were not told yet, in their order.

    ``waiting`` may be everyone, or the first ``count`` of each line: the answer is the same.
    """
    return [each for each in in_order(waiting, counter, now)[:count] if each.precalled_at is None]


def tell(tickets: Sequence[Ticket], counter: CounterNumber, at: datetime) -> TicketsPrecalled:
    """Tell them that their turn at the counter comes soon."""
    for ticket in tickets:
        ticket.precalled_at = at
    return TicketsPrecalled(
        at=at,
        actor=HALL,
        counter=counter,
        tickets=[each.id for each in tickets],
        numbers=[each.number for each in tickets],
        languages=[each.language for each in tickets],
    )
