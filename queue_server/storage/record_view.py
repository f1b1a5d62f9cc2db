"""What the tables answer of the record and around the queue: papers, ratings, kiosks, screens."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection

from queue_server.domain.events import TicketCalled, tickets_of
from queue_server.domain.hall import Hall
from queue_server.domain.lifecycle import ENDED
from queue_server.domain.rating import Rating
from queue_server.domain.ticket import Ticket
from queue_server.storage import queries, rating_queries
from queue_server.storage.alone_rows import CONFLICTS, PRESS_OF_TICKET, press_from_row
from queue_server.storage.instants import to_micros
from queue_server.storage.other_rows import job_from_row, rating_from_row, shown_from_row
from queue_server.storage.rows import event_from_row
from queue_server.use_cases.kiosk_presses import Press
from queue_server.use_cases.print_job import PrintJob
from queue_server.use_cases.recorded import Recorded, RecordedCall
from queue_server.use_cases.shown import Shown


class RecordView:
    """A part of ``SqlView``."""

    _connection: Connection
    _key: Mapping[str, str]
    hall: Hall
    day: date

    # -- the record ----------------------------------------------------------------

    def sequence(self) -> int:
        """The sequence of the hall's last event."""
        return int(queries.SEQUENCE.scalar(self._connection, {"hall": self.hall.id}) or 0)

    def events_after(self, sequence: int, limit: int) -> list[Recorded]:
        """The next events after a sequence, oldest first."""
        key = {"hall": self.hall.id, "after": sequence, "limit": limit}
        return [event_from_row(row) for row in queries.EVENTS.rows(self._connection, key)]

    def events_of(self, ticket: int) -> list[Recorded]:
        """What happened to a ticket alone."""
        key = {"hall": self.hall.id, "ticket": ticket}
        return [event_from_row(row) for row in queries.EVENTS_OF.rows(self._connection, key)]

    def history_of(self, ticket: Ticket) -> list[Recorded]:
        """The same, and when it was told to get ready: an event of several tickets, found in its lifetime."""
        own = self.events_of(ticket.id)
        last = ticket.sequence if ticket.state in ENDED else self.sequence()
        key = {"hall": self.hall.id, "first": own[0].sequence, "last": last}
        rows = queries.PRECALLS.rows(self._connection, key)
        told = [each for each in map(event_from_row, rows) if ticket.id in tickets_of(each.event)]
        return sorted([*own, *told], key=lambda each: each.sequence)

    def last_calls(self, limit: int) -> list[RecordedCall]:
        """The last calls and recalls of the day, newest first."""
        begin = datetime.combine(self.day, datetime.min.time(), tzinfo=self.hall.zone)
        key = {"hall": self.hall.id, "begin": to_micros(begin), "limit": limit}
        rows = queries.LAST_CALLS.rows(self._connection, key)
        calls = [event_from_row(row) for row in rows]
        return [
            RecordedCall(sequence=each.sequence, event=each.event)
            for each in calls
            if isinstance(each.event, TicketCalled)
        ]

    # -- papers, ratings -------------------------------------------------------------

    def jobs_of(self, ticket: int) -> list[PrintJob]:
        """The papers of a ticket, first copy first."""
        key = {"hall": self.hall.id, "ticket": ticket}
        return [job_from_row(row) for row in queries.JOBS_OF.rows(self._connection, key)]

    def doubtful_jobs(self, limit: int) -> list[PrintJob]:
        """Today's papers that are held or unsure, oldest first."""
        begin = datetime.combine(self.day, datetime.min.time(), tzinfo=self.hall.zone)
        key = {"hall": self.hall.id, "begin": to_micros(begin), "limit": limit}
        return [job_from_row(row) for row in queries.DOUBTFUL.rows(self._connection, key)]

    def unfetched_jobs(self, before: datetime) -> list[PrintJob]:
        """Papers that were asked for before a moment and that no device has begun."""
        key = {"hall": self.hall.id, "before": to_micros(before)}
        return [job_from_row(row) for row in queries.UNFETCHED.rows(self._connection, key)]

    def find_rating(self, ticket: int, stage: int) -> Rating | None:
        """What a person said of a stage."""
        key = {"hall": self.hall.id, "ticket": ticket, "stage": stage}
        row = rating_queries.RATING.row(self._connection, key)
        return None if row is None else rating_from_row(row)

    def booked(self, service: str, starts_at: datetime) -> int:
        """How many have booked a slot."""
        key = {"hall": self.hall.id, "service": service, "starts_at": to_micros(starts_at)}
        return int(queries.BOOKED.scalar(self._connection, key) or 0)

    # -- kiosks ------------------------------------------------------------------------

    def paper_conflicts(self) -> list[Press]:
        """Today's papers of kiosks that a person must help with, oldest first."""
        return [press_from_row(row) for row in CONFLICTS.rows(self._connection, self._key)]

    def find_press_of(self, ticket: int) -> Press | None:
        """The press at a kiosk that a ticket is of."""
        key = {"hall": self.hall.id, "ticket": ticket}
        row = PRESS_OF_TICKET.row(self._connection, key)
        return None if row is None else press_from_row(row)

    # -- the screens -----------------------------------------------------------------

    def shown(self) -> list[Shown]:
        """Everything that managers have ever set about the screens, oldest first."""
        rows = queries.SHOWN.rows(self._connection, {"hall": self.hall.id})
        return [shown_from_row(row) for row in rows]
