"""What the tables answer to who takes something back: what was done, and what was before it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, bindparam, literal_column, or_, select

from queue_server.domain.counter import Seat
from queue_server.domain.events import (
    ActionUndone,
    CounterClosed,
    CounterOpened,
    CounterPaused,
    TicketsPrecalled,
    tickets_of,
)
from queue_server.domain.hall import Hall
from queue_server.domain.ticket import Ticket
from queue_server.storage import queries
from queue_server.storage.prepared import Prepared, Row
from queue_server.storage.replay import replay, undone_in
from queue_server.storage.rows import (
    event_from_row,
    seat_from_row,
    seat_to_row,
    stage_from_row,
    ticket_from_row,
    ticket_to_row,
)
from queue_server.storage.tables import event, hall
from queue_server.use_cases.recorded import Recorded

LOOKED_BACK = 500
"""So many events of a hall are looked through for an officer's last ones: more than a minute has."""
LAST = 12
_here = event.c.hall == bindparam("hall")
_at_the_counter = event.c.counter == bindparam("counter")
_end = select(hall.c.sequence).where(hall.c.id == bindparam("hall")).scalar_subquery()
LATELY = Prepared(
    select(event)
    .where(
        _here,
        event.c.sequence > _end - LOOKED_BACK,
        or_(_at_the_counter, event.c.actor == bindparam("officer")),
    )
    .order_by(event.c.sequence.desc())
    .limit(LAST)
)
_OF_A_COUNTER = (CounterOpened, CounterPaused, CounterClosed)
_kinds = ", ".join(f"'{each.kind}'" for each in (*_OF_A_COUNTER, ActionUndone))
STATES_OF_A_COUNTER = Prepared(
    select(event)
    .where(_here, _at_the_counter, event.c.ticket.is_(None), literal_column(f"kind IN ({_kinds})"))
    .order_by(event.c.sequence.desc())
    .limit(LAST)
)


class UndoView:
    """A part of ``SqlView``."""

    _connection: Connection
    hall: Hall

    def done_lately(self, counter: int, officer: str) -> list[Recorded]:
        """The last events of a counter and of an officer wherever it was, oldest first."""
        key = {"hall": self.hall.id, "counter": counter, "officer": officer}
        found = {row["sequence"]: row for row in LATELY.rows(self._connection, key)}
        for row in self._unwritten():
            if row["counter"] == counter or row["actor"] == officer:
                found[row["sequence"]] = row
        return [event_from_row(found[sequence]) for sequence in sorted(found)]

    def ticket_before(self, ticket: Ticket, undone: Collection[int]) -> Ticket:
        """The ticket as the record has it without some of its events; what the record does not hold stays."""
        history = self._told_of(ticket)
        left_out = {*undone, *undone_in(history)}
        starts = frozenset({ticket.id} if ticket.start_on_call else ())
        said = replay(history, start_on_call=starts, undone=left_out)
        facts = said.tickets[ticket.id] | {"excused_at": ticket_to_row(ticket)["excused_at"]}
        before = ticket_from_row({**ticket_to_row(ticket), **facts})
        before.stages = [stage_from_row({**said.stages[key], "n": key[1]}) for key in said.stages]
        return before

    def seat_before(self, seat: Seat, undone: Collection[int]) -> Seat | None:
        """The counter before the event that opened or paused it last; None if that is too long ago."""
        key = {"hall": self.hall.id, "counter": seat.number}
        rows = [*STATES_OF_A_COUNTER.rows(self._connection, key), *self._unwritten()]
        told = sorted(map(event_from_row, rows), key=lambda each: each.sequence)
        left_out = {*undone, *undone_in(told)}
        of_it = [
            each
            for each in told
            if each.event.counter == seat.number
            and isinstance(each.event, _OF_A_COUNTER)
            and each.sequence not in left_out
        ]
        if not of_it:
            return None
        facts = replay(of_it[-1:], start_on_call=frozenset()).seats[seat.number]
        same: Mapping[str, object] = {"officer": seat.officer, "ticket": seat.ticket}
        return seat_from_row({**seat_to_row(seat, self.hall.id), **facts, **same})

    def _told_of(self, ticket: Ticket) -> list[Recorded]:
        """All that happened to a ticket, oldest first; what several were told, as if it were alone."""
        key = {"hall": self.hall.id, "ticket": ticket.id}
        while_it_lives = {"hall": self.hall.id, "first": ticket.id, "last": ticket.sequence}
        rows = [
            *queries.EVENTS_OF.rows(self._connection, key),
            *queries.PRECALLS.rows(self._connection, while_it_lives),
            *self._unwritten(),
        ]
        told = [_of_one(ticket, event_from_row(row)) for row in rows]
        own = {each.sequence: each for each in told if ticket.id in tickets_of(each.event)}
        return [own[sequence] for sequence in sorted(own)]

    def _unwritten(self) -> Iterable[Row]:
        """Events that were decided in this transaction and are not in the table yet."""
        return ()


def _of_one(ticket: Ticket, recorded: Recorded) -> Recorded:
    """What several were told at once, as if it were this one alone."""
    told = recorded.event
    if not isinstance(told, TicketsPrecalled) or ticket.id not in told.tickets:
        return recorded
    return replace(recorded, event=replace(told, tickets=[ticket.id]))
