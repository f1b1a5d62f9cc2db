"""``queue-server verify``: the record is whole, and the tables are what it says."""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Connection, select

from queue_server.storage.database import FIRST_DIGEST, Database
from queue_server.storage.instants import to_micros, to_micros_or_none
from queue_server.storage.prepared import Row
from queue_server.storage.replay import Replayed, ReplayedTicket, replay
from queue_server.storage.rows import event_from_row, event_to_row
from queue_server.storage.tables import event, hall, line, seat, ticket

Say = Callable[[str], object]


def verify(database: Database, say: Say) -> int:
    """Check every hall; 0 if all is well, 1 after naming the first difference of each hall."""
    failed = False
    with database.reading.connect() as connection:
        for name in connection.scalars(select(hall.c.id).order_by(hall.c.id)).all():
            difference = next(_differences(connection, name), None)
            failed = failed or difference is not None
            say(f"{name}: {difference or _summary(connection, name)}")
    return 1 if failed else 0


def _differences(connection: Connection, name: str) -> Iterator[str]:
    """Everything that is not as the record says, the record itself first."""
    kept = connection.execute(select(hall).where(hall.c.id == name)).mappings().one()
    question = select(event).where(event.c.hall == name).order_by(event.c.sequence)
    rows = connection.execute(question).mappings().all()
    yield from _chain(rows, kept)
    replayed = replay(event_from_row(row) for row in rows)
    yield from _tickets(connection, name, replayed)
    yield from _lines(connection, name, replayed)
    yield from _seats(connection, name, replayed)


def _chain(rows: Sequence[Row], kept: Row) -> Iterator[str]:
    digest = FIRST_DIGEST
    for place, row in enumerate(rows, start=1):
        if row["sequence"] != place:
            yield f"event {place} is missing (next is {row['sequence']})"
            return
        chained = event_to_row(event_from_row(row), digest)
        if chained["digest"] != bytes(row["digest"]):
            yield f"event {place} was changed"
            return
        digest = bytes(row["digest"])
    if kept["sequence"] != len(rows) or bytes(kept["digest"]) != digest:
        yield f"the record ends at {len(rows)}, the hall says {kept['sequence']}"


def _tickets(connection: Connection, name: str, replayed: Replayed) -> Iterator[str]:
    rows = connection.execute(select(ticket).where(ticket.c.hall == name)).mappings()
    kept = {row["id"]: row for row in rows}
    for each in sorted(kept.keys() | replayed.tickets.keys()):
        if each not in kept or each not in replayed.tickets:
            yield f"ticket {each} is not in the {'table' if each not in kept else 'record'}"
            continue
        said, row = _facts(replayed.tickets[each]), kept[each]
        for column, value in said.items():
            if row[column] != value:
                yield f"ticket {row['number']}: {column} is {row[column]!r}, the record says {value!r}"


def _facts(of: ReplayedTicket) -> dict[str, object]:
    """What the record says of a ticket's columns."""
    return {
        "number": of.number,
        "day": of.day.isoformat(),
        "service": of.service,
        "class": of.priority_class,
        "state": of.state.value,
        "clock": to_micros(of.clock),
        "stage": of.stage,
        "misses": of.misses,
        "attempt": of.attempt,
        "called_at": to_micros_or_none(of.called_at),
        "ended_at": to_micros_or_none(of.ended_at),
        "sequence": of.sequence,
    }


def _lines(connection: Connection, name: str, replayed: Replayed) -> Iterator[str]:
    rows = connection.execute(select(line).where(line.c.hall == name)).mappings()
    kept = {(row["day"], row["service"], row["class"]): row["waiting"] for row in rows}
    counted = replayed.lines()
    for key in sorted(kept.keys() | counted.keys()):
        if kept.get(key, 0) != counted[key]:
            yield f"line {' '.join(key)}: {kept.get(key, 0)} wait, the record says {counted[key]}"


def _seats(connection: Connection, name: str, replayed: Replayed) -> Iterator[str]:
    for row in connection.execute(select(seat).where(seat.c.hall == name)).mappings():
        said = replayed.seat(row["number"])
        for column, value in (("state", said.state), ("ticket", said.ticket)):
            if row[column] != value:
                yield (
                    f"counter {row['number']}: {column} is {row[column]!r}, the record says {value!r}"
                )


def _summary(connection: Connection, name: str) -> str:
    kept = connection.execute(select(hall).where(hall.c.id == name)).mappings().one()
    tickets = connection.execute(select(ticket.c.id).where(ticket.c.hall == name)).all()
    return f"verified, {kept['sequence']} events, {len(tickets)} tickets"
