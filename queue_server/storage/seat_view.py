"""What the tables answer about counters: what each is doing now, and who sits there."""

from sqlalchemy import Connection

from queue_server.domain.counter import Seat
from queue_server.domain.hall import Hall
from queue_server.domain.names import CounterNumber
from queue_server.storage import queries
from queue_server.storage.rows import seat_from_row


class SeatView:
    """The part of ``SqlView`` that is about counters."""

    _connection: Connection
    hall: Hall
    _seats_read: list[Seat] | None

    def seat(self, counter: int) -> Seat:
        """The counter as it is now; closed when nobody ever sat there."""
        self.hall.get_counter(counter)
        row = queries.SEAT.row(self._connection, {"hall": self.hall.id, "number": counter})
        return Seat(number=CounterNumber(counter)) if row is None else seat_from_row(row)

    def find_seat_of(self, officer: str) -> Seat | None:
        """Where an officer sits."""
        key = {"hall": self.hall.id, "officer": officer}
        row = queries.SEAT_OF.row(self._connection, key)
        return None if row is None else seat_from_row(row)

    def seats(self) -> list[Seat]:
        """Every counter as it is now, in the hall's order."""
        if self._seats_read is None:
            rows = queries.SEATS.rows(self._connection, {"hall": self.hall.id})
            known = {row["number"]: seat_from_row(row) for row in rows}
            self._seats_read = [
                known.get(c.number) or Seat(number=c.number) for c in self.hall.counters
            ]
        return self._seats_read
