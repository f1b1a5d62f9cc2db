"""The questions about lines: who waits in each, and who stands at its front.

``state = 'waiting'`` is written as text and not as a parameter, since only then may
the partial indexes of lines be used.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, literal_column, select, union_all

from queue_server.storage.prepared import Prepared
from queue_server.storage.tables import FROM_PHONE, HERE, NOT_HERE, WAITING, line, ticket

_today = (ticket.c.hall == bindparam("hall"), ticket.c.day == bindparam("day"))
_every_ticket = select(ticket)
_one_line: tuple[ColumnElement[Any], ...] = (
    *_today,
    ticket.c.service == bindparam("service"),
    ticket.c["class"] == bindparam("class"),
    literal_column(WAITING),
    literal_column(HERE),
    ticket.c.reserved_for.is_(None),
)
LINES = Prepared(
    select(line).where(
        line.c.hall == bindparam("hall"),
        line.c.day == bindparam("day"),
        line.c.waiting + line.c.on_the_way > 0,
    )
)
FIRST_CLOCK = Prepared(select(func.min(ticket.c.clock)).where(*_one_line))
CLOCKS_BETWEEN = Prepared(
    select(func.count()).where(
        *_one_line, ticket.c.clock > bindparam("after"), ticket.c.clock <= bindparam("until")
    )
)
_standing = select(
    ticket.c.id,
    ticket.c.service,
    ticket.c["class"],
    ticket.c.tier,
    ticket.c.clock,
    ticket.c.promise_s,
    ticket.c.not_before,
    ticket.c.reserved_for,
)
"""What the rule of order needs to know of a ticket."""


def _first(of: Select[Any], *those: ColumnElement[bool]) -> Prepared:
    return Prepared(
        of.where(*_one_line, *those)
        .order_by(ticket.c.clock, ticket.c.id)
        .limit(bindparam("limit", type_=ticket.c.id.type))
    )


LINE_FIRST, LINE_HEADS = _first(_every_ticket), _first(_standing)
LINE_READY = _first(
    _every_ticket, func.coalesce(ticket.c.not_before, 0) <= bindparam("now", type_=ticket.c.id.type)
)
ALL_RESERVED = Prepared(
    _every_ticket.where(
        *_today,
        literal_column(WAITING),
        literal_column(HERE),
        literal_column("reserved_for IS NOT NULL"),
    )
)


ON_THE_WAY = Prepared(
    _every_ticket.where(*_today, literal_column(WAITING), literal_column(NOT_HERE))
)
FROM_PHONES = Prepared(
    _every_ticket.where(*_today, literal_column(FROM_PHONE)).order_by(ticket.c.id)
)


def _heads() -> Select[Any]:
    """The first of each line that has someone waiting, each found by one look into the index."""
    each = ticket.alias("each")
    takes: ColumnElement[bool] = bindparam("services", type_=line.c.service.type).like(
        literal_column("'%' || line.service || '%'")
    )
    first = (
        select(each.c.id)
        .where(
            each.c.hall == line.c.hall,
            each.c.day == line.c.day,
            each.c.service == line.c.service,
            each.c["class"] == line.c["class"],
            each.c.state == literal_column("'waiting'"),
            each.c.here == literal_column("1"),
            each.c.reserved_for.is_(None),
            func.coalesce(each.c.not_before, 0) <= bindparam("now"),
        )
        .order_by(each.c.clock, each.c.id)
        .limit(1)
        .correlate(line)
        .scalar_subquery()
    )
    with_someone = (line.c.hall == bindparam("hall"), line.c.day == bindparam("day"), takes)
    return (
        _standing.select_from(line.join(ticket, ticket.c.id == first))
        .where(ticket.c.hall == line.c.hall)
        .where(*with_someone, line.c.waiting > 0)
    )


_reserved = _standing.where(
    *_today,
    literal_column(WAITING),
    literal_column(HERE),
    literal_column("reserved_for IS NOT NULL"),
)
HEADS = Prepared(union_all(_heads(), _reserved))
"""Those heads, and everyone who waits for one counter alone, whichever it is."""
