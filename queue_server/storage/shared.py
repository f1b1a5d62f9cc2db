"""What the commands of one transaction share: each hall's state, and rows that nobody reads before the end.

Commands of one hall in a batch need its row, counters, lines and last numbers again and again.
They are read once and kept in step with what is written; a command that is refused leaves them as
they were. Events and kept answers are written with one call for all commands of the batch.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Connection

from queue_server.domain.counter import Seat
from queue_server.storage import queries
from queue_server.storage.instants import to_day
from queue_server.storage.prepared import Parameters, Prepared, upsert
from queue_server.storage.rows import seat_from_row
from queue_server.storage.tables import hall, number
from queue_server.use_cases.ports import KeptAnswer

PUT_NUMBER = upsert(number, ["hall", "day", "letter"])
PUT_HALL = upsert(hall, ["id"])

DayLines = dict[tuple[str, str], int]
"""How many wait, by service and class."""


@dataclass(kw_only=True, slots=True)
class SharedHall:
    """One hall inside one transaction, as its commands so far have left it."""

    id: str
    sequence: int
    digest: bytes
    open_day: str | None
    closed_day: str | None
    is_changed: bool = False
    seats: dict[int, Seat] | None = None
    lines: dict[str, DayLines] = field(default_factory=dict)
    last_numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    new_numbers: set[tuple[str, str]] = field(default_factory=set)

    def seats_now(self, connection: Connection) -> dict[int, Seat]:
        """The counters that somebody ever sat at, read at the first question."""
        if self.seats is None:
            rows = queries.SEATS.rows(connection, {"hall": self.id})
            self.seats = {row["number"]: seat_from_row(row) for row in rows}
        return self.seats

    def lines_on(self, connection: Connection, day: date) -> DayLines:
        """How many wait in each line of a day."""
        key = to_day(day)
        if key not in self.lines:
            rows = queries.LINES.rows(connection, {"hall": self.id, "day": key})
            self.lines[key] = {(row["service"], row["class"]): row["waiting"] for row in rows}
        return self.lines[key]

    def last_number(self, connection: Connection, day: date, letter: str) -> int:
        """The day's last count of a letter."""
        key = to_day(day), letter
        if key not in self.last_numbers:
            asked = {"hall": self.id, "day": key[0], "letter": letter}
            self.last_numbers[key] = int(queries.LAST_NUMBER.scalar(connection, asked) or 0)
        return self.last_numbers[key]

    def put_number(self, day: date, letter: str, last: int) -> None:
        """A command took numbers up to this."""
        self.last_numbers[to_day(day), letter] = last
        self.new_numbers.add((to_day(day), letter))

    def put_seat(self, seat: Seat) -> None:
        """A command changed a counter."""
        if self.seats is not None:
            self.seats[seat.number] = replace(seat)

    def move(self, day: str, line: tuple[str, str], people: int) -> None:
        """A command changed how many wait in a line."""
        if day in self.lines:
            self.lines[day][line] = self.lines[day].get(line, 0) + people


class Shared:
    """The halls and the late rows of one transaction."""

    def __init__(self) -> None:
        self._halls: dict[str, SharedHall] = {}
        self._late: dict[Prepared, list[Parameters]] = {}
        self.answers: dict[tuple[str, str], KeptAnswer] = {}
        """What commands of this transaction have answered, not written yet."""

    def hall(self, connection: Connection, name: str) -> SharedHall:
        """A hall, locked at the first question."""
        kept = self._halls.get(name)
        if kept is None:
            row = queries.HALL_LOCK.row(connection, {"hall": name})
            assert row is not None, name  # noqa: S101 -- every hall's row is made when the server starts
            kept = self._halls[name] = SharedHall(
                id=name,
                sequence=row["sequence"],
                digest=bytes(row["digest"]),
                open_day=row["open_day"],
                closed_day=row["closed_day"],
            )
        return kept

    def write_late(self, statement: Prepared, row: Parameters) -> None:
        """A row that no command of this transaction reads: written at its end."""
        self._late.setdefault(statement, []).append(row)

    def finish(self, connection: Connection) -> None:
        """Write what was kept for the end."""
        for each in self._halls.values():
            for day, letter in each.new_numbers:
                self.write_late(
                    PUT_NUMBER,
                    {
                        "hall": each.id,
                        "day": day,
                        "letter": letter,
                        "last": each.last_numbers[day, letter],
                    },
                )
            if each.is_changed:
                self.write_late(PUT_HALL, _hall_row(each))
        for statement, rows in self._late.items():
            statement.run_many(connection, rows)
        self._late.clear()


def _hall_row(of: SharedHall) -> Parameters:
    return {
        "id": of.id,
        "sequence": of.sequence,
        "digest": of.digest,
        "open_day": of.open_day,
        "closed_day": of.closed_day,
    }
