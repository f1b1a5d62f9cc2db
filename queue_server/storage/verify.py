"""``queue-server verify``: the record is whole, and the tables and the statistics are what it says.

What the record does not hold cannot be compared: papers, secrets, holders, accounts. How
many booked a slot is compared with the appointments.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select, union

from queue_server.domain.appointment import AppointmentState
from queue_server.domain.events import ActionUndone
from queue_server.domain.remark import digest
from queue_server.storage.alone_tables import block, press
from queue_server.storage.assistance_tables import assistance
from queue_server.storage.case_tables import case, case_contact, case_note
from queue_server.storage.database import FIRST_DIGEST, Database
from queue_server.storage.instants import to_day
from queue_server.storage.other_tables import appointment, rating, shown, slot
from queue_server.storage.paper_tables import paper_case
from queue_server.storage.people_tables import device
from queue_server.storage.prepared import Row
from queue_server.storage.replay import replay, undone_in
from queue_server.storage.replay_assistance import assistance_facts
from queue_server.storage.replay_cases import digested
from queue_server.storage.replayed import Facts, Replayed
from queue_server.storage.rows import CHAINED, chained, event_from_row
from queue_server.storage.tables import event, hall, line, number, seat, stage, ticket
from queue_server.storage.verify_statistics import statistics_differences
from queue_server.use_cases.recorded import Recorded

Say = Callable[[str], object]
Kept = Mapping[Any, Mapping[Any, Any]]
"""Rows by what tells them apart."""


def verify(database: Database, say: Say) -> int:
    """Check every hall; 0 if all is well, 1 after naming the first difference of each hall."""
    failed = False
    named = union(select(hall.c.id), select(event.c.hall), select(ticket.c.hall))
    with database.reading.connect() as connection:
        for name in sorted(connection.scalars(named)):
            difference = next(_differences(connection, name), None)
            failed = failed or difference is not None
            say(f"{name}: {difference or _summary(connection, name)}")
    return 1 if failed else 0


def _differences(connection: Connection, name: str) -> Iterator[str]:
    """Everything that is not as the record says, the record itself first."""
    kept = connection.execute(select(hall).where(hall.c.id == name)).mappings().first()
    if kept is None:
        yield "its row is missing"
        return
    rows = _rows(connection, event, name)
    rows.sort(key=lambda row: row["sequence"])
    yield from _chain(rows, kept)
    tickets = {row["id"]: row for row in _rows(connection, ticket, name)}
    starts = frozenset(number for number, row in tickets.items() if row["start_on_call"])
    undone = undone_in(_read(row for row in rows if row["kind"] == ActionUndone.kind))
    said = replay(_read(rows), start_on_call=starts, undone=undone)
    yield from _compare("ticket", said.tickets, tickets)
    yield from _remarks(said, tickets)
    yield from _compare("stage", said.stages, _by(connection, stage, name, "ticket", "n"))
    yield from _compare("rating", said.ratings, _by(connection, rating, name, "ticket", "stage"))
    yield from _compare("appointment", said.appointments, _checked_in(connection, name))
    yield from _compare("papers of", said.paper_cases, _by(connection, paper_case, name, "ticket"))
    yield from _compare("screens", said.shown, _by(connection, shown, name, "what", "key"))
    yield from _compare("help at", said.helped, _helped(connection, name, said))
    calls = assistance_facts(said.calls, name)
    yield from _compare("call at", calls, _by(connection, assistance, name, "counter"))
    yield from _counts(connection, name, said)
    yield from _seats(connection, name, said)
    yield from _of_kiosks(connection, name, said, tickets)
    yield from _cases(connection, name, said)
    if kept["epoch"] != said.epoch:
        yield f"the epoch is {kept['epoch']}, the record says {said.epoch}"
    opened = None if said.open_day is None else to_day(said.open_day)
    if kept["open_day"] != opened:
        yield f"the open day is {kept['open_day']}, the record says {opened}"
    closed = None if said.closed_day is None else to_day(said.closed_day)
    if kept["closed_day"] != closed:
        yield f"the day ended early is {kept['closed_day']}, the record says {closed}"
    yield from statistics_differences(connection, name, said)


def _chain(rows: Sequence[Row], kept: Row) -> Iterator[str]:
    digest = FIRST_DIGEST
    for place, row in enumerate(rows, start=1):
        if row["sequence"] != place:
            yield f"event {place} is missing (next is {row['sequence']})"
            return
        digest = chained(digest, [row[column] for column in CHAINED])
        if digest != bytes(row["digest"]):
            yield f"event {place} was changed"
            return
    if kept["sequence"] != len(rows) or bytes(kept["digest"]) != digest:
        yield f"the record ends at {len(rows)}, the hall says {kept['sequence']}"


def _read(rows: Iterable[Row]) -> Iterator[Recorded]:
    return (event_from_row(row) for row in rows)


def _compare(what: str, said: Mapping[Any, Facts], kept: Kept) -> Iterator[str]:
    """Rows that only one side has, and columns that differ."""
    for key in sorted(kept.keys() | said.keys()):
        if key not in kept or key not in said:
            yield f"{what} {key} is not in the {'table' if key not in kept else 'record'}"
            continue
        for column, value in said[key].items():
            if kept[key][column] != value:
                yield f"{what} {key}: {column} is {kept[key][column]!r}, the record says {value!r}"


def _remarks(said: Replayed, tickets: Kept) -> Iterator[str]:
    """The record has the digests of the words alone."""
    for of, told in said.remarks.items():
        if of in tickets and digest(tickets[of]["secret"], tickets[of]["remark"]) != told:
            yield f"ticket {of}: remark is not the one that the record knows"


def _checked_in(connection: Connection, name: str) -> Kept:
    """Appointments that became tickets; of the others the record does not tell."""
    return {
        row["code"]: row
        for row in _rows(connection, appointment, name)
        if row["ticket"] is not None or row["state"] == AppointmentState.CHECKED_IN.value
    }


def _helped(connection: Connection, name: str, said: Replayed) -> Kept:
    """Kiosks whose bell was ever rung, and those that seem to ring without it."""
    return {
        row["id"]: row
        for row in _rows(connection, device, name)
        if row["id"] in said.helped or row["help_at"] is not None
    }


def _counts(connection: Connection, name: str, said: Replayed) -> Iterator[str]:
    """How many wait in each line, were given out of each letter, and booked each slot."""
    lines = _rows(connection, line, name)
    for what, column, here in (("line", "waiting", 1), ("on the way", "on_the_way", 0)):
        people = {(row["day"], row["service"], row["class"]): row[column] for row in lines}
        yield from _count(what, people, said.lines(here))
    given = {(row["day"], row["letter"]): row["last"] for row in _rows(connection, number, name)}
    yield from _count("numbers", given, said.numbers)
    booked = {
        (row["service"], row["starts_at"]): row["booked"] for row in _rows(connection, slot, name)
    }
    kept = Counter(
        (row["service"], row["starts_at"])
        for row in _rows(connection, appointment, name)
        if row["state"] != AppointmentState.CANCELLED.value
    )
    yield from _count("slot", booked, kept)


def _count(what: str, kept: Mapping[Any, int], counted: Counter[Any]) -> Iterator[str]:
    for key in sorted(kept.keys() | counted.keys()):
        if kept.get(key, 0) != counted[key]:
            where = " ".join(map(str, key))
            yield f"{what} {where}: {kept.get(key, 0)} are kept, there are {counted[key]}"


def _seats(connection: Connection, name: str, said: Replayed) -> Iterator[str]:
    """Whether the officer of a closed counter got up, the record does not say."""
    kept = _by(connection, seat, name, "number")
    for number_, facts in said.seats.items():
        got_up = facts["state"] == "closed" and number_ in kept
        if got_up and kept[number_]["officer"] is None:
            facts["officer"] = None
    yield from _compare("counter", said.seats, kept)


def _of_kiosks(connection: Connection, name: str, said: Replayed, tickets: Kept) -> Iterator[str]:
    """What kiosks may give alone; and each press is one ticket, which has the number on its paper."""
    yield from _compare(
        "block", said.blocks, _by(connection, block, name, "day", "service", "first")
    )
    pressed: set[int] = set()
    for row in _rows(connection, press, name):
        if row["ticket"] is None:
            continue
        of = tickets.get(row["ticket"], {})
        if row["conflict"] is None and row["number"] not in {of.get("number"), of.get("alias")}:
            yield f"press {row['issue']} has {row['number']}, its ticket {of.get('number')}"
        if row["ticket"] in pressed:
            yield f"ticket {row['ticket']} is of two presses"
        pressed.add(row["ticket"])


def _cases(connection: Connection, name: str, said: Replayed) -> Iterator[str]:
    """Cases, and that what was said is what was said then; of a secret code the record does not tell."""
    yield from _compare("case", said.cases.cases, _by(connection, case, name, "id"))
    notes, contacts = _rows(connection, case_note, name), _rows(connection, case_contact, name)
    texts = {row["sequence"]: digested(row, "text") for row in notes}
    yield from _compare("text", said.cases.texts, texts)
    reached = {row["case_id"]: digested(row, "contact") for row in contacts}
    yield from _compare("contact of case", said.cases.contacts, reached)


def _rows(connection: Connection, table: Table, name: str) -> list[Row]:
    return list(connection.execute(select(table).where(table.c.hall == name)).mappings())


def _by(connection: Connection, table: Table, name: str, *key: str) -> Kept:
    """The rows of a hall by one column, or by several."""
    rows = _rows(connection, table, name)
    if len(key) == 1:
        return {row[key[0]]: row for row in rows}
    return {tuple(row[column] for column in key): row for row in rows}


def _summary(connection: Connection, name: str) -> str:
    kept = connection.execute(select(hall).where(hall.c.id == name)).mappings().one()
    tickets = connection.execute(select(ticket.c.id).where(ticket.c.hall == name)).all()
    return f"verified, {kept['sequence']} events, {len(tickets)} tickets"
