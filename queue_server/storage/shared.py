"""What the commands of one transaction share: each hall's state, and rows that nobody reads before the end.

Commands of one hall in a batch need its row, counters, lines and last numbers again and again.
They are read once and kept in step with what is written; a command that is refused leaves them as
they were. What a later command of the batch may read in the tables is written before it reads there;
the rest once, at the end, with one call for all commands of the batch.
"""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from queue_server.domain.counter import Seat
from queue_server.domain.hall import Hall
from queue_server.storage import line_queries, queries
from queue_server.storage.instants import to_day
from queue_server.storage.person_view import is_service_paused
from queue_server.storage.prepared import Parameters, Prepared, upsert
from queue_server.storage.rows import seat_from_row, seat_to_row
from queue_server.storage.tables import hall, line, number, seat
from queue_server.use_cases.kiosk_presses import Press
from queue_server.use_cases.ports import KeptAnswer

PUT_NUMBER = upsert(number, ["hall", "day", "letter"])
PUT_HALL = upsert(hall, ["id"])
PUT_SEAT = upsert(seat, ["hall", "number"])
PUT_LINE = upsert(line, ["hall", "day", "service", "class"])

DayLines = dict[tuple[str, str], tuple[int, int]]
"""How many wait in the hall, and how many are on the way, by service and class."""


@dataclass(kw_only=True, slots=True)
class SharedHall:
    """One hall inside one transaction, as its commands so far have left it."""

    of: Hall
    sequence: int
    digest: bytes
    open_day: str | None
    closed_day: str | None
    epoch: int
    is_changed: bool = False
    seats: dict[int, Seat] = field(default_factory=dict)
    lines: dict[str, DayLines] = field(default_factory=dict)
    last_numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    paused: dict[str, bool] = field(default_factory=dict)
    """Of the services that were asked about, or changed."""
    new_seats: list[Seat] = field(default_factory=list)
    """In the order of the changes: an officer leaves one counter before sitting down at another."""
    new_lines: set[tuple[str, str, str]] = field(default_factory=set)
    new_numbers: set[tuple[str, str]] = field(default_factory=set)

    def seats_now(self, connection: Connection) -> dict[int, Seat]:
        """Every counter of the hall, read at the first question: to look at, not to change."""
        if not self.seats:
            rows = queries.SEATS.rows(connection, {"hall": self.of.id})
            known = {row["number"]: seat_from_row(row) for row in rows}
            self.seats = {
                counter.number: known.get(counter.number) or Seat(number=counter.number)
                for counter in self.of.counters
            }
        return self.seats

    def lines_on(self, connection: Connection, day: str) -> DayLines:
        """How many wait in each line of a day."""
        kept = self.lines.get(day)
        if kept is None:
            rows = line_queries.LINES.rows(connection, {"hall": self.of.id, "day": day})
            kept = {
                (row["service"], row["class"]): (row["waiting"], row["on_the_way"]) for row in rows
            }
            self.lines[day] = kept
        return kept

    def is_paused(self, connection: Connection, letter: str) -> bool:
        """Whether numbers for a service are not given for a while."""
        if letter not in self.paused:
            self.paused[letter] = is_service_paused(connection, self.of.id, letter)
        return self.paused[letter]

    def last_number(self, connection: Connection, day: date, letter: str) -> int:
        """The day's last count of a letter."""
        key = to_day(day), letter
        if key not in self.last_numbers:
            asked = {"hall": self.of.id, "day": key[0], "letter": letter}
            self.last_numbers[key] = int(queries.LAST_NUMBER.scalar(connection, asked) or 0)
        return self.last_numbers[key]

    def put_number(self, day: date, letter: str, last: int) -> None:
        """A command took numbers up to this."""
        key = to_day(day), letter
        self.last_numbers[key] = last
        self.new_numbers.add(key)

    def put_seat(self, connection: Connection, changed: Seat) -> None:
        """A command changed a counter."""
        self.seats_now(connection)[changed.number] = changed
        self.new_seats.append(changed)

    def move(self, connection: Connection, of: tuple[str, str, str, bool], people: int) -> None:
        """A command changed how many wait in a line: its day, service and class, there or not yet."""
        day, service, priority_class, is_here = of
        lines = self.lines_on(connection, day)
        waiting, on_the_way = lines.get((service, priority_class), (0, 0))
        lines[service, priority_class] = (
            (waiting + people, on_the_way) if is_here else (waiting, on_the_way + people)
        )
        self.new_lines.add((day, service, priority_class))

    def line_rows(self) -> list[Parameters]:
        """The lines that changed since they were last written."""
        rows: list[Parameters] = [
            {
                "hall": self.of.id,
                "day": day,
                "service": service,
                "class": priority_class,
                "waiting": self.lines[day][service, priority_class][0],
                "on_the_way": self.lines[day][service, priority_class][1],
            }
            for day, service, priority_class in self.new_lines
        ]
        self.new_lines.clear()
        return rows

    def last_rows(self) -> dict[Prepared, list[Parameters]]:
        """What nobody reads before the end: the counters, the last numbers and the hall's own row."""
        name = self.of.id
        rows: dict[Prepared, list[Parameters]] = {
            PUT_SEAT: [seat_to_row(each, name) for each in self.new_seats],
            PUT_NUMBER: [
                {"hall": name, "day": day, "letter": letter, "last": self.last_numbers[day, letter]}
                for day, letter in self.new_numbers
            ],
            PUT_HALL: [],
        }
        if self.is_changed:
            kept = {"id": name, "sequence": self.sequence, "digest": self.digest}
            kept |= {"open_day": self.open_day, "closed_day": self.closed_day}
            rows[PUT_HALL].append({**kept, "epoch": self.epoch})
        return rows


class Shared:
    """The halls of one transaction, and the rows that its commands have not written yet."""

    def __init__(self) -> None:
        self._halls: dict[str, SharedHall] = {}
        self._new: dict[Prepared, list[Parameters]] = {}
        self._pending: dict[Prepared, list[Parameters]] = {}
        self._late: dict[Prepared, list[Parameters]] = {}
        self.answers: dict[tuple[str, str], KeptAnswer] = {}
        """What commands of this transaction have answered, not written yet."""
        self.presses: dict[tuple[str, str], Press] = {}
        """What became of presses at kiosks in this transaction, by hall and issue, not written yet."""

    def hall(self, connection: Connection, of: Hall) -> SharedHall:
        """A hall, locked at the first question."""
        kept = self._halls.get(of.id)
        if kept is None:
            row = queries.HALL_LOCK.row(connection, {"hall": of.id})
            assert row is not None, of.id  # noqa: S101 -- every hall's row is made when the server starts
            kept = self._halls[of.id] = SharedHall(
                of=of,
                sequence=row["sequence"],
                digest=bytes(row["digest"]),
                open_day=row["open_day"],
                closed_day=row["closed_day"],
                epoch=row["epoch"],
            )
        return kept

    def write(self, statement: Prepared, row: Parameters, *, first: bool = False) -> None:
        """A row that is written before anybody reads in the tables; new ones before what changes them."""
        rows = self._new if first else self._pending
        rows.setdefault(statement, []).append(row)

    def write_late(self, statement: Prepared, row: Parameters) -> None:
        """A row that no command of this transaction reads: written at its end."""
        self._late.setdefault(statement, []).append(row)

    def unwritten(self, statement: Prepared) -> list[Parameters]:
        """Rows that are written at the end, for the rare command that does read them."""
        return self._late.get(statement, [])

    def settle(self, connection: Connection) -> None:
        """Somebody is about to read: write what was not written yet and can be read."""
        if not self._new and not self._pending:
            return
        pending = self._new | self._pending
        self._new, self._pending = {}, {}
        for each in self._halls.values():
            if each.new_lines:
                pending[PUT_LINE] = [*pending.get(PUT_LINE, ()), *each.line_rows()]
        for statement, rows in pending.items():
            statement.run_many(connection, rows)

    def finish(self, connection: Connection) -> None:
        """Write everything that is left."""
        self.settle(connection)
        late, self._late = self._late, {}
        for each in self._halls.values():
            for statement, rows in each.last_rows().items():
                if rows:
                    late[statement] = [*late.get(statement, ()), *rows]
        for statement, rows in late.items():
            statement.run_many(connection, rows)
