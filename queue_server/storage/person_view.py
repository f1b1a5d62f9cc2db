"""What the tables answer of people who are known by a document, and of services that give no numbers."""

from datetime import datetime

from sqlalchemy import Connection

from queue_server.domain.appointment import Appointment
from queue_server.domain.hall import Hall
from queue_server.domain.ticket import Ticket
from queue_server.storage import queries
from queue_server.storage.instants import to_micros
from queue_server.storage.other_rows import appointment_from_row
from queue_server.storage.rows import ticket_from_row


def is_service_paused(connection: Connection, hall: str, letter: str) -> bool:
    """What a manager has set last about a service."""
    asked = {"hall": hall, "service": letter}
    return queries.SERVICE_SHOWN.scalar(connection, asked) not in {None, "null"}


class PersonView:
    """A part of ``SqlView``."""

    _connection: Connection
    hall: Hall

    def is_paused(self, letter: str) -> bool:
        """Whether numbers for a service are not given for a while."""
        return is_service_paused(self._connection, self.hall.id, letter)

    def living_of(self, holder: str) -> list[Ticket]:
        """A person's tickets without an ending, first issued first."""
        key = {"hall": self.hall.id, "holder": holder}
        return [ticket_from_row(row) for row in queries.LIVING_OF.rows(self._connection, key)]

    def no_shows(self, since: datetime) -> list[Ticket]:
        """Known people's numbers that were lost by not coming since a moment, and not forgiven."""
        key = {"hall": self.hall.id, "since": to_micros(since)}
        return [ticket_from_row(row) for row in queries.NO_SHOWS.rows(self._connection, key)]

    def bookings_of(self, holder: str) -> list[Appointment]:
        """What a person has booked and not yet used, in order of time."""
        key = {"hall": self.hall.id, "holder": holder}
        rows = queries.BOOKINGS_OF.rows(self._connection, key)
        return [appointment_from_row(row) for row in rows]
