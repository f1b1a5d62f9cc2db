"""What the tables answer for reports: events of a span of time, grants, and who is called to a window."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import cache
from itertools import groupby

from sqlalchemy import Boolean, ColumnElement, Connection, bindparam, literal_column, select

from queue_server.domain.assistance import Assistance
from queue_server.domain.events import ClassGranted, TicketCalled, TicketIssued
from queue_server.domain.hall import Hall
from queue_server.storage.assistance_rows import OPEN, assistance_from_row
from queue_server.storage.instants import from_micros, to_day, to_micros
from queue_server.storage.prepared import Prepared
from queue_server.storage.rows import event_from_row
from queue_server.storage.tables import event, hall, ticket
from queue_server.use_cases.granted import Granted
from queue_server.use_cases.recorded import Recorded

CLOCKS_DIFFER = timedelta(hours=1)
"""Two machines' clocks, or one that was put right: events are looked for so much around a span."""

_LAST = Prepared(select(hall.c.sequence).where(hall.c.id == bindparam("hall")))
_AT = Prepared(
    select(event.c.at).where(
        event.c.hall == bindparam("hall"), event.c.sequence == bindparam("sequence")
    )
)
_OF_GRANTS = frozenset(each.kind for each in (TicketIssued, ClassGranted, TicketCalled))


def _one_of(kinds: frozenset[str]) -> ColumnElement[bool]:
    """Whether an event is of one of some kinds, which are names of ours."""
    names = ", ".join(f"'{kind}'" for kind in sorted(kinds))
    return literal_column(f"event.kind IN ({names})", Boolean())


@cache
def _between(kinds: frozenset[str]) -> Prepared:
    """The events of some kinds, between two sequences and two moments."""
    return Prepared(
        select(event)
        .where(
            event.c.hall == bindparam("hall"),
            event.c.sequence.between(bindparam("first"), bindparam("last")),
            event.c.at >= bindparam("begin"),
            event.c.at < bindparam("end"),
            _one_of(kinds),
        )
        .order_by(event.c.sequence)
    )


_GRANTED = Prepared(
    select(
        event,
        ticket.c.number.label("ticket_number"),
        ticket.c.service.label("ticket_service"),
        ticket.c.issued_at,
    )
    .select_from(
        ticket.join(event, (event.c.hall == ticket.c.hall) & (event.c.ticket == ticket.c.id))
    )
    .where(
        ticket.c.hall == bindparam("hall"),
        ticket.c.day.between(bindparam("begin"), bindparam("end")),
        ticket.c.reason.is_not(None),
        _one_of(_OF_GRANTS),
    )
    .order_by(event.c.ticket, event.c.sequence)
)


class ReportView:
    """A part of ``SqlView``."""

    _connection: Connection
    hall: Hall

    def assistances(self) -> list[Assistance]:
        """The calls for a person that are open, by counter."""
        rows = OPEN.rows(self._connection, {"hall": self.hall.id})
        return [assistance_from_row(row) for row in rows]

    def happened(self, begin: datetime, end: datetime, kinds: Collection[str]) -> list[Recorded]:
        """The events of some kinds from ``begin`` until before ``end``, oldest first.

        No index leads from a time to the record, and none is needed: times rise with the sequence, so
        the place is found by halving.
        """
        key = {
            "hall": self.hall.id,
            "first": self._place(begin - CLOCKS_DIFFER),
            "last": self._place(end + CLOCKS_DIFFER),
            "begin": to_micros(begin),
            "end": to_micros(end),
        }
        rows = _between(frozenset(kinds)).rows(self._connection, key)
        return [event_from_row(row) for row in rows]

    def _place(self, at: datetime) -> int:
        """The first sequence of an event not before a moment; one past the last if there is none."""
        low, high = 1, int(_LAST.scalar(self._connection, {"hall": self.hall.id}) or 0) + 1
        while low < high:
            middle = (low + high) // 2
            key = {"hall": self.hall.id, "sequence": middle}
            if (_AT.scalar(self._connection, key) or 0) < to_micros(at):
                low = middle + 1
            else:
                high = middle
        return low

    def granted(self, begin: date, end: date) -> list[Granted]:
        """The tickets of some days that have a reason for their class, in the order of issue."""
        key = {"hall": self.hall.id, "begin": to_day(begin), "end": to_day(end)}
        rows = _GRANTED.rows(self._connection, key)
        found: list[Granted] = []
        for _, group in groupby(rows, key=lambda row: row["ticket"]):
            of = list(group)
            made = Granted(
                number=of[0]["ticket_number"],
                service=of[0]["ticket_service"],
                issued_at=from_micros(of[0]["issued_at"]),
                events=tuple(event_from_row(row).event for row in of),
            )
            found.append(made)
        return found
